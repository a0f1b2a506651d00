"""The wizard for acts on the tree: a list of acts that travels in its form, looked at before it is done.

The list is signed for the person, so that it comes back as it went out. Nothing is kept until ``do``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core import signing
from django.utils.translation import gettext as _

from ledger.refusals import Refused, describe
from organisation.forms import FIELDS, SHARES, WORDS, ActForm, HeadForm
from organisation.known import Known
from organisation.operations import reorganise_once
from people.carrying import running
from people.models import Person
from people.rules import units_where
from units.acts import Act
from units.acts.facts import act_of
from units.models import Unit
from units.previewing import Preview, preview
from units.rules import SEE_TREE

Facts = dict[str, Any]
MOST = 60
"""Acts in one list."""


@dataclass
class Wizard:
    """What the page holds. ``seen``: the preview, at the second step; ``refused``: why not; ``done``: it was done."""

    person: Person
    said: Mapping[str, str]
    acts: list[Facts] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seen: Preview | None = None
    done: bool = False

    def __post_init__(self) -> None:
        self._read_list()
        self.known = Known.of(self.person, self.acts)
        self.word = self.said["viec"] if self.said.get("viec") in FIELDS else ""
        self.head = HeadForm(initial=self._typed_head())
        self.act = self._blank()
        key = self.said.get("request_key", "")
        try:
            self.request_key = UUID(key)
        except ValueError:
            self.request_key = uuid4()

    @property
    def signed(self) -> str:
        """The list as it travels in the form."""
        return signing.dumps(self.acts, salt=self._salt, compress=True)

    @property
    def words(self) -> list[tuple[str, str]]:
        """The acts to choose from."""
        return [(word, str(name)) for word, name in WORDS.items()]

    @property
    def told(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each act of the list, and what it says."""
        return [(str(WORDS[facts["do"]]), list(self._told(facts))) for facts in self.acts]

    @property
    def is_even(self) -> bool:
        """Whether every total stays as it is."""
        return self.seen is not None and not any(total.difference for total in self.seen.totals)

    def take(self, step: str) -> None:
        """Do what the pressed button asks: choose, add, drop-N, change, look, do. What is looked at gets a new key."""
        if step.startswith("drop-"):
            self.acts = [facts for n, facts in enumerate(self.acts) if str(n) != step.removeprefix("drop-")]
        if step != "do":
            self.request_key = uuid4()
        if step in ("look", "do"):
            self.head = HeadForm(self.said)
        if step == "add" or (step == "look" and self.word):
            self._add(is_wanted=step == "add" or not self.acts)
        if step == "do" and self.acts and self.head.is_valid():
            self._do()
        if step in ("look", "do") and not self.done and self.head.is_valid() and not (self.act and self.act.is_bound):
            self._look()

    def goal(self) -> str:
        """The key of a unit to show afterwards: one that the list names and that the person sees; "" for the tree."""
        names = ("into", "receiver", "key", "unit", "under", "parent")
        keys = [str(facts[name]) for name in names for facts in self.acts if facts.get(name)]
        keys += [part["unit"] for facts in self.acts for part in facts.get("parts", ())]
        seen = units_where(self.person, SEE_TREE).filter(key__in=keys).values_list("key", flat=True)
        return next((key for key in keys if key in set(seen)), "")

    @property
    def _salt(self) -> str:
        return f"organisation.wizard:{self.person.pk}"

    def _read_list(self) -> None:
        if text := self.said.get("danh_sach"):
            try:
                self.acts = signing.loads(text, salt=self._salt)
            except signing.BadSignature:
                self.refused.append(_("The list of acts came back damaged. State the acts again."))

    def _typed_head(self) -> dict[str, str]:
        return {name: self.said[name] for name in ("day", "basis") if name in self.said}

    def _blank(self) -> ActForm | None:
        unit = self.said.get("don_vi", "")
        known = dict.fromkeys(("unit", "units"), unit) if unit in self.known.names else {}
        return ActForm(self.word, self.known, initial=known) if self.word else None

    def _add(self, *, is_wanted: bool) -> None:
        """Add the act that was typed, or keep it beside its refusals."""
        form = ActForm(self.word, self.known, self.said) if self.word else None
        if form is None or (form.is_blank and not is_wanted):
            return
        self.act = form
        if len(self.acts) >= MOST:
            self.refused.append(_("The list is full. Do these acts first."))
        elif form.is_valid():
            self.acts.append(form.facts())
            self.known, self.word, self.act = Known.of(self.person, self.acts), "", None

    def _look(self) -> None:
        if not self.acts:
            self.refused.append(_("The list is empty. Choose an act and say what it does."))
            return
        try:
            self.seen = preview(acts=self._stated(), day=self._day, basis=self._basis, by=self.person)
        except Refused as refusal:
            self.refused.append(describe(refusal))

    def _do(self) -> None:
        if not self.said.get("dong_y"):
            self.refused.append(_("Tick that you have checked this against the deciding document."))
            return
        stated, day, basis = self._stated(), self._day, self._basis
        try:
            reorganise_once(acts=stated, day=day, basis=basis, by=self.person, request_key=self.request_key)
        except Refused as refusal:
            self.refused.append(describe(refusal))
        else:
            self.done = True

    @property
    def _day(self) -> date:
        day: date = self.head.cleaned_data["day"]
        return day

    @property
    def _basis(self) -> str:
        return str(self.head.cleaned_data["basis"])

    def _stated(self) -> Sequence[Act]:
        """The acts as values; whoever is not named goes where the rest go."""
        return [act_of(self._whole(facts)) for facts in self.acts]

    def _whole(self, facts: Facts) -> Facts:
        if "rest" not in facts:
            return facts
        units = Unit.objects.filter(key=facts["unit"]).values_list("pk", flat=True)
        people = running(list(units), self._day).values_list("person_id", flat=True)
        named = dict.fromkeys(map(str, people), facts["rest"]) | facts.get("people", {})
        return {name: fact for name, fact in facts.items() if name != "rest"} | {"people": named}

    def _told(self, facts: Facts) -> list[tuple[str, str]]:
        form = ActForm(facts["do"], self.known)
        return [(str(form.fields[name].label), self._said(name, facts[name])) for name in form.fields if name in facts]

    def _said(self, name: str, fact: Any) -> str:
        match name, fact:
            case "people", dict():
                return str(len(fact))
            case "parts", list():
                names = [(self._name(part["unit"]), part.get("share", "")) for part in fact]
                return "; ".join(f"{unit} ({share})" if share else unit for unit, share in names)
            case _, list():
                return "; ".join(map(self._name, fact))
            case _, bool():
                return _("yes")
            case "kind", _:
                return dict(self.known.kinds()).get(fact, str(fact))
            case "shares", _:
                return str(dict(SHARES)[fact])
            case _:
                return self._name(fact)

    def _name(self, key: str) -> str:
        return self.known.names.get(key, key)
