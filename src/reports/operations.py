"""Operations on reviews: draft, rewrite."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from figures.dictionary import definitions
from ledger.models import Record
from ledger.operation import operation
from ledger.posting import post
from ledger.recorded import enter, lock
from ledger.refusals import NotPermitted, Unfit
from people.models import Person
from people.roles import OPEN_RECORDS, WRITE_REVIEW
from people.rules import units_where
from reports import sentences as _sentences  # noqa: F401  registers what refusals say
from reports.models import Paragraph, Review
from reports.tokens import Token, pieces
from units.models import Unit


@dataclass(frozen=True)
class Draft:
    """A paragraph to keep. ``named``: record numbers that its register names."""

    section: str
    text: str
    register: str = ""
    named: tuple[int, ...] = ()


@operation
def draft_review(
    *,
    unit: Unit,
    title: str,
    since: date,
    until: date,
    paragraphs: Sequence[Draft],
    by: Person,
    request_key: UUID | None = None,
) -> Review:
    """Draft a review of ``unit`` over a span. Errors: NotPermitted, Unfit (no title, no paragraph,
    reversed, a token that names no figure, a record that isn't there)."""
    if not by.may(WRITE_REVIEW, unit.pk):
        raise NotPermitted
    if not title.strip():
        raise Unfit("review_without_title", "title")
    if since >= until:
        raise Unfit("review_reversed", "until")
    review = enter(Review(title=title, since=since, until=until), unit=unit.pk)
    _keep(review, paragraphs, by)
    post(review, by=by, verb="reports.drafted")
    return review


@operation
def rewrite_review(*, review: Review, paragraphs: Sequence[Draft], by: Person) -> Review:
    """Replace the paragraphs of a review. Errors: NotPermitted, Unfit."""
    review = lock(review)
    if not by.may(WRITE_REVIEW, review.record.unit_id):
        raise NotPermitted
    before = review.paragraphs.count()
    review.paragraphs.all().delete()
    _keep(review, paragraphs, by)
    post(review, by=by, verb="reports.rewritten", changes={"paragraphs": [before, len(paragraphs)]})
    return review


def _keep(review: Review, paragraphs: Sequence[Draft], by: Person) -> None:
    """Keep the paragraphs. A record that the writer may not open is as one that isn't there."""
    if not paragraphs:
        raise Unfit("review_empty", "paragraphs")
    known = {d.code for d in definitions(review.until - timedelta(days=1))}
    for p in paragraphs:
        for piece in pieces(p.text):
            if isinstance(piece, Token) and piece.code not in known:
                raise Unfit("token_unknown", "text", figure=piece.code)
    named = {n for p in paragraphs for n in p.named}
    openable = Record.objects.filter(pk__in=named, unit__in=units_where(by, OPEN_RECORDS))
    if openable.count() != len(named):
        raise Unfit("review_unknown_record", "named")
    Paragraph.objects.bulk_create(
        Paragraph(
            review=review,
            order=n,
            section=p.section,
            text=p.text,
            register=p.register,
            named=list(p.named),
        )
        for n, p in enumerate(paragraphs, 1)
    )
