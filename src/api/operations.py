"""Operations of the API: give and revoke keys, declare a value."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from api import sentences as _sentences  # noqa: F401  registers what refusals say
from api.keys import new_token
from api.models import Answered, Key
from exchange.declaring import Declared, declare_values
from exchange.models import Declaration
from ledger import clock
from ledger.measures import find
from ledger.models import Measure
from ledger.operation import operation
from ledger.posting import post_event
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from people.models import Person, Post
from people.roles import GIVE_POSTS, RECORD_WORK
from ui.reading import ReadingError, read_text
from units.models import NEVER, Unit

LONGEST_NAME = 100


@operation
def give_key(*, post: Post, name: str, since: date, until: date = NEVER, by: Person) -> tuple[Key, str]:
    """Give a key to a post; returns it with its secret, which is told here and never again.

    Errors: NotPermitted, IllegalMove (the post has ended), Unfit.
    """
    post = Post.objects.select_for_update().get(pk=post.pk)
    if not (by.may(GIVE_POSTS, post.unit_id) or by.pk == post.person_id):
        raise NotPermitted
    try:
        name = read_text(name, most=LONGEST_NAME)
    except ReadingError as error:
        raise Unfit("key_without_name", "name") from error
    if not name:
        raise Unfit("key_without_name", "name")
    if since >= until:
        raise Unfit("key_reversed", "until", day=since)
    if until <= clock.today() or post.until <= max(since, clock.today()):
        raise IllegalMove("key_never_opens", day=min(until, post.until))
    secret, prefix, digest = new_token()
    key = Key.objects.create(post=post, name=name, prefix=prefix, digest=digest, since=since, until=until)
    post_event(by=by, verb="api.key_given", unit=post.unit_id, person=post.person_id, role=post.role, key=prefix)
    return key, secret


@operation
def revoke_key(*, key: Key, by: Person) -> Key:
    """Let a key open nothing from now on. Errors: NotPermitted, IllegalMove (revoked already)."""
    key = Key.objects.select_for_update(of=("self",)).select_related("post").get(pk=key.pk)
    post = key.post
    if not (by.may(GIVE_POSTS, post.unit_id) or by.pk == post.person_id):
        raise NotPermitted
    if key.revoked is not None:
        raise IllegalMove("key_revoked_already")
    key.revoked = clock.now()
    key.save(update_fields=["revoked"])
    post_event(by=by, verb="api.key_revoked", unit=post.unit_id, person=post.person_id, role=post.role, key=key.prefix)
    return key


@operation
def declare_value(
    *, unit: Unit, value: Declared, measure: str, digest: bytes, answer: dict[str, Any], by: Person, request_key: UUID
) -> Declaration | None:
    """Keep one declared value in place of what was declared for that measure and day, and what is answered to it.

    Errors: NotPermitted, Unfit (counted from records, before the unit was founded), IllegalMove (key used otherwise).
    """
    if Answered.objects.filter(pk=request_key).exists():
        return None
    if not by.may(RECORD_WORK, unit.pk):
        raise NotPermitted
    if find(measure) is not None:
        raise Unfit("row_value_counted", "measure", measure=measure)
    declare_values(values=[value], by=by, verb="api.declared")
    Answered.objects.create(request_key=request_key, person=by, digest=digest, answer=answer)
    return Declaration.objects.filter(record__unit=unit).first()


def answered(request_key: UUID, digest: bytes, by: Person) -> dict[str, Any]:
    """What was answered to this request. Errors: IllegalMove where the key was used for another."""
    kept = Answered.objects.filter(pk=request_key).first()
    if kept is None or kept.person_id != by.pk or bytes(kept.digest) != digest:
        raise IllegalMove("idempotency_key_reused")
    return dict(kept.answer)


def measure_named(code: str) -> Measure:
    """The measure of this code. Errors: Unfit ``measure_unknown``."""
    measure = Measure.objects.filter(code=code).first()
    if measure is None:
        raise Unfit("measure_unknown", "measure", measure=code)
    return measure
