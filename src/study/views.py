"""Pages of study: sessions, topics, and one of each."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directives.doors import doors
from directives.narrowing import narrow, with_units
from people.access import WorkRequest, seen_by
from people.roles import OPEN_RECORDS
from study.models import Session, Topic
from study.queries import (
    added_up,
    attendances,
    by_unit,
    seating,
    sessions_by_topic,
    sessions_seen,
    topics_seen,
)
from study.states import TopicKind
from units.queries import name_on

PAGE = 50


@seen_by(OPEN_RECORDS)
def sessions(request: WorkRequest) -> HttpResponse:
    """Sessions, newest first; of one topic, where the address names it."""
    rows = sessions_seen(request.person)
    topic = None
    if public_id := request.GET.get("chuyen_de"):
        topic = get_object_or_404(topics_seen(request.person), record__public_id=public_id.replace("\x00", ""))
        rows = rows.filter(topic=topic)
    narrowed = narrow(request, rows, day="day", kind="topic__kind", kinds=TopicKind.choices)
    page = Paginator(narrowed.rows, PAGE).get_page(request.GET.get("trang"))
    turnouts = attendances([session.pk for session in page])
    listed = [(session, unit, turnouts.get(session.pk)) for session, unit in with_units(page)]
    context = {"narrowed": narrowed, "page": page, "rows": listed, "topic": topic, "noun": _("Sessions")}
    return render(request, "study/list.html", context)


@seen_by(OPEN_RECORDS)
def topics(request: WorkRequest) -> HttpResponse:
    """Topics, newest first."""
    narrowed = narrow(request, topics_seen(request.person), day="since", kind="kind", kinds=TopicKind.choices)
    page = Paginator(narrowed.rows, PAGE).get_page(request.GET.get("trang"))
    held = sessions_by_topic(request.person, [topic.pk for topic in page])
    listed = [(topic, unit, held.get(topic.pk, 0)) for topic, unit in with_units(page)]
    context = {"narrowed": narrowed, "page": page, "rows": listed, "noun": _("Topics")}
    return render(request, "study/topics.html", context)


@seen_by(OPEN_RECORDS)
def record(request: WorkRequest, public_id: str) -> HttpResponse:
    """One session or topic."""
    session = sessions_seen(request.person).filter(record__public_id=public_id).first()
    if session is not None:
        return _session(request, session)
    topic = topics_seen(request.person).filter(record__public_id=public_id).first()
    if topic is None:
        raise Http404
    return _topic(request, topic)


def _session(request: WorkRequest, session: Session) -> HttpResponse:
    """What a session is, who came from where, and by name where the reader sees persons."""
    unit = name_on(session.record.unit_id, session.day)
    counted = by_unit(session)
    context = {
        "session": session,
        "unit": unit,
        "counted": counted,
        "whole": added_up(counted),
        "seating": seating(session, request.person),
        "doors": doors({"study.rate", "study.turns", "study.sessions"}, unit=unit.key, day=session.day),
        "crumbs": [(_("Study"), reverse("study:list"))],
    }
    return render(request, "study/session.html", context)


def _topic(request: WorkRequest, topic: Topic) -> HttpResponse:
    """What a topic is, and how many sessions were held on it."""
    unit = name_on(topic.record.unit_id, topic.since)
    context = {
        "topic": topic,
        "unit": unit,
        "held": sessions_by_topic(request.person, [topic.pk]).get(topic.pk, 0),
        "doors": doors({f"study.units_covered.{topic.kind}", "study.topics"}, unit=unit.key, day=topic.since),
        "crumbs": [(_("Study"), reverse("study:list")), (_("Topics"), reverse("study:topics"))],
    }
    return render(request, "study/topic.html", context)
