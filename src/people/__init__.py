"""Persons, where they belong, what posts they hold, and who may do what.

The program keeps a name and what was done in the campaign. It has no field for opinions, private
conduct, identity numbers, addresses or birthdays.

- ``models``: Person, Membership (posts the stocks of members and staff), Post, Account
- ``roles``: roles, and the rights that each carries, as a table
- ``rules``: the three faces of a right: may this person, on which units, and who may
- ``visibility``: ``visible_to(person)`` for querysets of records
- ``operations``: admit, release, give and end posts, open accounts, begin an installation
- ``carrying``: what goes along when a unit ends
- ``access``: who may open a page: ``public``, ``posted``, ``seen_by(right)``; every view declares one
- ``middleware``, ``queries``: who is at work, with which posts and at which unit
- ``guessing``, ``logins``, ``forms``, ``views``: log in, log out, choose a unit; whoever guesses waits
"""
