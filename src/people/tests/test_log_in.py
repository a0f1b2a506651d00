"""Logging in and out, choosing a unit, and what happens to whoever guesses."""

from __future__ import annotations

import io
import re
import sys
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from unicodedata import normalize

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client, RequestFactory, override_settings

from ledger.clock import clock_at
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from people import guessing
from people.guessing import address_of, attempt, worked
from people.models import Account, Person, Post, Tally
from people.operations import begin_installation, end_post, open_account
from people.roles import Role
from people.tests.cast import Cast

PASSWORD = "một mật khẩu dài 1"
WRONG = "User name or password is wrong."


@pytest.fixture
def clerk(cast: Cast) -> Person:
    open_account(person=cast.clerk, login="hoa.dt", password=PASSWORD, by=cast.operator)
    return cast.clerk


START = datetime(2021, 5, 19, 7, 40, tzinfo=UTC)


def after(minutes: float) -> AbstractContextManager[None]:
    """So many minutes after the start."""
    return clock_at(START + timedelta(minutes=minutes))


def english() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def test_the_right_password_opens_a_session_and_leads_on(clerk: Person) -> None:
    client = english()
    answer = client.post("/dang-nhap/", {"username": "hoa.dt", "password": PASSWORD, "next": "/to-chuc/"})
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, "/to-chuc/")
    assert client.get("/dang-nhap/")["Location"] == "/"


@pytest.mark.parametrize("login", ["Hoa.DT", " hoa.dt ", "ｈｏａ.ｄｔ"])
def test_a_log_in_is_known_however_a_keyboard_writes_it(clerk: Person, login: str) -> None:
    assert english().post("/dang-nhap/", {"username": login, "password": PASSWORD}).status_code == HTTPStatus.FOUND


def test_a_password_is_known_in_either_form_of_its_vietnamese_letters(clerk: Person) -> None:
    answer = english().post("/dang-nhap/", {"username": "hoa.dt", "password": normalize("NFD", PASSWORD)})
    assert answer.status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    "there", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "\\\\x"]
)
def test_nobody_is_led_to_another_host(clerk: Person, there: str) -> None:
    answer = english().post("/dang-nhap/", {"username": "hoa.dt", "password": PASSWORD, "next": there})
    assert answer["Location"] == "/"


def test_a_session_gets_a_new_name_at_log_in(clerk: Person) -> None:
    client = english()
    session = client.session
    session["something"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before or ""
    client.post("/dang-nhap/", {"username": "hoa.dt", "password": PASSWORD})
    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()


def test_unknown_and_wrong_are_answered_alike(clerk: Person) -> None:
    wrong = english().post("/dang-nhap/", {"username": "hoa.dt", "password": "sai"})
    unknown = english().post("/dang-nhap/", {"username": "hoa.dx", "password": "sai"}, REMOTE_ADDR="10.0.0.9")
    bodies = [re.sub(r'value="\w{64}"', "", answer.content.decode()) for answer in (wrong, unknown)]
    assert bodies[0] == bodies[1].replace("hoa.dx", "hoa.dt")
    assert f"{WRONG} 4 more tries before you have to wait." in bodies[0]


def test_an_empty_form_is_told_and_counts_for_nothing(cast: Cast) -> None:
    answer = english().post("/dang-nhap/", {"username": "", "password": ""})
    assert "Fill in both fields." in answer.content.decode()
    assert not Tally.objects.exists()


def test_a_closed_account_is_answered_like_a_wrong_password(clerk: Person) -> None:
    Account.objects.update(is_active=False)
    answer = english().post("/dang-nhap/", {"username": "hoa.dt", "password": PASSWORD})
    assert WRONG in answer.content.decode()


def test_somebody_without_a_post_is_told_whom_to_ask(clerk: Person, cast: Cast) -> None:
    end_post(given=clerk.posts.get(), day=date(2020, 1, 1), by=cast.approver)
    answer = english().post("/dang-nhap/", {"username": "hoa.dt", "password": PASSWORD})
    assert "You hold no post today." in answer.content.decode()
    assert "sessionid" not in answer.cookies


def test_the_sixth_wrong_try_waits_and_waiting_ends(clerk: Person) -> None:
    client = english()
    wrong, right = ({"username": "hoa.dt", "password": password} for password in ("sai", PASSWORD))
    with after(0):
        answers = [client.post("/dang-nhap/", wrong) for _ in range(5)]
        refused = client.post("/dang-nhap/", right)
    with after(0.6):
        accepted = client.post("/dang-nhap/", right)
    assert [answer.status_code for answer in answers] == [HTTPStatus.OK] * 5
    assert "The next try has to wait." in answers[-1].content.decode()
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "Too many tries. Wait 1 minute, then try again." in refused.content.decode()
    assert accepted.status_code == HTTPStatus.FOUND


def test_waits_double_up_to_a_quarter_of_an_hour(db: None) -> None:
    waits: list[float] = []
    for _ in range(12):
        with after(sum(waits)):
            if wait := attempt("hoa.dt", "10.0.0.1").wait:
                waits.append(wait.total_seconds() / 60)
                with after(sum(waits)):
                    assert not attempt("hoa.dt", "10.0.0.1").wait
    assert waits == [0.5, 1, 2, 4, 8, 15, 15]


def test_failures_are_forgotten_after_a_day(db: None) -> None:
    with after(0):
        for _ in range(5):
            attempt("hoa.dt", "10.0.0.1")
    with after(24 * 60):
        assert [attempt("hoa.dt", "10.0.0.1").left for _ in range(2)] == [4, 3]


def test_guesses_from_elsewhere_do_not_lock_out_who_logged_in_here_before(db: None) -> None:
    worked(attempt("hoa.dt", "10.0.0.1"))
    for n in range(60):
        attempt("hoa.dt", f"192.0.2.{n}")
    assert attempt("hoa.dt", "192.0.2.200").wait
    assert not attempt("hoa.dt", "10.0.0.1").wait


def test_ten_thousand_guesses_from_one_address_look_at_few_passwords(db: None) -> None:
    seen = sum(not attempt(f"u{n % 500}", "192.0.2.1").wait for n in range(2000))
    assert seen <= guessing.ADDRESS.free + 1


def test_an_office_behind_one_address_logs_in_although_half_mistype_at_first(db: None) -> None:
    for n in range(200):
        assert not attempt(f"u{n}", "192.0.2.1").wait
        worked(attempt(f"u{n}", "192.0.2.1"))


def test_neither_log_ins_nor_addresses_are_kept(db: None) -> None:
    attempt("hoa.dt", "192.0.2.77")
    kept = "".join(Tally.objects.values_list("key", flat=True))
    assert len(kept) == 3 * 64
    assert "hoa" not in kept
    assert "192" not in kept


def test_an_attempt_that_waits_leaves_nothing_behind(db: None) -> None:
    for n in range(guessing.ADDRESS.free + 1):
        attempt(f"u{n}", "192.0.2.1")
    before = Tally.objects.count()
    attempt("another", "192.0.2.1")
    assert Tally.objects.count() == before


@pytest.mark.parametrize(
    ("headers", "proxied", "expected"),
    [
        ({"REMOTE_ADDR": "192.0.2.5"}, False, "192.0.2.5"),
        ({"REMOTE_ADDR": "192.0.2.5", "HTTP_X_FORWARDED_FOR": "10.9.9.9"}, False, "192.0.2.5"),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 192.0.2.8"}, True, "192.0.2.8"),
        ({"REMOTE_ADDR": "127.0.0.1"}, True, "127.0.0.1"),
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, False, "2001:db8:1:2::"),
        ({"REMOTE_ADDR": "::ffff:192.0.2.5"}, False, "192.0.2.5"),
        ({"REMOTE_ADDR": ""}, False, ""),
    ],
)
def test_an_address_is_the_one_that_cannot_be_chosen(headers: dict[str, str], proxied: bool, expected: str) -> None:
    header = ("HTTP_X_FORWARDED_PROTO", "https") if proxied else None
    request = RequestFactory().get("/")
    request.META.update(headers)
    with override_settings(SECURE_PROXY_SSL_HEADER=header):
        assert address_of(request) == expected


def test_logging_out_ends_the_session_for_good(clerk: Person) -> None:
    client = english()
    client.post("/dang-nhap/", {"username": "hoa.dt", "password": PASSWORD})
    old = client.cookies["sessionid"].value
    answer = client.post("/dang-xuat/")
    assert (answer["Location"], answer["Clear-Site-Data"]) == ("/", '"storage"')
    client.cookies["sessionid"] = old
    assert client.post("/don-vi-lam-viec/", {"unit": "bloc"})["Location"].startswith("/dang-nhap/")


def test_logging_out_takes_a_click(clerk: Person) -> None:
    assert english().get("/dang-xuat/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_forms_need_the_token_of_their_page(clerk: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    for address in ("/dang-nhap/", "/dang-xuat/", "/don-vi-lam-viec/"):
        assert client.post(address, {"username": "hoa.dt", "password": PASSWORD}).status_code == HTTPStatus.FORBIDDEN


def test_the_reader_works_where_they_choose(cast: Cast) -> None:
    client = cast.client(cast.clerk)
    Post.objects.create(person=cast.clerk, role=Role.SECRETARY, unit=cast.branch, since=date(2020, 1, 1))
    assert client.post("/don-vi-lam-viec/", {"unit": "branch", "next": "/so-lieu/"})["Location"] == "/so-lieu/"
    assert client.session["unit"] == cast.branch.pk


@pytest.mark.parametrize("unit", ["other_branch", "base", "nowhere", ""])
def test_nobody_works_where_they_hold_no_post(cast: Cast, unit: str) -> None:
    client = cast.client(cast.secretary)
    assert client.post("/don-vi-lam-viec/", {"unit": unit}).status_code == HTTPStatus.NOT_FOUND
    assert "unit" not in client.session


def test_the_operator_without_a_unit_can_not_choose_nothing(cast: Cast) -> None:
    assert cast.client(cast.operator).post("/don-vi-lam-viec/", {"unit": ""}).status_code == HTTPStatus.NOT_FOUND


ACCOUNT_REFUSED = [
    ("h", PASSWORD, "login_unfit"),
    ("hoa đỗ", PASSWORD, "login_unfit"),
    ("hòa.dt", PASSWORD, "login_unfit"),
    ("hoa.dt", "ngắn", "password_weak"),
    ("hoa.dt", "password123", "password_weak"),
]


@pytest.mark.parametrize(("login", "password", "code"), ACCOUNT_REFUSED)
def test_an_account_is_refused_when_it_can_be_mended(cast: Cast, login: str, password: str, code: str) -> None:
    with pytest.raises(Unfit) as refused:
        open_account(person=cast.clerk, login=login, password=password, by=cast.operator)
    assert refused.value.code == code


def test_a_log_in_belongs_to_one_person(clerk: Person, cast: Cast) -> None:
    with pytest.raises(Unfit) as refused:
        open_account(person=cast.approver, login="HOA.DT", password=PASSWORD, by=cast.operator)
    assert (refused.value.code, refused.value.facts) == ("login_taken", {"login": "hoa.dt"})


def test_only_who_gives_posts_everywhere_opens_accounts_for_others(cast: Cast) -> None:
    for person in (cast.clerk, cast.approver, cast.stranger):
        with pytest.raises(NotPermitted):
            open_account(person=cast.member, login="dung.tv", password=PASSWORD, by=person)
    open_account(person=cast.operator, login="quan-tri", password=PASSWORD, by=cast.operator)
    with pytest.raises(NotPermitted):
        open_account(person=cast.member, login="dung.tv", password=PASSWORD, by=None)


def test_the_first_operator_begins_an_empty_installation_once(db: None) -> None:
    account = begin_installation(full_name="Đỗ Thu Hòa", login="Quan-Tri", password=PASSWORD)
    assert account.login == "quan-tri"
    assert [(p.role, p.unit) for p in account.person.posts.all()] == [(Role.OPERATOR, None)]
    with pytest.raises(IllegalMove) as refused:
        begin_installation(full_name="Kẻ Khác", login="khac", password=PASSWORD)
    assert refused.value.code == "installation_begun"


def test_the_first_operator_is_kept_whole_or_not_at_all(db: None) -> None:
    with pytest.raises(Unfit):
        begin_installation(full_name="Đỗ Thu Hòa", login="quan-tri", password="ngắn")
    assert not Person.objects.exists()
    assert not Post.objects.exists()


def test_the_command_reads_the_password_where_no_one_is_at_the_terminal(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    call_command("first_operator", login="quan-tri", name="Đỗ Thu Hòa")
    assert "quan-tri" in capsys.readouterr().out
    assert Account.objects.get().check_password(PASSWORD)
