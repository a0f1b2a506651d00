"""What is drawn before anything is kept: names, sizes, days."""

from collections import Counter
from datetime import date, datetime
from itertools import pairwise

import pytest

from demo.agencies import agencies
from demo.blocs import LANG_SON, LAST, PHU_THO, QUANG_NINH, Bloc
from demo.founding import draw_scene
from demo.names import draw_name
from demo.papers import of_the_bloc
from demo.timeline import ZONE, Timeline, month_end, working_day
from demo.world import dice_for
from ledger import clock
from people.statuses import PARTY

BLOCS = (PHU_THO, LANG_SON, QUANG_NINH)


@pytest.mark.parametrize(
    ("bloc", "bases", "members"), [(PHU_THO, 57, 4237), (LANG_SON, 55, 3898), (QUANG_NINH, 55, 4314)]
)
def test_a_bloc_has_its_units_and_members_on_the_last_day(bloc: Bloc, bases: int, members: int) -> None:
    scene = draw_scene(bloc, small=False)
    here = {agency.key for agency in scene.bases(LAST)}
    assert len(here) == bases
    carried = {spot.key: spot.receiver for spot in scene.spots.values() if spot.receiver}
    there = [s for s in scene.stays if s.status in PARTY and s.covers(LAST)]
    assert sum(scene.spots[carried.get(s.spot, s.spot)].base in here for s in there) == members


@pytest.mark.parametrize("bloc", BLOCS)
def test_hardly_two_people_share_a_name(bloc: Bloc) -> None:
    names = Counter(s.human.name for s in {id(s.human): s for s in draw_scene(bloc, small=False).stays}.values())
    assert names.most_common(1)[0][1] <= 2


@pytest.mark.parametrize("bloc", BLOCS)
def test_a_person_belongs_to_one_place_at_a_time(bloc: Bloc) -> None:
    spans: dict[int, list[tuple[date, date]]] = {}
    for stay in draw_scene(bloc, small=False).stays:
        spans.setdefault(id(stay.human), []).append((stay.since, stay.until))
    for own in spans.values():
        own.sort()
        assert all(until <= since for (_, until), (since, _) in pairwise(own))


@pytest.mark.parametrize("bloc", BLOCS)
def test_every_agency_has_a_key_of_its_own(bloc: Bloc) -> None:
    keys = [agency.key for agency in agencies(bloc.file)]
    assert len(set(keys)) == len(keys)


def test_the_bloc_of_phu_tho_issues_what_the_article_counts() -> None:
    counts = Counter(kind for _, _, kind, _ in of_the_bloc(PHU_THO))
    assert [counts[kind] for kind in ("plan", "guidance", "official_letter", "thematic_resolution")] == [8, 6, 3, 1]


def test_names_are_drawn_alike_from_the_same_dice() -> None:
    first, second = dice_for("a"), dice_for("a")
    assert [draw_name(first, set()) for _ in range(50)] == [draw_name(second, set()) for _ in range(50)]


def test_offices_are_closed_at_the_end_of_the_week_and_on_holidays() -> None:
    assert working_day(date(2016, 5, 15)) == date(2016, 5, 16)
    assert working_day(date(2020, 1, 1)) == date(2020, 1, 2)
    assert month_end(date(2020, 5, 3)) == date(2020, 5, 29)


def test_acts_are_played_in_order_of_time_and_at_their_moment() -> None:
    timeline, seen = Timeline(), list[datetime]()
    timeline.add(date(2019, 3, 4), 9, 0, lambda: seen.append(clock.now()))
    timeline.add(date(2018, 3, 3), 9, 30, lambda: seen.append(clock.now()))
    told: list[tuple[int, int]] = []
    timeline.play(lambda done, whole, _: told.append((done, whole)))
    assert seen == [datetime(2018, 3, 5, 9, 30, tzinfo=ZONE), datetime(2019, 3, 4, 9, 0, tzinfo=ZONE)]
    assert told == [(1, 2), (2, 2)]
