"""Operations on persons: admit, release, give a post, open an account."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from ledger import clock
from ledger.actors import Actor
from ledger.operation import operation
from ledger.posting import post, post_event, post_many
from ledger.recorded import enter_many, lock_many
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from people import sentences as _sentences  # noqa: F401  registers what refusals say
from people.logins import is_fit, login_as_kept, password_as_kept
from people.models import Account, Membership, Person, Post, named
from people.roles import GIVE_POSTS, KEEP_PEOPLE, Role
from people.rules import may_all
from ui.sorting import given_name_key
from units.keeping import hold_lives
from units.models import NEVER, Unit


@dataclass(frozen=True)
class Admission:
    """A person who comes to a unit. ``person``: a kept one, or the name of a new one."""

    person: Person | str
    unit: int
    status: str
    since: date
    until: date = NEVER


@operation
def admit_persons(*, admissions: Sequence[Admission], by: Person) -> list[Membership]:
    """Admit persons to units; posts the stocks. Errors: NotPermitted, Unfit (name, span, life of the unit)."""
    if not may_all(by, KEEP_PEOPLE, {a.unit for a in admissions}):
        raise NotPermitted
    for a in admissions:
        if isinstance(a.person, str) and not a.person.strip():
            raise Unfit("person_without_name", "full_name")
        if a.since >= a.until:
            raise Unfit("membership_reversed", "until", day=a.since)
    _check_lives([(a.unit, a.since, a.until) for a in admissions])
    fresh = [named(a.person) for a in admissions if isinstance(a.person, str)]
    new = iter(Person.objects.bulk_create(fresh, batch_size=5000))
    rows = [
        Membership(
            person=a.person if isinstance(a.person, Person) else next(new),
            status=a.status,
            since=a.since,
            until=a.until,
        )
        for a in admissions
    ]
    enter_many(rows, [a.unit for a in admissions])
    post_many(rows, by=by, verb="people.admitted")
    return rows


def _check_lives(spans: Collection[tuple[int, date, date]]) -> None:
    """Nobody is in a unit before or after its life: (unit, since, until). No act can end it before this is written."""
    tree = hold_lives({unit for unit, _, _ in spans})
    for unit, since, until in spans:
        held = tree.on(unit, since)
        if held is None:
            raise Unfit("unit_not_alive", "since", name=tree.standings[unit][-1].name, day=since)
        end = tree.life_end(unit, since)
        if until > end:
            raise Unfit("membership_outlives_unit", "until", name=held.name, day=end)


@operation
def release_person(*, membership: Membership, day: date, by: Person) -> Membership:
    """End a membership on ``day``. Errors: NotPermitted, IllegalMove (already ended, or not begun)."""
    return release_persons(leaving=[(membership, day)], by=by)[0]


@operation
def release_persons(*, leaving: Sequence[tuple[Membership, date]], by: Person) -> list[Membership]:
    """End memberships, each on its day. Errors: NotPermitted, IllegalMove (already ended, or not begun)."""
    rows = lock_many(membership for membership, _ in leaving)
    if not may_all(by, KEEP_PEOPLE, {row.record.unit_id for row in rows}):
        raise NotPermitted
    for row, (_, day) in zip(rows, leaving, strict=True):
        if not row.since < day < row.until:
            raise IllegalMove("membership_not_running", day=day)
        before = None if row.until == NEVER else row.until.isoformat()
        row.until = day
        post(row, by=by, verb="people.released", changes={"until": [before, day.isoformat()]})
    Membership.objects.bulk_update(rows, ["until"], batch_size=2000)
    return rows


@operation
def give_post(
    *, person: Person, role: Role, unit: Unit | None, since: date, until: date = NEVER, by: Actor | None
) -> Post:
    """Give a post. ``by`` None only for the first operator of an empty installation.

    Errors: NotPermitted, Unfit.
    """
    if by is None and (role != Role.OPERATOR or Post.objects.exists()):
        raise NotPermitted
    if by is not None and not by.may(GIVE_POSTS, unit.pk if unit else None):
        raise NotPermitted
    if since >= until or (unit is None and role != Role.OPERATOR):
        raise Unfit("post_unfit", "since")
    if unit is not None:
        _check_lives([(unit.pk, since, until)])
    given = Post.objects.create(person=person, role=role, unit=unit, since=since, until=until)
    where = unit.pk if unit else None
    post_event(by=by, verb="people.post_given", unit=where, person=person.pk, role=str(role))
    return given


@operation
def end_post(*, given: Post, day: date, by: Actor) -> Post:
    """End a post on ``day``. Errors: NotPermitted, IllegalMove."""
    given = Post.objects.select_for_update().get(pk=given.pk)
    if not by.may(GIVE_POSTS, given.unit_id):
        raise NotPermitted
    if not given.since < day < given.until:
        raise IllegalMove("post_not_held", day=day)
    given.until = day
    given.save(update_fields=["until"])
    post_event(by=by, verb="people.post_ended", unit=given.unit_id, person=given.person_id, role=given.role)
    return given


@operation
def open_account(*, person: Person, login: str, password: str, by: Actor | None) -> Account:
    """Give a person a way to log in. Errors: NotPermitted, Unfit (log-in taken or unfit, weak password)."""
    if by is None and Account.objects.exists():
        raise NotPermitted
    if by is not None and not (by.may(GIVE_POSTS, None) or by.pk == person.pk):
        raise NotPermitted
    login = login_as_kept(login)
    if not is_fit(login):
        raise Unfit("login_unfit", "login", login=login)
    if Account.objects.filter(login=login).exists():
        raise Unfit("login_taken", "login", login=login)
    password = password_as_kept(password)
    try:
        validate_password(password)
    except ValidationError as error:
        raise Unfit("password_weak", "password", why=" ".join(error.messages)) from error
    account = Account(person=person, login=login)
    account.set_password(password)
    account.save()
    post_event(by=by, verb="people.account_opened", unit=None, person=person.pk)
    return account


@operation
def begin_installation(*, full_name: str, login: str, password: str) -> Account:
    """The first operator: a person, a post without a unit, an account. One who imported files before anybody
    had an account is that person.

    Errors: IllegalMove (somebody has an account already, or holds a post in a unit), Unfit.
    """
    if Account.objects.exists() or Post.objects.exclude(role=Role.OPERATOR, unit=None).exists():
        raise IllegalMove("installation_begun")
    if not full_name.strip():
        raise Unfit("person_without_name", "full_name")
    held = Post.objects.select_related("person").first()
    person = held.person if held else Person()
    person.full_name, person.sort_key = full_name.strip(), given_name_key(full_name.strip())
    person.save()
    if held is None:
        give_post(person=person, role=Role.OPERATOR, unit=None, since=clock.today(), by=None)
    return open_account(person=person, login=login, password=password, by=None)
