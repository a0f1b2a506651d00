"""Keys: who gives and revokes them, what opens and what does not, and that no secret is kept anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api.keys import digest_of
from api.models import Key
from api.operations import give_key, revoke_key
from api.tests.acting import post_of, program, secret_of, with_secret
from ledger import clock
from ledger.models import Event
from ledger.refusals import IllegalMove, NotPermitted, Refused, Unfit
from people.models import Account, Person
from people.operations import end_post, give_post
from people.roles import Role
from people.tests.cast import BEGIN, Cast
from units.models import NEVER

ADDRESS = "/api/v1/units"
GIVERS = {
    "secretary": {"secretary", "approver", "operator"},
    "clerk": {"clerk", "approver", "operator"},
    "approver": {"approver", "operator"},
    "member": {"member", "approver", "operator"},
    "operator": {"operator"},
}
"""By whose post: who may give a key to it. Themselves, and who gives posts there."""


@pytest.mark.parametrize("holder", sorted(GIVERS))
def test_a_key_is_given_and_revoked_by_the_holder_and_by_who_gives_posts(cast: Cast, holder: str) -> None:
    post = post_of(cast.persons[holder])
    for part, person in cast.persons.items():
        given = Key.objects.count()
        if part in GIVERS[holder]:
            key, _ = give_key(post=post, name="kho", since=BEGIN, by=person)
            assert revoke_key(key=key, by=person).revoked is not None
        else:
            with pytest.raises(NotPermitted):
                give_key(post=post, name="kho", since=BEGIN, by=person)
            assert Key.objects.count() == given
            key, _ = give_key(post=post, name="kho", since=BEGIN, by=post.person)
            with pytest.raises(NotPermitted):
                revoke_key(key=key, by=person)


def test_the_secret_is_kept_nowhere_and_no_event_tells_it(cast: Cast) -> None:
    secret = secret_of(cast.clerk)
    key = Key.objects.get()
    assert bytes(key.digest) == digest_of(secret)
    assert secret.startswith(key.prefix)
    assert len(secret) - len(key.prefix) >= 43
    event = Event.objects.latest("id")
    assert (event.verb, event.changes["key"]) == ("api.key_given", key.prefix)
    with connection.cursor() as cursor:
        cursor.execute("select json_agg(k) from api_key k")
        kept = str(cursor.fetchone())
        cursor.execute("select json_agg(e) from ledger_event e")
        kept += str(cursor.fetchone())
    assert secret[len(key.prefix) + 1 :] not in kept


def today() -> date:
    return clock.today()


def revoked(cast: Cast) -> str:
    key, secret = give_key(post=post_of(cast.clerk), name="kho", since=BEGIN, by=cast.clerk)
    revoke_key(key=key, by=cast.clerk)
    return secret


def future(cast: Cast) -> str:
    return secret_of(cast.clerk, since=today() + timedelta(days=1))


def over(cast: Cast) -> str:
    secret = secret_of(cast.clerk)
    Key.objects.update(until=today())
    return secret


def post_ended(cast: Cast) -> str:
    secret = secret_of(cast.clerk)
    end_post(given=post_of(cast.clerk), day=today(), by=cast.operator)
    return secret


def post_to_come(cast: Cast) -> str:
    since = today() + timedelta(days=1)
    post = give_post(person=cast.stranger, role=Role.CLERK, unit=cast.bloc, since=since, by=cast.operator)
    return give_key(post=post, name="kho", since=BEGIN, by=cast.stranger)[1]


def shut_out(cast: Cast) -> str:
    Account.objects.create(person=cast.clerk, login="clerk", is_active=False)
    return secret_of(cast.clerk)


def changed(cast: Cast) -> str:
    secret = secret_of(cast.clerk)
    return secret[:-1] + ("A" if secret[-1] != "A" else "B")


@pytest.mark.parametrize("make", [revoked, future, over, post_ended, post_to_come, shut_out, changed])
def test_a_key_that_does_not_open_is_told_like_one_that_never_was(cast: Cast, make: Callable[[Cast], str]) -> None:
    answer, statements = asked(with_secret(make(cast)))
    never, never_statements = asked(with_secret("lantoa_" + "x" * 49))
    assert (answer.status_code, answer.content, statements) == (401, never.content, never_statements)
    assert answer["WWW-Authenticate"] == "Bearer"


def asked(client: Client) -> tuple[Any, int]:
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(ADDRESS)
    return answer, len(statements)


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic {}", "{}", "Bearer {} x", "bearer\t{}", "Bearer é", "Bearer " + "lantoa_" * 5000],
)
def test_only_a_bearer_header_opens(cast: Cast, header: str) -> None:
    secret = secret_of(cast.clerk)
    answer = Client(headers={"Authorization": header.format(secret)}).get(ADDRESS)
    assert answer.status_code == 401


def test_being_logged_in_does_not_count(cast: Cast) -> None:
    client = cast.client(cast.clerk)
    assert client.get(ADDRESS).status_code == 401
    answer = client.get("/api/v1/units/other_branch", headers={"Authorization": f"Bearer {secret_of(cast.secretary)}"})
    assert answer.status_code == 404
    assert client.put("/api/v1/values").status_code == 401


def test_a_key_carries_the_rights_of_its_post_alone(cast: Cast) -> None:
    post = give_post(person=cast.clerk, role=Role.MEMBER, unit=cast.other_branch, since=BEGIN, by=cast.operator)
    _, secret = give_key(post=post, name="kho", since=BEGIN, by=cast.approver)
    client = with_secret(secret)
    seen = {row["unit"] for row in client.get(ADDRESS).json()["items"]}
    assert seen == {"other_branch"}
    assert client.get("/api/v1/units/bloc").status_code == 404
    assert client.get("/api/v1/values?unit=other_branch").status_code == 404
    assert client.get("/api/v1/figures?codes=people.members&under=bloc").status_code == 404


def test_the_day_of_the_last_use_is_written_once_a_day(cast: Cast) -> None:
    client = program(cast.clerk)
    with CaptureQueriesContext(connection) as first:
        client.get(ADDRESS)
    with CaptureQueriesContext(connection) as second:
        client.get(ADDRESS)
    assert Key.objects.get().last_used == today()
    assert len(first) - len(second) == 1


def test_a_key_goes_with_its_post(cast: Cast) -> None:
    secret_of(cast.clerk)
    post_of(cast.clerk).delete()
    assert Key.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "until", "code"),
    [
        (" ", NEVER, "key_without_name"),
        ("a\x00", NEVER, "key_without_name"),
        ("a" * 101, NEVER, "key_without_name"),
        ("kho", BEGIN, "key_reversed"),
        ("kho", date(2017, 1, 1), "key_never_opens"),
    ],
)
def test_an_unfit_key_is_refused(cast: Cast, name: str, until: date, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        give_key(post=post_of(cast.clerk), name=name, since=BEGIN, until=until, by=cast.clerk)
    assert refusal.value.code == code
    assert isinstance(refusal.value, Unfit | IllegalMove)


def test_a_key_is_revoked_once(cast: Cast) -> None:
    key, _ = give_key(post=post_of(cast.clerk), name="kho", since=BEGIN, by=cast.clerk)
    revoke_key(key=key, by=cast.clerk)
    with pytest.raises(IllegalMove) as refusal:
        revoke_key(key=key, by=cast.clerk)
    assert refusal.value.code == "key_revoked_already"
    assert Event.objects.latest("id").verb == "api.key_revoked"


def account(person: Person, login: str) -> None:
    Account.objects.create(person=person, login=login)


def test_keys_are_given_listed_and_revoked_by_the_command(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    account(cast.clerk, "thu.hoa")
    call_command("api-key", "give", "thu.hoa", "--name", "kho dữ liệu", "--unit", "bloc")
    secret = capsys.readouterr().out.strip()
    assert with_secret(secret).get(ADDRESS).status_code == 200
    call_command("api-key", "list")
    listed = capsys.readouterr().out
    assert secret not in listed
    prefix = Key.objects.get().prefix
    assert listed.split("\t")[:5] == [prefix, "kho dữ liệu", cast.clerk.full_name, "clerk", "bloc"]
    call_command("api-key", "revoke", prefix, "--as", "thu.hoa")
    assert with_secret(secret).get(ADDRESS).status_code == 401
    assert Key.objects.exclude(revoked=None).get().prefix == prefix


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["give", "nobody", "--name", "kho"], "login_unknown"),
        (["give", "thu.hoa", "--name", "kho", "--unit", "branch"], "post_not_found"),
        (["give", "thu.hoa", "--name", "kho", "--from", "2021"], "day_unreadable"),
        (["revoke", "lantoa_x"], "key_not_found"),
    ],
)
def test_the_command_refuses_what_it_cannot_do(cast: Cast, words: list[str], code: str) -> None:
    account(cast.clerk, "thu.hoa")
    with pytest.raises(Unfit) as refusal:
        call_command("api-key", *words)
    assert refusal.value.code == code
    assert refusal.value.sentence()
