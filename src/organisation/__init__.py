"""The pages of the tree (tổ chức): the units of a day, and one unit with its history, posts and numbers.

The tree itself is ``units``; what stands here needs people and figures beside it.

- ``counting``: members and staff of many units on a day, as far as the reader may see figures
- ``shown``: the tree of a day as rows, cut where it grows too long
- ``timeline``: a unit's history in words
- ``views``: ``units:tree`` at /to-chuc/, ``units:unit`` at /to-chuc/<key>/
"""
