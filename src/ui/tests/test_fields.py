"""Form fields read through the one door and are shown with their label, hint and refusal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override

from ui.fields import DayField, TextField, WholeField


class Example(forms.Form):
    """One field of each kind."""

    name = TextField(label="Name", max_length=20, help_text="As in the decision.")
    note = TextField(label="Note", lines=True, required=False)
    day = DayField(label="Day")
    members = WholeField(label="Members", most=5000)
    sure = forms.BooleanField(label="Sure")
    way = forms.ChoiceField(label="Way", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


GOOD = {
    "name": " Đa\u0309ng  bộ ",
    "note": "một\r\nhai",
    "day": "15/5/2016",
    "members": "1.496",
    "sure": "on",
    "way": "a",
}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def test_good_input_is_read() -> None:
    form = Example(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "name": "Đảng bộ",
        "note": "một\nhai",
        "day": date(2016, 5, 15),
        "members": 1496,
        "sure": True,
        "way": "a",
    }


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("name", "a\u200bb", "bad_character"),
        ("name", "a\x00b", "bad_character"),
        ("name", "a" * 21, "too_long"),
        ("day", "31/2/2021", "no_such_day"),
        ("day", "mai", "not_a_day"),
        ("members", "4,200", "ambiguous"),
        ("members", "4.2", "broken_group"),
        ("members", "97%", "not_whole"),
        ("members", "hơn 4.200", "not_a_number"),
        ("members", "57/57", "not_a_number"),
        ("members", "-", "not_a_number"),
        ("members", "−5", "out_of_range"),
        ("members", "5001", "out_of_range"),
        ("members", "", "required"),
        ("day", " ", "required"),
    ],
)
def test_wrong_input_is_refused_with_a_stable_code(field: str, text: str, code: str) -> None:
    form = Example({**GOOD, field: text})
    assert form.errors.as_data()[field][0].code == code


def test_value_is_shown_as_it_is_read() -> None:
    form = Example(initial={"day": date(2016, 5, 15), "members": 1496})
    assert 'value="15/5/2016"' in str(form["day"])
    assert 'value="1.496"' in str(form["members"])


def test_zero_members_are_a_number() -> None:
    form = Example({**GOOD, "members": "0"})
    assert form.is_valid()
    assert form.cleaned_data["members"] == 0


def test_field_stands_with_its_label_hint_and_refusal() -> None:
    form = Example({**GOOD, "name": "a\u200bb"})
    shown = _shown(form["name"])
    assert '<label for="id_name">Name</label>' in shown
    assert 'class="in"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert '<small id="id_name_helptext">As in the decision.</small>' in shown
    assert '<div id="id_name_error"><p class="err">Character 2 (U+200B)' in shown


def test_box_to_tick_stands_in_its_label() -> None:
    shown = _shown(Example(GOOD)["sure"])
    assert '<label class="tick"><input type="checkbox"' in shown


def test_choices_stand_under_a_legend() -> None:
    shown = _shown(Example({**GOOD, "way": ""})["way"])
    assert "<legend>Way</legend>" in shown
    assert shown.count('class="tick"') == 2
    assert 'aria-describedby="id_way_error"' in shown


def _shown(field: forms.BoundField) -> str:
    return render_to_string("ui/_field.html", {"field": field})
