"""The transaction around an act. Posts are collected while it runs and written when it ends,
so that the head of the books is held for as short as can be, and nothing else happens under it.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import connection, transaction

from ledger.actors import Actor
from ledger.models import Event
from ledger.recorded import Recorded, kinds
from ledger.refusals import IllegalMove

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Post:
    """One event to come: an actor did ``verb`` to ``row`` (or, without one, at ``unit``)."""

    row: Recorded | None
    by: Actor | None
    verb: str
    unit: int | None
    changes: dict[str, Any]
    note: str


@dataclass
class Batch:
    """What the running operation will post, and what must know the position it gets."""

    posts: list[Post] = field(default_factory=list)
    placed: list[Callable[[int], None]] = field(default_factory=list)


_batch: ContextVar[Batch | None] = ContextVar("ledger_batch", default=None)


def running() -> Batch:
    """The batch of the running operation. Errors: RuntimeError outside of one."""
    batch = _batch.get()
    if batch is None:
        raise RuntimeError("post() outside an @operation")
    return batch


def operation(act: Callable[P, T]) -> Callable[P, T]:
    """Make a function an operation: atomic, and its posts written once, when it ends.

    An operation called by another joins it. One that takes ``request_key`` answers a repeated
    submission with the record of the first.
    """

    @wraps(act)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if _batch.get() is not None:
            return act(*args, **kwargs)
        key = cast("UUID | None", kwargs.get("request_key"))
        with transaction.atomic():
            if key is not None:
                answered = _answered(key, cast("Actor", kwargs["by"]))
                if answered is not None:
                    return cast("T", answered)
            token = _batch.set(Batch())
            try:
                result = act(*args, **kwargs)
                flush(running(), key)
            finally:
                _batch.reset(token)
        return result

    return run


def flush(batch: Batch, key: UUID | None) -> None:
    """Write what was collected: differences to the books, under the head, which is locked here."""
    from ledger.posting import write

    if batch.posts:
        write(batch, key)


def _answered(key: UUID, by: Actor) -> Recorded | None:
    """The record that the first submission with this key made; waits while that is still under way."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [int.from_bytes(key.bytes[:7], "big")])
    event = Event.objects.filter(request_key=key).select_related("record").first()
    if event is None:
        return None
    if event.actor_id != by.pk or event.record is None:
        raise IllegalMove("request_key_reused")
    row: Recorded = kinds()[event.record.kind].for_entries().get(pk=event.record_id)
    return row
