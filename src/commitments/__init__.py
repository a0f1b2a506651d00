"""Commitments (cam kết, đăng ký, khâu đột phá): what persons pledge and what units set out to break through.

A branch opens a round each year and lists who owes a pledge; each person writes one, and the branch
accepts it or gives it back. The words of a pledge stay in the branch; above it there are only counts.
A unit registers its breakthroughs, which are judged when their time is over.

- ``models``: PledgeRound with Owed rows, Pledge, PledgeText, Breakthrough
- ``operations``: rounds and what happens to a pledge; ``breakthroughs``: register and judge
"""
