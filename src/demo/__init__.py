"""Demonstration data: three blocs of provincial agencies from 15/5/2016 to 20/5/2021, made by calling operations.

People and sizes are made up; what the article of May 2021 says comes out exactly. The same every time.

- ``agencies``, ``data``: the agencies of each bloc; ``changes``: what happens to its tree
- ``spots``, ``stays``, ``names``: who belongs where and when, drawn before it begins
- ``timeline``: the order of time; ``batches``: what is entered together
- ``founding``, ``tree``, ``movement``: units and people
- ``papers``, ``learning``, ``meetings``, ``promises``, ``branch``, ``practices``, ``controls``, ``exemplars``,
  ``honours``: the steps
- ``article``: words and numbers that must come out; ``texts``: words for the rest; ``reviews``: what is reviewed
- ``scenario``: all of it; ``accounts``: who may log in
"""
