"""What a key looks like, and which one was sent."""

from __future__ import annotations

import hashlib
import secrets
from typing import NamedTuple

from django.db.models import QuerySet

from api.models import Key
from ledger import clock

BEGIN = "lantoa_"
VISIBLE = len(BEGIN) + 8
LONGEST = 200


class Token(NamedTuple):
    """A key as its holder has it, and what is kept of it."""

    secret: str
    prefix: str
    digest: bytes


def new_token() -> Token:
    """A new key: 256 random bits, after a beginning by which it is known where it turns up."""
    secret = BEGIN + secrets.token_hex(4) + "_" + secrets.token_urlsafe(32)
    return Token(secret, secret[:VISIBLE], digest_of(secret))


def digest_of(secret: str) -> bytes:
    """What is kept of a key. No salt and no stretching: 256 random bits can't be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def living() -> QuerySet[Key]:
    """The keys that open something today: not revoked, within both spans, the log-in not closed."""
    today = clock.today()
    return Key.objects.filter(
        revoked=None, since__lte=today, until__gt=today, post__since__lte=today, post__until__gt=today
    ).exclude(post__person__account__is_active=False)


def find(secret: str) -> Key | None:
    """The living key with this secret, with its person. One statement; one more at the first use of a day."""
    if not secret.startswith(BEGIN) or len(secret) > LONGEST:
        return None
    key = living().select_related("post__person").filter(digest=digest_of(secret)).first()
    if key is not None and key.last_used != clock.today():
        Key.objects.filter(pk=key.pk).update(last_used=clock.today())
    return key
