"""What may be issued and by whom; which moves a document may make."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Min

from directives.states import NOT_ISSUED_BY, State
from ledger.models import OPEN
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from people.roles import DECIDE, RECORD_WORK
from units.models import Standing

if TYPE_CHECKING:
    from directives.models import Document
    from people.models import Person

ISSUE = RECORD_WORK
MARKED = re.compile(
    r"(?<!BÍ )(?<!\w)(?:(?:TUYỆT|TỐI) )?MẬT(?!\w)|[(\[](?:(?:tuyệt|tối) )?mật[)\]]|^\W*(?:(?:tuyệt|tối) )?mật\s*[:.]",
)
"""A mark of secrecy: MẬT, TỐI MẬT, TUYỆT MẬT in capitals, in brackets or before a colon."""


def is_marked_secret(text: str) -> bool:
    """Whether a text carries a mark of secrecy. "Bảo vệ bí mật nhà nước" is a subject, not a mark."""
    return MARKED.search(unicodedata.normalize("NFC", " ".join(text.split()))) is not None


def may_be_issued(doc_type: str, unit_kind: str) -> bool:
    """Whether a unit of this kind issues documents of this type. An office's own kinds issue all."""
    return unit_kind not in NOT_ISSUED_BY.get(doc_type, frozenset())


def check_founded(first_days: Mapping[int, date]) -> None:
    """Each unit was founded by its day; a late record of an ended unit is welcome. Errors: Unfit."""
    founded = dict(
        Standing.objects.filter(removed=OPEN, unit_id__in=first_days)
        .values("unit_id")
        .annotate(first=Min("since"))
        .values_list("unit_id", "first")
    )
    for unit, day in first_days.items():
        if unit not in founded or day < founded[unit]:
            raise Unfit("unit_not_founded", "day", day=day)


def check_move(document: "Document", *, to: str, by: "Person") -> None:
    """A listed move, by somebody who may make it. Errors: NotPermitted, IllegalMove."""
    rights = {right for (_, end), right in MOVES.items() if end == to}
    if not any(by.may(right, document.record.unit_id) for right in rights):
        raise NotPermitted
    if (document.state, to) not in MOVES:
        raise IllegalMove("document_not_issued", symbol=document.symbol)


MOVES: Mapping[tuple[str, str], str] = {(State.ISSUED, State.WITHDRAWN): DECIDE}
