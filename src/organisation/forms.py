"""The forms of the wizard: day and basis, and one act with the fields that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from secrets import token_hex
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from organisation.known import Known
from ui.fields import DayField, TextField

WORDS = {
    "rename": gettext_lazy("Rename"),
    "move": gettext_lazy("Move under another unit"),
    "merge": gettext_lazy("Merge into another unit"),
    "split": gettext_lazy("Split"),
    "dissolve": gettext_lazy("Dissolve"),
    "change-kind": gettext_lazy("Change the kind"),
    "recode": gettext_lazy("Give another code"),
    "reopen": gettext_lazy("Reopen"),
    "remove-level": gettext_lazy("Remove a level"),
    "found": gettext_lazy("Found"),
}
FIELDS = {
    "rename": ("unit", "name", "short_name"),
    "move": ("unit", "parent"),
    "merge": ("units", "into", "with_units", "with_posts"),
    "split": ("unit", "parts", "shares", "people", "rest", "with_posts"),
    "dissolve": ("unit", "receiver", "with_posts"),
    "change-kind": ("unit", "kind"),
    "recode": ("unit", "code"),
    "reopen": ("unit", "parent", "name"),
    "remove-level": ("kind", "under"),
    "found": ("name", "kind", "parent", "short_name", "code"),
}
OPTIONAL = {
    "short_name",
    "receiver",
    "people",
    "rest",
    "with_units",
    "with_posts",
    ("reopen", "parent"),
    ("reopen", "name"),
    ("found", "parent"),
    ("found", "code"),
}
SHARES = (
    ("open", gettext_lazy("undetermined")),
    ("stated", gettext_lazy("by the shares stated")),
    ("members", gettext_lazy("by the people who go where")),
)
UNITS = ("unit", "parent", "into", "receiver", "rest", "under")


class HeadForm(forms.Form):
    """The day from which the acts hold, and the document that decides them."""

    day = DayField(label=gettext_lazy("From"))
    basis = TextField(
        label=gettext_lazy("Deciding document"), max_length=200, help_text=gettext_lazy("Number, such as 1580-QĐ/TU")
    )


class ActForm(forms.Form):
    """One act. What it doesn't need is left out; ``facts`` is what it says."""

    unit = TextField(label=gettext_lazy("Unit"), help_text=gettext_lazy("Key, or the whole name"))
    units = TextField(label=gettext_lazy("Units that end"), lines=True, help_text=gettext_lazy("One a line"))
    into = TextField(
        label=gettext_lazy("Unit that takes over"),
        help_text=gettext_lazy("One that is new: add its founding to the list first"),
    )
    parts = TextField(
        label=gettext_lazy("Units that take over"),
        lines=True,
        help_text=gettext_lazy("One a line. A stated share after “=”, such as: Chi bộ 1 = 3/7"),
    )
    shares = forms.ChoiceField(
        label=gettext_lazy("Its past goes to them"),
        choices=SHARES,
        widget=forms.RadioSelect,
    )
    people = TextField(
        label=gettext_lazy("Who goes where"),
        lines=True,
        help_text=gettext_lazy("One a line: the person's key in exports = unit"),
    )
    rest = TextField(label=gettext_lazy("All others go to"))
    parent = TextField(label=gettext_lazy("Under"), help_text=gettext_lazy("The unit above it: key, or whole name"))
    receiver = TextField(
        label=gettext_lazy("People go to"), help_text=gettext_lazy("May stay empty where nobody is left")
    )
    name = TextField(label=pgettext_lazy("of a unit", "Name"), max_length=200)
    short_name = TextField(label=gettext_lazy("Short name"), max_length=80)
    kind = forms.ChoiceField(label=pgettext_lazy("of a unit", "Kind"))
    code = TextField(label=pgettext_lazy("of a unit", "Code"), max_length=30)
    under = TextField(label=gettext_lazy("Everywhere under"))
    with_units = forms.BooleanField(label=gettext_lazy("Units below go along"))
    with_posts = forms.BooleanField(label=gettext_lazy("Posts go on there instead of ending"))

    def __init__(self, word: str, known: Known, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word, self.known = word, known
        self.fields = {name: self.fields[name] for name in FIELDS[word]}
        for name, field in self.fields.items():
            field.required = not {name, (word, name)} & OPTIONAL
            if name in UNITS:
                field.widget.attrs["list"] = "cac-don-vi"
        if "kind" in self.fields:
            self.fields["kind"] = forms.ChoiceField(label=pgettext_lazy("of a unit", "Kind"), choices=known.kinds())
        if "shares" in self.fields:
            self.fields["shares"].initial = "open"

    @property
    def is_blank(self) -> bool:
        """Nothing was typed."""
        typed = (name for name in self.fields if name not in ("shares", "kind"))
        return not any(str(self.data.get(name, "")).strip() for name in typed)

    def clean(self) -> dict[str, Any]:
        """Units by key, people by number."""
        said = self.cleaned_data
        readers: Mapping[str, Callable[[str], Any]] = {
            **dict.fromkeys(UNITS, self.known.key),
            "units": lambda text: [self.known.key(line) for line in _lines(text)],
            "parts": lambda text: [self._part(line) for line in _lines(text)],
            "people": lambda text: dict(self._goes(line) for line in _lines(text)),
        }
        for name in [name for name in readers if said.get(name)]:
            try:
                said[name] = readers[name](said[name])
            except ValidationError as error:
                self.add_error(name, error)
        return said

    def facts(self) -> dict[str, Any]:
        """What the act says, as ``units.acts.facts`` reads it; ``rest`` is read by the wizard."""
        said = {name: fact for name, fact in self.cleaned_data.items() if fact not in ("", None, False, {}, [])}
        return {"do": self.word, **said, **({"key": token_hex(5)} if self.word == "found" else {})}

    def _part(self, line: str) -> dict[str, str]:
        unit, mark, share = line.rpartition("=")
        if not mark:
            return {"unit": self.known.key(line)}
        try:
            return {"unit": self.known.key(unit.strip()), "share": str(Fraction(share.strip()))}
        except (ValueError, ZeroDivisionError):
            raise ValidationError(_("“%(share)s” is no share. Write it as 3/7."), params={"share": share}) from None

    def _goes(self, line: str) -> tuple[str, str]:
        who, _mark, where = (part.strip() for part in line.partition("="))
        return str(self.known.member(who)), self.known.key(where)


def _lines(text: str) -> Iterable[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
