"""Study (quán triệt, học tập, sinh hoạt chuyên đề): topics and the sessions held on them.

A committee announces a topic, for the whole term or for a year; from then on every base unit owes its
study. A session says, unit by unit, how many should have come and how many did: as head counts, or
seat by seat with names. Whoever missed it makes it up later, which leaves the session's rate as it was.

- ``models``: Topic, Session with HeadCount and Seat rows
- ``operations``: announce a topic, hold sessions, correct, make up, withdraw
"""
