"""Who sees what, over every address: one record of each kind in both branches of the tree, each with words that no one
else may read, and everybody of the cast at every door.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from api.tests.acting import program
from commitments.breakthroughs import Registration, register_breakthrough
from commitments.operations import draft_pledge, submit_pledge
from commitments.rounds import Opening, open_round
from directives.models import Programme
from directives.operations import Issue, issue_documents
from directives.states import DocType
from directives.tests.acting import a_programme
from exchange.declaring import Declared, declare_values
from exchange.models import Declaration
from inspection.operations import Holding as Inspecting
from inspection.operations import hold_inspection
from inspection.states import Act, Object
from ledger.measures import forget_numbers
from ledger.models import Measure
from ledger.recorded import Recorded, kinds
from people.access import PUBLIC, Rule, rule_of
from people.models import Person
from people.queries import held_posts
from people.tests.cast import Cast, set_up
from practice.operations import Registration as Model
from practice.operations import register_model
from practice.states import Level
from recognition.operations import Draft as Deciding
from recognition.operations import Nomination, Recipient, grant_awards, register_exemplar
from recognition.states import Form
from reports.operations import Draft, draft_review
from reports.sections import Section
from study.operations import Count, Holding, announce_topic, hold_session
from units.models import Unit

DAY = date(2017, 3, 1)
BLOC = {"clerk", "approver", "inspector", "recogniser"}
SIDES = {"branch": "secretary", "other_branch": "other_secretary"}
"""The two ends of the tree, and who works there."""
SPAN = "tu=2016-01-01&den=2020-12-31&co_cau=then"
GONE, OK = HTTPStatus.NOT_FOUND, HTTPStatus.OK


@dataclass
class World:
    """The cast with its records: by side and kind."""

    cast: Cast
    records: dict[str, dict[str, Recorded]] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, part: str) -> Client:
        if part not in self.clients:
            self.clients[part] = self.cast.client(self.cast.persons[part])
        return self.clients[part]

    def unit(self, side: str) -> Unit:
        return self.cast.units[side]

    def members(self, side: str) -> list[Person]:
        return self.cast.members if side == "branch" else self.cast.other_members


def word(side: str) -> str:
    """What every text of a side holds, and no text of the other."""
    return "chimyen" if side == "branch" else "cadoi"


def record_everything(world: World, side: str, programme: Programme) -> None:
    """One record of each kind at a branch, by operations, each with the word of its side."""
    cast, unit = world.cast, world.unit(side)
    secretary, member, words = cast.persons[SIDES[side]], world.members(side)[0], f"Lời {word(side)}"
    clerk: dict[str, Any] = {"by": cast.clerk}
    issue = Issue(unit.pk, DocType.PLAN, programme, DAY, words, "2015–2020", signed_by_position=words)
    topic = announce_topic(
        unit=unit, programme=programme, kind="yearly", year=2017, title=words, since=date(2017, 1, 1), **clerk
    )
    held = Holding(topic, unit.pk, DAY, [Count(unit.pk, 9, 8)], place=words, chaired_by=words)
    opened = open_round(opening=Opening(unit.pk, programme, 2017, date(2017, 2, 1)), **clerk)
    pledge = draft_pledge(pledge_round=opened, person=member, text=words, tasks=2, by=secretary)
    promise = Registration(unit.pk, programme, "2017", words, DAY, leader=words, target=words)
    model = Model(unit.pk, words, DAY, field=words, description=words, programme=programme)
    nominee = Nomination(unit.pk, DAY, programme, member, reason=words)
    number = 1 if side == "branch" else 2
    decision = Deciding(
        cast.bloc.pk if side == "bloc" else unit.pk,
        number,
        f"{number}-{word(side)}",
        DAY,
        Form.GIAY_KHEN,
        Level.BASE,
        programme,
        "2017",
        date(2017, 1, 1),
        date(2018, 1, 1),
    )
    inspecting = Inspecting(
        unit.pk, Act.INSPECTION, Object.ORGANISATION, unit.pk, DAY, planned_by=words, programme=programme
    )
    paragraphs = [Draft(Section.RESULTS, f"{words}: {{study.turns}}")]
    world.records[side] = {
        "document": issue_documents(issues=[issue], **clerk)[0],
        "topic": topic,
        "session": hold_session(holding=held, **clerk),
        "round": opened,
        "pledge": submit_pledge(pledge=pledge, by=secretary),
        "breakthrough": register_breakthrough(registration=promise, **clerk),
        "model": register_model(registration=model, **clerk),
        "inspection": hold_inspection(holding=inspecting, by=cast.inspector),
        "exemplar": register_exemplar(nomination=nominee, **clerk),
        "decision": grant_awards(decision=decision, recipients=[Recipient(unit.pk, member)], by=cast.recogniser),
        "declaration": a_declaration(unit, words, cast.operator),
        "review": draft_review(
            unit=unit, title=words, since=date(2017, 1, 1), until=date(2018, 1, 1), paragraphs=paragraphs, **clerk
        ),
    }


def a_declaration(unit: Unit, words: str, by: Person) -> Declaration:
    """What a unit declared of a measure that the office added."""
    measure, _ = Measure.objects.get_or_create(code="office.output", kind="flow")
    forget_numbers()
    declare_values(values=[Declared(unit.pk, measure.pk, DAY, Decimal(1), words)], by=by)
    return Declaration.objects.get(record__unit=unit)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The cast and its records, in one transaction that is undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = World(set_up())
        programme = a_programme(made.cast.operator)
        for side in SIDES:
            record_everything(made, side, programme)
        yield made
        transaction.set_rollback(True)


def views(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, Rule]]:
    """Every named address with its rule."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            rule = rule_of(pattern.callback)
            assert rule is not None, pattern
            yield f"{namespace}{pattern.name}", rule


ALL_RULES = dict(views(get_resolver()))
RULES = {name: rule for name, rule in ALL_RULES.items() if not rule.keyed}
"""Addresses for people. Those for keys are tried in ``src/api/tests``, and at the end here."""
RECORDS = {name for name in RULES if name.endswith(":record")}
UNIT = "units:unit"
POSTED = {"people:switch", "people:logout", "ui:theme", "ui:language"}
"""Addresses that only take a form."""
LISTS = sorted(set(RULES) - RECORDS - POSTED - {UNIT})
SIDE_DOORS = (
    "",
    "?don_vi={unit}",
    f"?don_vi={{unit}}&{SPAN}&so=study.turns",
    f"?{SPAN}&so=study.lowest_rate&o={{unit}}",
    f"?don_vi={{unit}}&{SPAN}&so=documents.issued.plan&ve=duoi",
    "?don_vi={unit}&tai=json",
    "?don_vi={unit}&tai=csv",
    "?goc={unit}&ngay=2018-01-01",
    "?chuyen_de={topic}",
    "?loai=plan&trang=2",
)
"""Other ways to ask for what stands in a list: filters, an open number, another part, files."""


def opens(kind: str, part: str, side: str) -> bool:
    """Whether a record of this kind at a side may be opened by this one."""
    if kind == "pledge":
        return part in ("recogniser", SIDES[side]) or (part == "member" and side == "branch")
    return part in BLOC or part == SIDES[side]


def body(answer: Any) -> str:
    """All that an answer says: headers and body."""
    return "\n".join([*(f"{k}: {v}" for k, v in answer.headers.items()), answer.content.decode()])


def test_every_kind_of_record_has_one_on_each_side(world: World) -> None:
    with_pages = {kind for kind in kinds() if f"{kind.partition('.')[0]}:record" in RECORDS}
    for side in SIDES:
        made = {row.KIND for row in world.records[side].values()}
        assert with_pages == made
        assert {reverse_name(row) for row in world.records[side].values()} == RECORDS


def reverse_name(row: Recorded) -> str:
    return f"{row.KIND.partition('.')[0]}:record"


def expectations(world: World) -> Mapping[tuple[str, str, str], HTTPStatus]:
    """Status by (side, kind, part)."""
    return {
        (side, kind, part): OK if opens(kind, part, side) else GONE
        for side in SIDES
        for kind in world.records[side]
        for part in world.cast.persons
    }


def test_each_record_opens_for_exactly_those_it_is_for(world: World) -> None:
    wanted = expectations(world)
    found = {}
    for side, kind, part in wanted:
        answer = world.client(part).get(world.records[side][kind].get_absolute_url())
        found[side, kind, part] = HTTPStatus(answer.status_code)
        said = body(answer)
        assert (word(side) in said) <= (answer.status_code == OK), (side, kind, part)
        for foreign in SIDES:
            if part not in BLOC and part != SIDES[foreign] and not (part == "member" and foreign == "branch"):
                assert word(foreign) not in said, (side, kind, part)
    assert {key: code for key, code in found.items() if code != wanted[key]} == {}


@pytest.mark.parametrize("part", ["secretary", "other_secretary", "member", "stranger", "operator"])
@pytest.mark.parametrize("name", sorted(RECORDS))
def test_absent_and_forbidden_are_the_same_to_the_last_byte_and_statement(world: World, name: str, part: str) -> None:
    client = world.client(part)
    client.get(reverse(name, args=["khong-co-dau"]))
    absent, absent_statements = asked(client, reverse(name, args=["khong-co-dau"]))
    assert absent.status_code == GONE
    for side, kind in ((s, k) for s in SIDES for k, row in world.records[s].items() if reverse_name(row) == name):
        if opens(kind, part, side):
            continue
        answer, statements = asked(client, world.records[side][kind].get_absolute_url())
        assert (answer.status_code, answer.content) == (GONE, absent.content), (kind, side)
        assert statements == absent_statements, (kind, side)


def asked(client: Client, address: str) -> tuple[Any, int]:
    """An answer, and how many statements it took."""
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(address)
    return answer, len(statements)


def test_a_unit_opens_for_those_whose_tree_it_is(world: World) -> None:
    cast, found = world.cast, {}
    for key in cast.units:
        for part in cast.persons:
            found[key, part] = world.client(part).get(reverse(UNIT, args=[key])).status_code == OK
    for (key, part), is_open in found.items():
        below = {"secretary": {"branch"}, "member": {"branch"}, "other_secretary": {"other_branch"}, "stranger": set()}
        assert is_open == (key in below.get(part, set(cast.units))), (key, part)


READERS = {
    "secretary": ("other_branch", SIDE_DOORS),
    "member": ("other_branch", SIDE_DOORS),
    "other_secretary": ("branch", SIDE_DOORS[:3]),
    "operator": ("branch", SIDE_DOORS[:2]),
    "stranger": ("branch", SIDE_DOORS[:2]),
    "clerk": ("", SIDE_DOORS[:3]),
    "inspector": ("", SIDE_DOORS[:2]),
    "approver": ("", SIDE_DOORS[:2]),
    "recogniser": ("", SIDE_DOORS[:1]),
}
"""Of whom each one may read nothing, and by which doors they try. Those of the bloc read of both, but no names."""


@pytest.mark.parametrize("name", LISTS)
def test_no_list_and_no_side_door_says_what_is_not_for_the_reader(world: World, name: str) -> None:
    for part, (foreign, doors) in READERS.items():
        asked_for = foreign or "branch"
        topic = world.records[asked_for]["topic"].record.public_id
        hidden = [*secrets_of(world, foreign), *names_hidden(world, part)]
        for n, door in enumerate(doors):
            answer = world.client(part).get(reverse(name) + door.format(unit=asked_for, topic=topic))
            assert answer.status_code in (OK, GONE, HTTPStatus.FOUND), (part, door)
            said = body(answer).replace(topic, "")
            assert [each for each in hidden if each in said] == [], (part, door)
            if n == 0 and RULES[name] != PUBLIC and not RULES[name].allows(held_posts(world.cast.persons[part])):
                assert answer.status_code == GONE, (part, name)


def secrets_of(world: World, side: str) -> list[str]:
    """What would give a side away: its word, and the addresses of its records."""
    if not side:
        return []
    return [word(side), *(row.record.public_id for row in world.records[side].values())]


def names_hidden(world: World, part: str) -> list[str]:
    """Names of persons without a post that this one sees nowhere in lists."""
    sees = {"recogniser": set(SIDES), "secretary": {"branch"}, "other_secretary": {"other_branch"}}
    return [world.members(side)[1].full_name for side in SIDES if side not in sees.get(part, set())]


def test_nobody_is_sent_to_the_log_in_from_every_closed_door_and_told_nothing(world: World) -> None:
    client = world.cast.client(None)
    addresses = [row.get_absolute_url() for side in SIDES for row in world.records[side].values()]
    addresses += [reverse(name) for name in LISTS if RULES[name] != PUBLIC]
    addresses += [reverse(UNIT, args=[key]) for key in world.cast.units]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == HTTPStatus.FOUND, address
        assert answer["Location"].startswith("/dang-nhap/?next="), address
        assert not any(word(side) in body(answer) for side in SIDES)
    absent = client.get(reverse("study:record", args=["khong-co-dau"]))
    assert absent.status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_unsafe_method_is_taken_without_its_token(world: World, method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.cast.clerk.account)
    addresses = [reverse(name) for name in sorted(RULES) if name not in RECORDS | {UNIT}]
    addresses += [row.get_absolute_url() for row in world.records["branch"].values()]
    addresses += [reverse(UNIT, args=["branch"])]
    for address in addresses:
        assert getattr(client, method)(address).status_code == HTTPStatus.FORBIDDEN, address
    assert client.get(reverse("home")).status_code == OK


def test_a_token_from_another_origin_is_not_taken(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/dang-nhap/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    facts = {"csrfmiddlewaretoken": token[1], "language": "en"}
    for origin in ("https://evil.example", "null", "http://testserver.evil.example", "http://testserver:81"):
        answer = client.post("/giao-dien/ngon-ngu/", facts, headers={"Origin": origin})
        assert answer.status_code == HTTPStatus.FORBIDDEN, origin
    assert client.post("/giao-dien/ngon-ngu/", facts, headers={"Origin": "http://testserver"}).status_code == 302


FIELDS = ("don_vi", "tu", "co_cau", "trang", "so", "o", "goc", "ngay", "chuyen_de", "loai")


@pytest.mark.parametrize("name", [*LISTS, *sorted(RECORDS), UNIT])
def test_nul_and_endless_text_are_answered_and_never_a_fault(world: World, name: str) -> None:
    client = world.client("clerk")
    if name in LISTS:
        address = reverse(name)
        queries = [f"?{one}=a%00b" for one in FIELDS]
        queries += ["?" + "&".join(f"{one}={text}" for one in FIELDS) for text in ("%00", "x" * 2000, str(2**63), "-1")]
        codes = {query: client.get(address + query).status_code for query in queries}
    else:
        home = reverse(name, args=["x"]).removesuffix("x/")
        codes = {odd: client.get(f"{home}{odd}/").status_code for odd in ("%00", "a%00b", "x" * 10_000, "..", "%ff")}
    assert {query: code for query, code in codes.items() if code >= 500} == {}


BY_KEY = (
    "units",
    "units/{unit}",
    "figures?codes=study.turns,people.members",
    "figures?codes=study.turns,study.lowest_rate&under={unit}&structure=2018-01-01",
    "records/counts?unit={unit}",
    "values?unit={unit}",
    "figures/dictionary",
)


def test_no_key_tells_what_is_not_for_its_reader(world: World) -> None:
    for part, (foreign, _doors) in READERS.items():
        if part == "stranger":
            continue
        client = program(world.cast.persons[part])
        hidden = [*secrets_of(world, foreign), *names_hidden(world, part)]
        hidden += [f'"unit": "{foreign}"'] if foreign and part != "operator" else []
        for door in BY_KEY:
            answer = client.get("/api/v1/" + door.format(unit=foreign or "branch"))
            assert answer.status_code in (OK, GONE), (part, door)
            assert [each for each in hidden if each in body(answer)] == [], (part, door)
