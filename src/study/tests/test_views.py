"""Pages of study: who sees which sessions and topics, and who sees names."""

from http import HTTPStatus

import pytest

from directives.tests.acting import statements
from people.tests.cast import Cast
from study.models import Session, Topic
from study.operations import Count, withdraw_session
from study.tests.conftest import Announce, Hold

LIST, TOPICS = "/hoc-tap/", "/hoc-tap/chuyen-de/"
BLOC = {"clerk", "approver", "inspector", "recogniser"}
BRANCHES = {"secretary": "branch", "other_secretary": "other_branch"}


def test_sessions_open_to_those_who_may_open_records_there(cast: Cast, hold: Hold) -> None:
    made = {where: hold(unit) for where, unit in cast.units.items()}
    for part, person in cast.persons.items():
        client = cast.client(person)
        page = client.get(LIST)
        opens = part in BLOC or part in BRANCHES
        assert page.status_code == (HTTPStatus.OK if opens else HTTPStatus.NOT_FOUND)
        for where, session in made.items():
            address = session.get_absolute_url()
            is_seen = part in BLOC or BRANCHES.get(part) == where
            assert (address in page.content.decode()) == is_seen, (part, where)
            assert client.get(address).status_code == (HTTPStatus.OK if is_seen else HTTPStatus.NOT_FOUND)


def test_a_topic_is_seen_at_its_committee_and_by_all_below(cast: Cast, announce: Announce) -> None:
    of_bloc, of_base = announce(), announce(year=2018, unit=cast.base)
    for part, person in cast.persons.items():
        client = cast.client(person)
        opens = part in BLOC or part in BRANCHES
        sees = {of_bloc} if opens else set()
        sees |= {of_base} if part in BLOC or part == "secretary" else set()
        page = client.get(TOPICS)
        assert page.status_code == (HTTPStatus.OK if opens else HTTPStatus.NOT_FOUND)
        for topic in (of_bloc, of_base):
            address = topic.get_absolute_url()
            assert (address in page.content.decode()) == (topic in sees), part
            assert client.get(address).status_code == (HTTPStatus.OK if topic in sees else HTTPStatus.NOT_FOUND)


def test_a_topic_counts_only_the_sessions_that_the_reader_may_open(cast: Cast, topic: Topic, hold: Hold) -> None:
    for unit in (cast.branch, cast.other_branch, cast.base):
        hold(unit)
    withdraw_session(session=hold(cast.branch), by=cast.clerk)
    link = f'href="/hoc-tap/?chuyen_de={topic.record.public_id}"'
    for person, n in ((cast.clerk, 3), (cast.secretary, 1)):
        assert f"{link}>{n}<" in cast.client(person).get(TOPICS).content.decode()
        assert f"{link}>{n}<" in cast.client(person).get(topic.get_absolute_url()).content.decode()


def test_names_are_shown_only_where_the_reader_sees_persons(cast: Cast, seated: Session) -> None:
    for part in (*BLOC, "secretary"):
        page = cast.client(cast.persons[part]).get(seated.get_absolute_url()).content.decode()
        sees = part in ("secretary", "recogniser")
        for member in cast.members:
            given = member.full_name.split()[-1]
            assert (f"<b>{given}</b>" in page) == sees, (part, given)
        assert ("5 names that your posts do not open" in page) != sees


def test_a_session_shows_its_turnout(cast: Cast, hold: Hold) -> None:
    page = cast.client(cast.clerk).get(hold(cast.base, 70, 68, 1).get_absolute_url()).content.decode()
    for text in ("Chuyên đề yearly 2017", "Đảng bộ Cục Thuế", "97.1%", "Turns attended", "entered as held"):
        assert text in page


def test_a_withdrawn_session_says_so(cast: Cast, hold: Hold) -> None:
    session = withdraw_session(session=hold(cast.base), by=cast.clerk)
    client = cast.client(cast.clerk)
    assert "This session was withdrawn." in client.get(session.get_absolute_url()).content.decode()
    assert "badge stop" in client.get(LIST).content.decode()


def test_longer_lists_take_no_more_statements(cast: Cast, announce: Announce, hold: Hold, seated: Session) -> None:
    client = cast.client(cast.clerk)
    one, topics = statements(client, LIST), statements(client, TOPICS)
    hold(cast.base)
    hold(cast.other_branch)
    announce("whole_term", 2016)
    announce("yearly", 2018)
    assert (statements(client, LIST), statements(client, TOPICS)) == (one, topics)


def test_a_session_of_more_units_takes_no_more_statements(cast: Cast, hold: Hold) -> None:
    client = cast.client(cast.clerk)
    one = hold(cast.bloc, counts=[Count(cast.base.pk, 5, 5)])
    three = hold(cast.bloc, counts=[Count(u.pk, 5, 5) for u in (cast.base, cast.other_base, cast.branch)])
    assert statements(client, three.get_absolute_url()) == statements(client, one.get_absolute_url())


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", {"base", "branch", "old"}),
        ("?don_vi=branch", {"branch"}),
        ("?don_vi=base", {"base", "branch", "old"}),
        ("?loai=whole_term", {"old"}),
        ("?loai=yearly&nam=2017&don_vi=bloc", {"base", "branch"}),
        ("?nam=1999", {"base", "branch", "old"}),
    ],
)
def test_sessions_are_narrowed(cast: Cast, announce: Announce, hold: Hold, query: str, left: set[str]) -> None:
    made = {"base": hold(cast.base), "branch": hold(cast.branch)}
    made["old"] = hold(cast.base, topic=announce("whole_term", 2016))
    page = cast.client(cast.clerk).get(LIST + query).content.decode()
    assert {name for name, session in made.items() if session.get_absolute_url() in page} == left


def test_sessions_of_one_topic(cast: Cast, announce: Announce, hold: Hold) -> None:
    other = announce("whole_term", 2016)
    mine, theirs = hold(cast.base), hold(cast.base, topic=other)
    page = cast.client(cast.clerk).get(LIST, {"chuyen_de": other.record.public_id}).content.decode()
    assert theirs.get_absolute_url() in page
    assert mine.get_absolute_url() not in page
    for absent in ("khong-co", "\x00"):
        assert cast.client(cast.clerk).get(LIST, {"chuyen_de": absent}).status_code == HTTPStatus.NOT_FOUND


def test_pages_are_in_vietnamese_unless_asked_otherwise(cast: Cast, hold: Hold, topic: Topic) -> None:
    client = cast.client(cast.clerk, language="vi")
    session = client.get(hold(cast.base, 70, 68, 1).get_absolute_url()).content.decode()
    for text in ("Nơi tổ chức", "97,1\u202f%", "hằng năm", "Vắng có lý do"):
        assert text in session
    assert "Chuyên đề hằng năm" in client.get(topic.get_absolute_url()).content.decode()
    assert "Buổi học" in client.get(LIST).content.decode()
