"""Looking ahead: what is shown is what comes of it, nothing is kept, and names are for those who may see persons."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from figures.duties import give_duty
from ledger.refusals import NotPermitted, Unfit
from people.tests.cast import Cast
from units import kinds
from units.acts import Act, Dissolve, Found, Merge, Move, Part, RemoveLevel, Rename, Reopen, Shares, Split, reorganise
from units.acts.facts import act_of, facts_of
from units.acts.files import read_acts
from units.models import Unit
from units.previewing import Preview, Total, preview
from units.tests.test_acts import D1, standings, state

NEW = Found("Chi bộ Hợp nhất", kinds.BRANCH, "base", key="new")


def look(cast: Cast, *acts: Act) -> Preview:
    before = state()
    with translation.override("vi"):
        seen = preview(acts=acts, day=D1, basis="1-QĐ", by=cast.clerk)
    assert state() == before
    return seen


def test_the_tree_is_shown_before_and_after_with_what_happens_to_each_unit(cast: Cast) -> None:
    seen = look(cast, Merge((cast.branch, cast.other_branch), NEW), Move(cast.base, cast.other_base))
    assert [(line.depth, line.name, line.mark) for line in seen.before] == [
        (0, "Đảng bộ Khối các cơ quan tỉnh", ""),
        (1, "Đảng bộ Cục Thuế", "moved"),
        (2, "Chi bộ Văn phòng Cục Thuế", "ended"),
        (1, "Đảng bộ Sở Y tế", ""),
        (2, "Chi bộ Thanh tra Sở Y tế", "ended"),
    ]
    assert [(line.depth, line.name, line.mark) for line in seen.after] == [
        (0, "Đảng bộ Khối các cơ quan tỉnh", ""),
        (1, "Đảng bộ Sở Y tế", ""),
        (2, "Đảng bộ Cục Thuế", "moved"),
        (3, "Chi bộ Hợp nhất", "founded"),
    ]
    assert seen.is_right


def test_people_are_counted_and_named_only_to_who_may_see_them(cast: Cast) -> None:
    merge = Merge((cast.branch, cast.other_branch), NEW)
    assert [(g.unit, g.to, g.count, list(g.names)) for g in look(cast, merge).going] == [
        ("Chi bộ Văn phòng Cục Thuế", "Chi bộ Hợp nhất", 5, []),
        ("Chi bộ Thanh tra Sở Y tế", "Chi bộ Hợp nhất", 2, []),
    ]
    assert not any(member.full_name in str(look(cast, merge)) for member in [*cast.members, *cast.other_members])


def test_totals_stay_and_what_ends_is_told(cast: Cast) -> None:
    give_duty(measure="people.persons", above=cast.branch, unit_kinds=[kinds.BRANCH], by=cast.secretary)
    seen = look(cast, Merge((cast.branch,), cast.other_branch))
    changes = [(total.before, total.after) for total in seen.totals]
    assert changes == [(2, 1), (4, 4), (1, 1)]
    assert sum(total.difference for total in seen.totals) == Total("", 1, 0).difference
    assert len(seen.ending) == 4


def test_who_would_be_left_without_a_place_is_told_in_sentences(cast: Cast) -> None:
    seen = look(cast, Split(cast.branch, (Part(NEW), Part(cast.other_branch)), people={cast.member.pk: "new"}))
    assert {(g.to, g.count) for g in seen.going} == {("Chi bộ Hợp nhất", 1), ("", 4)}
    assert len(seen.faults) == 1
    assert seen.faults[0].startswith("Còn 4 người")
    assert "1 đơn vị" in look(cast, Dissolve(cast.base, cast.other_base)).faults[0]
    assert len(look(cast, Rename("khong-co", "x"), Rename(cast.base, " ")).faults) == 1
    assert look(cast, Move(cast.base, cast.branch)).faults != []


def test_nobody_looks_ahead_who_may_not_act(cast: Cast) -> None:
    for part, person in cast.persons.items():
        if part not in ("clerk", "operator"):
            with pytest.raises(NotPermitted):
                preview(acts=[NEW], day=D1, by=person)


def test_an_act_is_the_same_after_it_was_kept(cast: Cast) -> None:
    people = {person.pk: "new" for person in cast.members}
    for act in (
        NEW,
        Merge(("branch",), NEW, with_posts=True),
        Split("branch", (Part(NEW), Part("base")), Shares.MEMBERS, people),
        Dissolve("branch", "base"),
        RemoveLevel("base_committee", "bloc", {"base": "bloc"}),
        Reopen("branch"),
    ):
        assert act_of(facts_of(act)) == act


FILE = """
day = 2017-05-19
basis = "60-NQ/TW"
[[act]]
do = "move"
unit = "base"
parent = "other_base"
[[act]]
do = "merge"
units = ["branch", "other_branch"]
into = { name = "Chi bộ Hợp nhất", kind = "branch", parent = "base", key = "new" }
"""


def run(path: Path, **options: bool) -> str:
    out = io.StringIO()
    with translation.override("vi"):
        call_command("reorganise", str(path), stdout=out, **options)
    return out.getvalue()


def test_a_file_is_shown_and_done_on_the_terminal(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "acts.toml"
    path.write_text(FILE, encoding="utf-8")
    before = state()
    shown = run(path, dry_run=True)
    assert "5 người từ “Chi bộ Văn phòng Cục Thuế” về “Chi bộ Hợp nhất”" in shown
    assert state() == before
    assert "Đã thực hiện 2 việc" in run(path, yes=True)
    assert standings(Unit.objects.get(key="new"))[0][:3] == ("Chi bộ Hợp nhất", "base", date(2017, 5, 19))
    with pytest.raises(CommandError):
        run(path, yes=True)


BAD = {
    "day = ": "acts_unreadable",
    'basis = "1"': "acts_without_day",
    'day = "1/7/2025"\nact = 3': "acts_unreadable",
    'day = 2025-07-01\n[[act]]\ndo = "vanish"': "act_in_file",
    'day = 2025-07-01\n[[act]]\ndo = "move"\nunit = "a"': "act_in_file",
    'day = 2025-07-01\n[[act]]\ndo = "move"\nunit = 3\nparent = "b"': "act_in_file",
    'day = 2025-07-01\n[[act]]\ndo = "move"\nunit = "a"\nparent = "b"\nname = "c"': "act_in_file",
    'day = 2025-07-01\n[[act]]\ndo = "split"\nunit = "a"\nparts = [{ unit = "b", share = "x" }]': "act_in_file",
    'day = 2025-07-01\n[[act]]\ndo = "split"\nunit = "a"\nparts = [{ unit = "b", share = "1/0" }]': "act_in_file",
}


@pytest.mark.parametrize("text", BAD)
def test_a_file_that_says_nothing_clear_is_refused(text: str) -> None:
    with pytest.raises(Unfit) as refused:
        read_acts(text, int)
    assert refused.value.code == BAD[text]
    assert "%(" not in refused.value.sentence()


def test_what_was_shown_is_what_comes(cast: Cast) -> None:
    acts: list[Act] = [Merge((cast.branch,), cast.other_branch), Rename(cast.bloc, "Mới")]
    seen = look(cast, *acts)
    reorganise(acts=acts, day=D1, by=cast.clerk)
    again = preview(acts=[Rename(cast.bloc, "x")], day=D1, by=cast.clerk)
    assert [t.after for t in seen.totals[:3]] == [t.before for t in again.totals]
