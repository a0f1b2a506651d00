"""What is written is read back unchanged; the same folder twice changes nothing; a dry run keeps nothing."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import given

from exchange.actors import operator
from exchange.columns import TABLES
from exchange.importing import import_path
from exchange.models import Declaration, DeclaredValue
from exchange.tests.folders import SOUND, changed, faults_of, folder, imported, with_row
from exchange.writing import write_folder
from figures.listing import listing, named, printed
from figures.models import Owes
from figures.snapshot import snapshot
from ledger.checking import verify
from ledger.models import OPEN, Books, Event
from ledger.refusals import IllegalMove, Unfit
from people.models import Account, Person, Post
from people.operations import begin_installation
from people.tests.cast import Cast
from units.models import EVER, NEVER, Standing, Unit
from units.tests.brute import World
from units.tests.generated import worlds

pytestmark = pytest.mark.django_db


def contents(path: Path) -> dict[str, bytes]:
    """The files of a folder, byte for byte."""
    return {each.name: each.read_bytes() for each in sorted(path.iterdir())}


def written(path: Path) -> dict[str, bytes]:
    """What an export writes now."""
    write_folder(path)
    return contents(path)


def empty_again() -> None:
    """Take back all that this test has done, to begin in an empty installation."""
    transaction.set_rollback(True)


def test_the_files_have_all_columns_in_the_order_of_the_format(tmp_path: Path) -> None:
    imported(changed(tmp_path / "in"))
    out = written(tmp_path / "out")
    assert list(out) == sorted(f"{table}.csv" for table in TABLES)
    for table, columns in TABLES.items():
        assert out[f"{table}.csv"].decode().splitlines()[0] == ",".join(column.name for column in columns)


def test_what_is_written_is_what_was_read(tmp_path: Path) -> None:
    imported(changed(tmp_path / "in"))
    out = written(tmp_path / "out")
    for table, text in SOUND.items():
        rows = list(csv.reader(io.StringIO(text)))
        again = list(csv.reader(io.StringIO(out[f"{table}.csv"].decode())))
        assert (again[0], sorted(again[1:])) == (rows[0], sorted(rows[1:]))


def test_a_folder_written_and_read_into_an_empty_place_is_written_alike(tmp_path: Path) -> None:
    with transaction.atomic():
        imported(changed(tmp_path / "in"))
        first = written(tmp_path / "first")
        empty_again()
    imported(tmp_path / "first")
    assert written(tmp_path / "second") == first
    assert verify() == []


def test_the_same_folder_again_changes_nothing(tmp_path: Path) -> None:
    assert imported(changed(tmp_path / "in")).is_new
    head = Books.objects.get().head
    assert not imported(tmp_path / "in").is_new
    write_folder(tmp_path / "out")
    assert not imported(tmp_path / "out").is_new
    assert Books.objects.get().head == head


def test_each_changed_unit_is_one_event_and_others_none(tmp_path: Path) -> None:
    imported(changed(tmp_path / "in"))
    head = Books.objects.get().head
    key = Unit.objects.get(key="c").pk
    imported(changed(tmp_path / "in", units=SOUND["units"].replace("Chi bộ C", "Chi bộ C mới")))
    assert list(Event.objects.filter(id__gt=head).values_list("verb", "record_id")) == [("units.registered", key)]
    assert Standing.objects.get(unit=key, removed=OPEN).name == "Chi bộ C mới"
    assert Standing.objects.filter(unit=key).count() == 2


def test_a_first_day_moves_either_way_while_nothing_lies_before_it(tmp_path: Path) -> None:
    for since in ("2020-01-01", "2021-01-01", "2019-01-01"):
        text = f"unit,from,name,kind,parent\nr,,Gốc,country,\nb,{since},B,branch,r\n"
        imported(folder(tmp_path / since, {"units": text}))
        assert Standing.objects.get(unit__key="b", removed=OPEN).since == date.fromisoformat(since)
        assert verify() == []


def test_quantities_of_one_day_add_up_and_are_replaced_together(tmp_path: Path) -> None:
    imported(changed(tmp_path / "in"))
    assert _value("m", "b") == "12"
    imported(changed(tmp_path / "in", values="unit,measure,on,quantity,note\nb,m,2020-05-01,4,\n"))
    assert (_value("m", "b"), DeclaredValue.objects.count(), Declaration.objects.count()) == ("4", 3, 2)
    imported(folder(tmp_path / "more", {"values": "unit,measure,on,quantity\nb,m,2020-06-01,1\n"}))
    assert _value("m", "b") == "5"
    assert verify() == []


def _value(measure: str, unit: str) -> str:
    last = date(2030, 1, 1)
    rows = listing(named([measure], last), since=EVER, until=last, structure=None, books=snapshot())
    return next(printed(row.value) for row in rows if row.unit == unit)


def test_a_duty_of_every_unit_of_a_kind_and_of_one_unit_is_counted(tmp_path: Path) -> None:
    imported(changed(tmp_path / "in"))
    assert sorted(Owes.objects.filter(removed=OPEN).values_list("measure__code", "unit__key", "since", "until")) == [
        ("l", "c", date(2020, 1, 1), date(2022, 1, 1)),
        ("m", "b", date(2020, 1, 1), date(2021, 1, 1)),
        ("m", "c", date(2020, 1, 1), NEVER),
    ]
    last = date(2020, 12, 31)
    rows = listing(named(["m"], last), since=date(2020, 1, 1), until=last, structure=None, books=snapshot())
    assert {row.unit: (row.value.reported, row.value.expected) for row in rows}["a"] == (1, 2)
    imported(folder(tmp_path / "less", {"duties": "measure,to,kind\nm,2020-06-01,branch\n"}))
    assert set(Owes.objects.filter(removed=OPEN, measure__code="m").values_list("until", flat=True)) == {
        date(2020, 6, 1)
    }


def test_an_end_of_a_membership_is_posted_and_a_name_corrected(tmp_path: Path) -> None:
    imported(changed(tmp_path / "in"))
    head = Books.objects.get().head
    imported(
        changed(
            tmp_path / "in",
            people=SOUND["people"].replace("Nguyễn Văn An", "Nguyễn Văn Ân"),
            memberships=SOUND["memberships"].replace("p2,c,staff,2020-02-01,", "p2,c,staff,2020-02-01,2022-02-01"),
        )
    )
    assert list(Event.objects.filter(id__gt=head).values_list("verb", flat=True)) == ["people.released"]
    assert Person.objects.get(key="p1").full_name == "Nguyễn Văn Ân"
    assert verify() == []


def test_a_dry_run_checks_and_keeps_nothing(tmp_path: Path) -> None:
    head = Books.objects.get().head
    out = io.StringIO()
    call_command("import", str(changed(tmp_path / "in")), "--dry-run", stdout=out)
    assert "units" in out.getvalue()
    assert (Books.objects.get().head, Unit.objects.count(), Post.objects.count()) == (head, 0, 0)


def test_an_empty_installation_imports_at_once_and_its_operator_gets_an_account_later(tmp_path: Path) -> None:
    call_command("import", str(changed(tmp_path / "in")), stdout=io.StringIO())
    made = operator()
    account = begin_installation(full_name="Lê Thị Vận", login="van.hanh", password="mot-mat-khau-dai")
    assert (account.person_id, Person.objects.get(pk=made.pk).full_name) == (made.pk, "Lê Thị Vận")
    assert operator("Van.Hanh") == made
    with pytest.raises(IllegalMove) as refused:
        begin_installation(full_name="Ai", login="ai.do", password="mot-mat-khau-dai")
    assert refused.value.code == "installation_begun"


def test_who_is_not_an_operator_does_not_import(cast: Cast, tmp_path: Path) -> None:
    login = Account.objects.get_or_create(person=cast.clerk, defaults={"login": "clerk"})[0].login
    with pytest.raises(Unfit) as refused:
        operator(login)
    assert refused.value.code == "operator_unknown"


def test_a_folder_that_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none", "path_not_found"), (tmp_path, "path_without_tables")):
        with pytest.raises(Unfit) as refused:
            imported(path)
        assert refused.value.code == code


def test_members_of_the_cast_are_written_by_public_id_and_found_again(cast: Cast, tmp_path: Path) -> None:
    head = Books.objects.get().head
    write_folder(tmp_path / "out")
    assert cast.member.public_id in (tmp_path / "out" / "people.csv").read_text(encoding="utf-8")
    assert not import_path(tmp_path / "out", by=cast.operator).is_new
    assert Books.objects.get().head == head


def test_a_mark_of_byte_order_and_missing_optional_columns_are_taken(tmp_path: Path) -> None:
    path = folder(tmp_path / "in", {"units": "\ufeffname,unit,kind\r\nGốc,r,country\r\n\r\n"})
    assert imported(path).rows == {"units": 1}
    assert Standing.objects.get().name == "Gốc"


def test_two_duplicate_spellings_of_a_name_are_one(tmp_path: Path) -> None:
    path = folder(tmp_path / "in", {"units": "unit,name,kind\nr,Đảng ủy,country\n"})
    imported(path)
    decomposed = unicodedata.normalize("NFD", "unit,name,kind\nr,Đảng ủy,country\n")
    assert not imported(folder(tmp_path / "in", {"units": decomposed})).is_new


def files_of(world: World) -> dict[str, str]:
    """A generated world as files, with a value of every unit on its first day and the day after its last."""
    day = {EVER: "", NEVER: ""}
    units = [
        (r.unit, day.get(r.since, str(r.since)), day.get(r.until, str(r.until)), r.name, r.kind, r.parent)
        for r in world.rows
    ]
    passed = [(str(p.on), p.unit, p.successor, p.share) for p in world.passings]
    first = {unit: max(world.founded(unit), date(2019, 1, 1)) for unit in world.units}
    values = [(unit, "m", str(since + timedelta(days=n)), n + 1) for unit, since in first.items() for n in (0, 90)]
    tables: dict[str, list[tuple[object, ...]]] = {
        "units": [("unit", "from", "to", "name", "kind", "parent"), *units],
        "successions": [("on", "unit", "successor", "share"), *passed],
        "measures": [("measure", "kind"), ("m", "flow")],
        "values": [("unit", "measure", "on", "quantity"), *values],
    }
    texts = {}
    for table, rows in tables.items():
        stream = io.StringIO()
        csv.writer(stream).writerows(rows)
        texts[table] = stream.getvalue()
    return texts


@given(world=worlds(), later=worlds())
def test_a_generated_history_is_written_and_read_again_unchanged(
    tmp_path_factory: pytest.TempPathFactory, world: World, later: World
) -> None:
    path = tmp_path_factory.mktemp("world")
    with transaction.atomic():
        imported(folder(path / "in", files_of(world)))
        first = written(path / "first")
        assert not imported(path / "first").is_new
        _told_otherwise(path / "later", later)
        empty_again()
    with transaction.atomic():
        imported(path / "first")
        assert written(path / "second") == first
        empty_again()


def _told_otherwise(path: Path, later: World) -> None:
    """Another history of the same units is taken whole, or refused and nothing of it kept."""
    head = Books.objects.get().head
    files = {table: text for table, text in files_of(later).items() if table in ("units", "successions")}
    if faults_of(folder(path, files)):
        assert Books.objects.get().head == head
    else:
        assert not imported(path).is_new
    assert verify() == []


def test_rows_of_a_file_may_come_in_any_order(tmp_path: Path) -> None:
    head, *rows = SOUND["units"].splitlines()
    imported(changed(tmp_path / "in", units="\n".join([head, *reversed(rows)]) + "\n"))
    assert not imported(changed(tmp_path / "in")).is_new


def test_a_chain_within_a_day_is_taken(tmp_path: Path) -> None:
    more = with_row("units", "x,2020-01-01,2021-01-01,X,branch,a")
    chain = "on,unit,successor,share\n2021-01-01,b,x,\n2021-01-01,x,c,\n"
    imported(changed(tmp_path / "in", units=more, successions=chain))
    assert verify() == []
