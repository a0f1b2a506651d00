"""Operations on programmes, registers and documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directives.models import Document, Programme, Register
from directives.rules import ISSUE, check_founded, check_move, is_marked_secret, may_be_issued
from directives.states import BODIES, SERIES, DocType, State, symbol_of
from ledger import clock
from ledger.models import OPEN
from ledger.operation import operation
from ledger.posting import post, post_event, post_many
from ledger.recorded import enter_many, lock
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from people.models import Person
from people.rules import may_all
from units.models import Standing, Unit
from units.rules import ACT_ON_TREE


@dataclass(frozen=True)
class Issue:
    """A document to issue. ``term``: nhiệm kỳ, such as ``2015–2020``; ``body``: the issuer's abbreviation."""

    unit: int
    doc_type: str
    programme: Programme
    day: date
    summary: str
    term: str
    signed_by_position: str = ""
    body: str = ""


@operation
def open_programme(*, code: str, name_vi: str, name_en: str, since: date, by: Person) -> Programme:
    """Open a programme for the whole installation. Errors: NotPermitted, Unfit."""
    if not by.may(ACT_ON_TREE, None):
        raise NotPermitted
    if not (code.strip() and name_vi.strip() and name_en.strip()):
        raise Unfit("programme_without_name", "name_vi")
    if Programme.objects.filter(code=code).exists():
        raise Unfit("programme_known", "code", known=code)
    programme = Programme.objects.create(code=code, name_vi=name_vi, name_en=name_en, since=since)
    post_event(by=by, verb="directives.programme_opened", unit=None, programme=programme.pk)
    return programme


@operation
def open_register(*, unit: Unit, doc_type: str, term: str, last: int = 0, by: Person) -> Register:
    """Take over a register that a unit kept on paper up to number ``last``.

    Errors: NotPermitted, IllegalMove (it gives numbers already).
    """
    if not by.may(ISSUE, unit.pk):
        raise NotPermitted
    series = SERIES[doc_type]
    register = _registers({(unit.pk, series, term)})[unit.pk, series, term]
    if register.last or register.documents.exists():
        raise IllegalMove("register_in_use", series=series)
    register.last = last
    register.save(update_fields=["last"])
    post_event(by=by, verb="directives.register_opened", unit=unit.pk, series=series, term=term, last=last)
    return register


@operation
def issue_document(*, issue: Issue, by: Person, request_key: UUID | None = None) -> Document:
    """Issue (ban hành) one document. Errors: NotPermitted, Unfit."""
    return issue_documents(issues=[issue], by=by)[0]


@operation
def issue_documents(*, issues: Sequence[Issue], by: Person) -> list[Document]:
    """Issue documents, numbered in this order. Errors: NotPermitted, Unfit."""
    if not may_all(by, ISSUE, {i.unit for i in issues}):
        raise NotPermitted
    bodies = _check(issues)
    registers = _registers({(i.unit, SERIES[i.doc_type], i.term) for i in issues})
    rows = []
    for i, body in zip(issues, bodies, strict=True):
        series = SERIES[i.doc_type]
        register = registers[i.unit, series, i.term]
        register.last += 1
        rows.append(
            Document(
                programme=i.programme,
                doc_type=i.doc_type,
                register=register,
                number=register.last,
                symbol=symbol_of(register.last, series, i.body or body),
                summary=i.summary.strip(),
                day=i.day,
                signed_by_position=i.signed_by_position,
            )
        )
    Register.objects.bulk_update(registers.values(), ["last"], batch_size=2000)
    enter_many(rows, [i.unit for i in issues])
    post_many(rows, by=by, verb="directives.issued")
    return rows


@operation
def withdraw_document(*, document: Document, by: Person, note: str = "") -> Document:
    """Withdraw (thu hồi) a document; its number stays used. Errors: NotPermitted, IllegalMove."""
    document = lock(document)
    check_move(document, to=State.WITHDRAWN, by=by)
    before = document.state
    document.state = State.WITHDRAWN
    document.save(update_fields=["state"])
    post(document, by=by, verb="directives.withdrawn", changes={"state": [before, State.WITHDRAWN.value]}, note=note)
    return document


def _check(issues: Sequence[Issue]) -> list[str]:
    """What can be wrong with each document. Returns the issuers' usual abbreviations. Errors: Unfit."""
    first: dict[int, date] = {}
    for i in issues:
        if not i.summary.strip():
            raise Unfit("document_without_summary", "summary")
        if is_marked_secret(i.summary):
            raise Unfit("document_marked_secret", "summary")
        if i.day > clock.today():
            raise Unfit("document_in_future", "day", day=i.day)
        first[i.unit] = min(i.day, first.get(i.unit, i.day))
    check_founded(first)
    stood: dict[int, list[Standing]] = {}
    for standing in Standing.objects.filter(removed=OPEN, unit_id__in=first).order_by("since"):
        stood.setdefault(standing.unit_id, []).append(standing)
    bodies = []
    for i in issues:
        then = [s for s in stood[i.unit] if s.since <= i.day][-1]
        if not may_be_issued(i.doc_type, then.kind):
            name = str(DocType(i.doc_type).label)
            raise Unfit("document_type_impossible", "doc_type", unit=then.name, doc_type=name)
        bodies.append(BODIES.get(then.kind, "ĐU"))
    return bodies


def _registers(wanted: set[tuple[int, str, str]]) -> dict[tuple[int, str, str], Register]:
    """These registers, made where they are not yet, and locked in the order of their keys."""
    fresh = [Register(unit_id=unit, series=series, term=term) for unit, series, term in sorted(wanted)]
    Register.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=5000)
    units = {unit for unit, _, _ in wanted}
    held = Register.objects.select_for_update().filter(unit_id__in=units).order_by("pk")
    return {key: r for r in held if (key := (r.unit_id, r.series, r.term)) in wanted}
