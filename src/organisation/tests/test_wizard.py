"""The wizard for acts on the tree: who may use it, what it shows, and that it does a thing once or not at all."""

from __future__ import annotations

import re
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from ledger.models import OPEN, Event
from people.tests.cast import Cast
from units.models import DoneAct, Standing, Unit

PAGE = "/to-chuc/sap-xep/"
HEAD = {"day": "1/7/2021", "basis": "60-NQ/TW"}
MOVE = {"viec": "move", "unit": "Chi bộ Văn phòng Cục Thuế", "parent": "other_base"}


def sent(client: Client, step: str, **said: str) -> str:
    answer = client.post(PAGE, {"buoc": step, **said})
    assert answer.status_code == HTTPStatus.OK
    return unescape(answer.content.decode())


def hidden(page: str) -> dict[str, str]:
    """What the page's form carries along."""
    form = page.partition('<main class="main"')[2]
    return dict(re.findall(r'<input type="hidden" name="(danh_sach|request_key|day|basis)" value="([^"]*)"', form))


def looked_at(client: Client, **act: str) -> str:
    return sent(client, "look", **HEAD, **act)


def parent_of(unit: Unit) -> int | None:
    rows = Standing.objects.filter(unit=unit, removed=OPEN).order_by("-since")
    return rows.values_list("parent", flat=True)[0]


def done(client: Client, page: str) -> Any:
    return client.post(PAGE, {**hidden(page), "buoc": "do", "dong_y": "1"})


@pytest.mark.parametrize("part", ["approver", "inspector", "recogniser", "secretary", "member", "stranger"])
def test_the_page_is_absent_for_those_who_may_not_act(cast: Cast, part: str) -> None:
    client = cast.client(cast.persons[part])
    assert client.get(PAGE).status_code == client.post(PAGE, HEAD).status_code == HTTPStatus.NOT_FOUND
    assert "sap-xep" not in client.get("/to-chuc/branch/").content.decode()


@pytest.mark.parametrize("part", ["clerk", "operator"])
def test_who_may_act_finds_the_unit_filled_in(cast: Cast, part: str) -> None:
    client = cast.client(cast.persons[part])
    assert f"{PAGE}?don_vi=branch" in client.get("/to-chuc/branch/").content.decode()
    page = sent(client, "choose", viec="rename", don_vi="branch")
    assert 'name="unit" value="branch"' in page


def test_a_unit_out_of_reach_and_one_that_is_not_are_told_alike(cast: Cast) -> None:
    cast.clerk.posts.update(unit=cast.base)
    client = cast.client(cast.clerk)
    pages = [looked_at(client, viec="rename", unit=unit, name="Mới") for unit in ("other_base", "khong-co-gi")]
    sentences = [re.findall(r'class="err">([^<]*)<', page) for page in pages]
    assert [s.replace("other_base", "X") for s in sentences[0]] == [s.replace("khong-co-gi", "X") for s in sentences[1]]
    assert "other_base" in sentences[0][0]
    assert "Sở Y tế" not in "".join(pages)


def test_a_list_of_somebody_else_is_not_taken(cast: Cast) -> None:
    page = looked_at(cast.client(cast.operator), **MOVE)
    answer = done(cast.client(cast.clerk), page)
    assert "came back damaged" in answer.content.decode()
    assert parent_of(cast.branch) == cast.base.pk


def test_a_refusal_keeps_what_was_typed(cast: Cast) -> None:
    client = cast.client(cast.clerk)
    page = sent(client, "look", day="31/2/2021", basis="60-NQ/TW", **{**MOVE, "parent": "Nơi khác"})
    assert "No unit that you may act on is called “Nơi khác”" in page
    for typed in ("31/2/2021", "60-NQ/TW", "Chi bộ Văn phòng Cục Thuế", "Nơi khác"):
        assert f'value="{typed}"' in page


def test_a_preview_shows_and_keeps_nothing(cast: Cast) -> None:
    client, head = cast.client(cast.clerk), Event.objects.count()
    page = looked_at(client, **MOVE)
    assert "I have checked this against decision 60-NQ/TW" in page
    assert "Do it from 1 July 2021" in page
    assert "Before and after are equal." in page
    assert Event.objects.count() == head
    assert parent_of(cast.branch) == cast.base.pk
    again = sent(client, "change", **hidden(page))
    assert "Take off the list" in again
    assert 'value="60-NQ/TW"' in again


def test_what_cannot_be_done_is_said_and_offers_no_button(cast: Cast) -> None:
    page = looked_at(cast.client(cast.clerk), viec="dissolve", unit="branch")
    assert "This can't be done so:" in page
    assert 'value="do"' not in page


def test_without_the_tick_nothing_is_done(cast: Cast) -> None:
    client = cast.client(cast.clerk)
    answer = sent(client, "do", **hidden(looked_at(client, **MOVE)))
    assert "Tick that you have checked this" in answer
    assert parent_of(cast.branch) == cast.base.pk


def test_it_is_done_once_though_posted_twice(cast: Cast) -> None:
    client = cast.client(cast.clerk)
    page = looked_at(client, viec="merge", units="branch", into="other_branch")
    answers = [done(client, page) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/to-chuc/other_branch/"] * 2
    assert DoneAct.objects.filter(verb="units.merged", removed=OPEN).count() == 1
    assert "Done." in client.get("/to-chuc/other_branch/").content.decode()


def test_another_list_after_a_done_one_is_done_too(cast: Cast) -> None:
    client = cast.client(cast.clerk)
    page = looked_at(client, **MOVE)
    done(client, page)
    carried = {"request_key": hidden(page)["request_key"]}
    assert (
        done(client, looked_at(client, viec="recode", unit="base", code="77", **carried)).status_code
        == HTTPStatus.FOUND
    )
    assert list(DoneAct.objects.filter(day="2021-07-01").values_list("verb", flat=True).order_by("pk")) == [
        "units.moved",
        "units.recoded",
    ]


def test_adding_an_act_asks_for_no_day_yet(cast: Cast) -> None:
    page = sent(cast.client(cast.clerk), "add", **MOVE)
    assert "Take off the list" in page
    assert 'class="err"' not in page


def test_acts_of_a_list_build_on_each_other(cast: Cast) -> None:
    client = cast.client(cast.clerk)
    page = sent(client, "add", viec="found", name="Chi bộ Mới", kind="branch", parent="base")
    page = sent(client, "look", **HEAD, **hidden(page), viec="split", unit="branch", shares="stated",
                parts="Chi bộ Mới = 3/7\nother_branch = 4/7", rest="Chi bộ Mới")  # fmt: skip
    assert "5 persons from “Chi bộ Văn phòng Cục Thuế” to “Chi bộ Mới”" in page
    assert done(client, page).status_code == HTTPStatus.FOUND
    assert list(DoneAct.objects.filter(day="2021-07-01").order_by("pk").values_list("verb", flat=True)) == [
        "units.founded",
        "units.split",
    ]


@pytest.mark.parametrize(
    "act",
    [
        {"viec": "rename", "unit": "branch", "name": "Chi bộ Một"},
        {"viec": "change-kind", "unit": "base", "kind": "base_branch"},
        {"viec": "recode", "unit": "branch", "code": "77"},
        {"viec": "remove-level", "kind": "base_committee", "under": "bloc"},
        {"viec": "dissolve", "unit": "branch", "receiver": "other_branch", "with_posts": "on"},
        {"viec": "split", "unit": "branch", "parts": "base\nother_branch", "shares": "open", "rest": "base"},
    ],
)
def test_each_act_can_be_stated(cast: Cast, act: dict[str, str]) -> None:
    client = cast.client(cast.operator)
    page = looked_at(client, **act)
    assert done(client, page).status_code == HTTPStatus.FOUND, page


def test_an_act_is_taken_back_after_a_tick(cast: Cast) -> None:
    client = cast.client(cast.clerk)
    done(client, looked_at(client, **MOVE))
    assert parent_of(cast.branch) == cast.other_base.pk
    act = DoneAct.objects.get(verb="units.moved")
    said = {"thu_hoi": str(act.pk), "don_vi": "branch"}
    assert f'name="thu_hoi" value="{act.pk}"' in client.get("/to-chuc/branch/").content.decode()
    assert "Tick that it was entered wrongly" in client.post(PAGE, said, follow=True).content.decode()
    assert parent_of(cast.branch) == cast.other_base.pk
    for says in ("Taken back.", "taken back already"):
        assert says in client.post(PAGE, {**said, "dong_y": "1"}, follow=True).content.decode()
    assert parent_of(cast.branch) == cast.base.pk


@pytest.mark.parametrize("typed", ["", "0", "-1", "²", "9" * 30, "\x00"])
def test_an_act_that_is_not_cannot_be_taken_back(cast: Cast, typed: str) -> None:
    answer = cast.client(cast.clerk).post(PAGE, {"thu_hoi": typed, "dong_y": "1"})
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_an_act_out_of_reach_cannot_be_taken_back(cast: Cast) -> None:
    operator = cast.client(cast.operator)
    done(operator, looked_at(operator, viec="recode", unit="other_base", code="9"))
    cast.clerk.posts.update(unit=cast.base)
    act = DoneAct.objects.get(verb="units.recoded")
    answer = cast.client(cast.clerk).post(PAGE, {"thu_hoi": str(act.pk), "dong_y": "1"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert DoneAct.objects.get(pk=act.pk).removed == OPEN
