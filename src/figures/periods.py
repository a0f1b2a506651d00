"""Spans that an office offers, and the one that a page opens with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from figures.models import Period
from ledger import clock
from ledger.actors import Actor
from ledger.operation import operation
from ledger.posting import post_event
from ledger.refusals import NotPermitted, Unfit
from people.roles import RECORD_WORK
from ui.spans import Preset, Span, presets
from units.models import Unit


@operation
def offer_period(
    *,
    unit: Unit,
    name_vi: str,
    name_en: str,
    since: date,
    until: date,
    is_default: bool = False,
    by: Actor,
) -> Period:
    """Offer a span by name at ``unit`` and all below it; one may be the span that pages open with.

    Errors: NotPermitted, Unfit (reversed).
    """
    if not by.may(RECORD_WORK, unit.pk):
        raise NotPermitted
    if since >= until:
        raise Unfit("span_reversed", "until")
    if is_default:
        Period.objects.filter(unit=unit, is_default=True).update(is_default=False)
    period = Period.objects.create(
        unit=unit, name_vi=name_vi, name_en=name_en, since=since, until=until, is_default=is_default
    )
    post_event(by=by, verb="figures.period_offered", unit=unit.pk, period=period.pk)
    return period


@dataclass(frozen=True)
class Offered:
    """What the head of a page offers: the span it opens with, and the choices."""

    default: Span
    presets: list[Preset]


def offered(periods: Sequence[Period]) -> Offered:
    """The spans offered at a unit and above it, the default first, then the usual ones."""
    own = [Preset(str(p), p.since, p.until - timedelta(days=1)) for p in periods]
    usual = presets(clock.today())
    first = own[0] if periods and periods[0].is_default else usual[0]
    return Offered(Span(first.since, first.last), own + usual)
