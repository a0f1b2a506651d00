"""Declaring a value by a request that may be sent again: it is one act, with one answer."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from api.asking import ValueGiven
from api.operations import answered, declare_value, measure_named
from exchange.declaring import Declared
from ledger.chain import plain
from ledger.refusals import IllegalMove, Unfit
from people.models import Person
from units.models import Unit

FIELDS = {"day": "on"}
"""What a field of a record is called here."""


def declare_once(unit: Unit, given: ValueGiven, person: Person, request_key: UUID) -> dict[str, Any]:
    """Declare a value, and what is answered to it, now and whenever the same is sent again.

    Errors: NotPermitted, Unfit, IllegalMove ``idempotency_key_reused``.
    """
    answer = {
        "unit": given.unit,
        "measure": given.measure,
        "on": given.on.isoformat(),
        "quantity": plain(given.quantity),
        "note": given.note,
    }
    digest = hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).digest()
    measure = measure_named(given.measure)
    value = Declared(unit.pk, measure.pk, given.on, given.quantity, given.note)
    try:
        declare_value(
            unit=unit,
            value=value,
            measure=measure.code,
            digest=digest,
            answer=answer,
            by=person,
            request_key=request_key,
        )
    except IllegalMove as refusal:
        raise IllegalMove("idempotency_key_reused") from refusal
    except Unfit as refusal:
        raise Unfit(refusal.code, FIELDS.get(refusal.field, refusal.field), **refusal.facts) from refusal
    return answered(request_key, digest, person)
