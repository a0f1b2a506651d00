"""The tree of units (tổ chức đảng, cơ quan, đơn vị) as it changes with time.

A unit is an identity without a name; *standings* give it a name, kind, parent and code for a span of
days (half-open), and *successions* say who took an ended unit over. From these ``derivation`` makes,
in the transaction of each act: *places* (under whom a unit stands, when, with what share), *eras*
(spans of unchanged place) and *heirs*. Everything carries the positions at which it came into force
and was superseded, so that a position fixes the tree as it was known.

- ``kinds``: the kinds of unit and their names
- ``tree``: the tree in memory, and the rules that hold on it
- ``derivation``: places, eras and heirs from standings and successions
- ``acts``: found, rename, move, merge, split, dissolve … one by one or many on a day; taken back
- ``previewing``: what acts would do
- ``keeping``: how a changed tree is written, with its positions
- ``queries``: reading the tree of a day
"""
