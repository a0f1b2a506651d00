"""Figures (chỉ tiêu): how numbers are read from the ledger over the tree.

From a table on the screen to the line that says what is counted: the figure's code (shown in its
panel) is a block of the ``figures.toml`` of its step; the measures it names are declared in that
step's ``measures.py`` and posted by ``entries()`` in its ``models.py``.

- ``dictionary``: definitions, shipped as ``<step>/figures.toml`` and kept in the database with dates
- ``statements``: the readings as plain SQL over entry, era and place
- ``literals``: the one way by which values get into those texts
- ``reading``: asks many figures at once, one statement a reading, and makes exact values of rows
- ``values``: a value, its state and coverage
- ``wording``: how an exact value is printed ("hơn 4.200", "từ 97% trở lên")
- ``cache``: values kept by their effective position
- ``duties``: who owes what, spread over units
- ``opening``: from a number down to its parts, records and history
"""
