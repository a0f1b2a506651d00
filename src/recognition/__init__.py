"""Biểu dương, khen thưởng: exemplars from the base upward, and decisions that give awards.

A base unit registers exemplars, collectives and individuals; the committee above selects among them and forwards the
selected to the province. Each step is a day on one record, so that the funnel never adds up with itself. A decision has
a number and gives awards, each counted where the person or unit belongs; an award can be revoked.
"""
