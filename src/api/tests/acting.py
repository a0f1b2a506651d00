"""Who sends a key, in tests of the API."""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import Any

from django.test import Client

from api.operations import give_key
from directives.tests.acting import a_programme
from ledger.measures import forget_numbers
from ledger.models import Measure
from people.models import Person, Post
from people.tests.cast import BEGIN, Cast
from study.models import Session
from study.operations import Count, Holding, announce_topic, hold_session

OUTPUT = "office.output"
"""A measure that an office added: values of it can be declared."""


def post_of(person: Person) -> Post:
    """The only post of somebody."""
    return Post.objects.get(person=person)


def secret_of(person: Person, *, by: Person | None = None, since: date = BEGIN) -> str:
    """A key given to the only post of somebody."""
    return give_key(post=post_of(person), name="kho dữ liệu", since=since, by=by or person)[1]


def with_secret(secret: str, **headers: str) -> Client:
    """A program that sends this key. Messages are in English."""
    return Client(headers={"Authorization": f"Bearer {secret}", "X-Language": "en", **headers})


def program(person: Person) -> Client:
    """A program with a key to the only post of somebody."""
    return with_secret(secret_of(person))


def programs(cast: Cast) -> dict[str, Client]:
    """A program for everybody who holds a post."""
    return {part: program(person) for part, person in cast.persons.items() if part != "stranger"}


def a_measure(code: str = OUTPUT, kind: str = "flow") -> Measure:
    """A measure that an office added."""
    forget_numbers()
    return Measure.objects.create(code=code, kind=kind, name_vi="Việc", name_en="Work", counted_in="việc")


def a_session(cast: Cast, attended: int = 8) -> Session:
    """A session that the clerk recorded at the branch: 9 expected there."""
    topic = announce_topic(
        unit=cast.branch,
        programme=a_programme(cast.operator),
        kind="yearly",
        year=2017,
        title="Chuyên đề",
        since=date(2017, 1, 1),
        by=cast.clerk,
    )
    counts = [Count(cast.branch.pk, 9, attended)]
    return hold_session(holding=Holding(topic, cast.branch.pk, date(2017, 3, 1), counts), by=cast.clerk)


def declare(client: Client, *, request_key: object = None, **given: Any) -> Any:
    """Put one value; what is not given is fit."""
    body = {"unit": "branch", "measure": OUTPUT, "on": "2021-05-20", "quantity": "1", **given}
    headers = {"Idempotency-Key": str(request_key or uuid.uuid4())}
    return client.put("/api/v1/values", json.dumps(body), content_type="application/json", headers=headers)
