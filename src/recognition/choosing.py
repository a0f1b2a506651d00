"""What the address of the funnel's page asks: the unit, and the step that the list shows."""

from django.http import Http404

from figures.tables import Subject
from ledger import clock
from people.access import WorkRequest
from people.roles import OPEN_RECORDS, RIGHTS
from people.rules import units_where
from recognition.states import State
from units.queries import name_on

LONGEST_KEY = 60


def subject_of(request: WorkRequest) -> Subject:
    """``?don_vi=``: a unit whose records the reader opens; else where the reader works. Errors: Http404.

    Absent and forbidden are the same.
    """
    key = request.GET.get("don_vi", "")[:LONGEST_KEY].replace("\x00", "")
    if key:
        unit = units_where(request.person, OPEN_RECORDS).filter(key=key).values_list("pk", flat=True).first()
        if unit is None:
            raise Http404
        return Subject(unit, key, name_on(unit, clock.today()).name)
    held = [post.working_unit for post in request.posts if OPEN_RECORDS in RIGHTS[post.role] and post.working_unit]
    if not held:
        raise Http404
    unit_at_work = next((unit for unit in held if unit == request.working_unit), held[0])
    return Subject(unit_at_work.pk, unit_at_work.key, unit_at_work.name)


def step_of(request: WorkRequest) -> str:
    """``?loai=``: a state of exemplars, "" for all."""
    chosen = request.GET.get("loai", "")
    return chosen if chosen in State.values else ""
