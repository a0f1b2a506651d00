"""The pages of the tree (tổ chức): the units of a day, and one unit with its history, posts and numbers.

The tree itself is ``units``; what stands here needs people and figures beside it.

- ``counting``: members and staff of many units on a day, as far as the reader may see figures
- ``shown``: the tree of a day as rows, cut where it grows too long
- ``timeline``: a unit's history in words
- ``wizard``: acts on the tree, stated in a form, looked at, then done; ``forms``, ``known``: what is typed there;
  ``operations``: doing it once; ``done``: what was done to a unit, and taking it back
- ``views``: ``units:tree`` at /to-chuc/, ``units:unit`` at /to-chuc/<key>/, ``units:reorganise`` at
  /to-chuc/sap-xep/
"""
