"""Mô hình, cách làm sáng tạo: models of practice that units register, that committees recognise, and that others adopt.

A unit registers a model of its own, a collective's or an individual's. A committee recognises it at a level. Another
unit that takes it over registers an adoption that points to the first, so that one idea in ten units stays one idea.
"""
