"""Reviews (sơ kết, tổng kết): the narrative of a committee over a span, every number of it a balance.

An office writes paragraphs in its own words; a number in them is a token in braces that names a
figure, ``{people.members}``, where needed with a span of its own:
``{exemplars.registered.base.collective 2017-01-01..2020-12-31}``. A paragraph may end in a register:
named breakthroughs or models, taken from records. Where an office has written nothing, the standard
outline is used, and says only what the books know.

- ``tokens``: the grammar of numbers in text
- ``outline``: the standard outline, as data
- ``writing``: from paragraphs to pieces of text and numbers; ``printing``: to text, CSV and JSON
"""
