"""Directives (ban hành, triển khai): what committees and branches issue to carry a programme out.

A document takes its number from a register: one series for each abbreviation (KH, HD, NQ …), issuer
and term of the committee, without gaps. A withdrawn document keeps its number and counts no more.

- ``states``: types of document, their abbreviations and who may not issue them
- ``models``: Programme, Register, Document (posts ``documents.issued``)
- ``operations``: open a programme, open a register, issue and withdraw documents
"""
