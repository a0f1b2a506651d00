"""The books (sổ cái): events, entries, measures and how they are posted.

Every record of work posts *entries* through one *event*; an event's number is its *position*.
Nothing here is ever updated or deleted: a correction is a new event whose entries undo and redo.

- ``models``: Record (parent row of everything that posts), Measure, Event, Entry, Books (the one head)
- ``recorded``: the abstract parent of a step's model and the way to enter new ones
- ``lines``: Line, what a record stands for at one unit, day and measure
- ``measures``: how a step declares what it counts
- ``operation``: the transaction around an act: collects posts, flushes them when it ends
- ``posting``: the only writer of entries; ``post(x)`` is ``post_many([x])``
- ``chain``: the hash that ties each event to the one before it
- ``checking``: recomputes what every record stands for and the chain, and lists what differs
- ``refusals``: "not now", "not you" and "mend this", each with a code and plain facts
"""
