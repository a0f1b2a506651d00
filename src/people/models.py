"""Persons and what ties them to units."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from ledger.lines import Line
from ledger.models import new_public_id
from ledger.recorded import Recorded
from people.measures import PERSONS
from people.roles import SEE_PERSONS, Role
from people.statuses import Status
from people.visibility import VisibleQuerySet
from ui.sorting import given_name_key
from units.models import NEVER, Unit


class Person(models.Model):
    """A person. ``pk`` is the member number that entries keep when the name is erased.

    ``key`` and ``note`` are what an exchange folder calls and says of them.
    """

    full_name = models.CharField(max_length=200)
    key = models.CharField(max_length=60, null=True, unique=True)  # noqa: DJ001  many have none
    note = models.CharField(max_length=500, default="", blank=True)
    sort_key = models.CharField(max_length=400, db_collation="C", default="")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)

    only_post: int | None = None
    """Not kept. The one post whose rights this person has here, as with a key; None: those of all posts."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sort_key"], name="people_person_sort")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def initials(self) -> str:
        """First letters of the family and the given name."""
        words = self.full_name.split()
        return "".join(w[0] for w in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()

    def may(self, right: str, unit: int | None) -> bool:
        """Whether this person's posts allow ``right`` at a unit (None: where there is no unit yet)."""
        from people.rules import may

        return may(self, right, unit)


def named(full_name: str) -> Person:
    """A new person, not yet kept, with the key that sorts it by given name."""
    return Person(full_name=full_name, sort_key=given_name_key(full_name))


class Membership(Recorded):
    """A span in which a person belongs to a unit in one way. Half-open, like every span."""

    KIND = "people.membership"
    SEEN_WITH = SEE_PERSONS

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    status = models.CharField(max_length=12, choices=Status.choices)
    since = models.DateField()
    until = models.DateField(default=NEVER)
    withdrawn = models.BooleanField(default=False)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="people_membership_span")
        ]

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Any]":
        return cls._default_manager.select_related("record", "person")

    def __str__(self) -> str:
        return self.person.full_name

    def entries(self) -> Iterable[Line]:
        """+1 where and when the person comes, −1 when it goes."""
        if self.withdrawn:
            return
        unit = self.record.unit_id
        yield Line(unit, PERSONS.code, self.since, 1, self.person_id, level=self.status)
        if self.until != NEVER:
            yield Line(unit, PERSONS.code, self.until, -1, self.person_id, level=self.status)


class Post(models.Model):
    """Nhiệm vụ: a role at a unit with dates. Without a unit only for the operator."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=12, choices=Role.choices)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="posts")
    since = models.DateField()
    until = models.DateField(default=NEVER)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "role"], name="people_post_unit")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="people_post_span"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(role=Role.OPERATOR),
                name="people_post_without_unit",
            ),
        ]

    def holds_on(self, day: date) -> bool:
        return self.since <= day < self.until


class AccountManager(BaseUserManager["Account"]):
    """Accounts come with their person: who is at work is one statement."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        return super().get_queryset().select_related("person")


class Account(AbstractBaseUser):
    """A way to log in, of one person. Rights come from posts, never from here."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    login = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.login


class Tally(models.Model):
    """Failed log-ins of somebody from somewhere, under a keyed hash: neither log-ins nor addresses are kept."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.IntegerField(default=0)
    last = models.DateTimeField()
    trusted = models.BooleanField(default=False)
    """Whether a log-in from there has worked: guesses from elsewhere then delay nobody here."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["last"], name="people_tally_last")]
