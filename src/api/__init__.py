"""The HTTP API (giao diện lập trình): what pages and commands show, for other programs, at ``/api/v1/``.

- ``models``, ``keys``: Key, which opens the API in the name of one post; Answered, so that nothing is kept twice
- ``asking``, ``answers``: what may be asked, read strictly; what is answered
- ``doors``: who is let in, in which language, and how refusals are told
- ``queries``, ``rows``: what is read, and how it is told
- ``operations``, ``declaring``: what is kept, and that a request sent again is one act
- ``views``, ``urls``: the addresses
"""
