"""Kiểm tra, giám sát: a committee looks at an organisation or at members, concludes, and sees that it is mended.

What is kept is the plan's number, who inspected whom and when, and how many recommendations were made and remedied.
A finding is not kept here, and nobody's name.
"""
