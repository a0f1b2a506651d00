"""The whole demonstration: what happens in each bloc, in order of time."""

from datetime import date
from functools import partial

from django.apps import apps
from django.db import connection

from demo import article
from demo.blocs import LAST, OPENED
from demo.branch import Branch
from demo.controls import Controls
from demo.exemplars import Exemplars
from demo.founding import found, open_world, settle, settle_bases
from demo.honours import Honours, Size, Sizes
from demo.learning import Learning
from demo.meetings import Meetings
from demo.movement import plan_movement
from demo.papers import plan_papers
from demo.practices import Practices
from demo.promises import Breakthroughs, Pledges
from demo.reviews import draft
from demo.timeline import Tell, Timeline
from demo.tree import plan_changes
from demo.world import Scene, World

ANALYSED = date(2017, 4, 28)
"""The day after which the database looks at its tables again: it plans its statements by what it has seen."""


def make(*, small: bool, tell: Tell) -> None:
    """Everything, from the opening to the last day. Inside the caller's transaction."""
    world = open_world(small=small)
    timeline = world.timeline
    timeline.add(OPENED, 7, 40, lambda: found(world))
    timeline.add(OPENED, 8, 0, world.open_programme)
    for scene in world.scenes:
        timeline.add(OPENED, 8, 30, partial(settle, world, scene))
        timeline.add(OPENED, 10, 0, partial(settle_bases, scene, OPENED))
    for day in (OPENED, ANALYSED, LAST):
        timeline.add(day, 23, 0, _analyse)
    plan_changes(world, timeline)
    for scene in world.scenes:
        _plan(world, scene, timeline)
        timeline.add(LAST, 17, 0, partial(draft, scene))
    timeline.play(tell)


def _analyse() -> None:
    """The program's own tables alone: those of the server are shared with other databases."""
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in apps.get_models())
    with connection.cursor() as cursor:
        cursor.execute(f"analyze {tables}")


def _plan(world: World, scene: Scene, timeline: Timeline) -> None:
    plan_papers(world, scene, timeline)
    learning = Learning(world, scene)
    match scene.bloc.code:
        case "pt":
            part = len(scene.agencies) / 57 if scene.small else 1
            plan_movement(scene, timeline, months=1)
            learning.plan(timeline, quarters=(1, 2, 3, 4))
            Meetings(learning).plan(timeline)
            pledges = Pledges(world, scene, share=0.985)
            pledges.plan(timeline, range(2017, 2022), range(2017, 2021))
            Branch(pledges).plan(timeline)
            Practices(world, scene, each=1.9, adopted=7).plan(timeline)
            Controls(world, scene, each=6).plan(timeline)
            Exemplars(world, scene, *(int(n * part) for n in article.EXEMPLARS.values())).plan(timeline)
            sizes = Sizes(_size(part, 214, 1183), _size(part, 12, 90), _size(part, 16, 60))
            Honours(world, scene, sizes).plan(timeline)
        case "ls":
            plan_movement(scene, timeline, months=3)
            learning.plan(timeline, quarters=(2, 4))
            Pledges(world, scene, share=1.0).plan(timeline, range(2017, 2022), ())
            Practices(world, scene, each=0.8, adopted=4).plan(timeline)
            Controls(world, scene, each=2).plan(timeline)
            Exemplars(world, scene, 34, 61).plan(timeline)
            sizes = Sizes(Size(*article.AWARDS.values()), Size(20, 110), Size(25, 150))
            Honours(world, scene, sizes).plan(timeline)
        case _:
            plan_movement(scene, timeline, months=3)
            learning.plan(timeline, quarters=(4,))
            Pledges(world, scene, share=0.97).plan(timeline, (2021,), ())
            Practices(world, scene, each=0.9, adopted=4).plan(timeline)
            Controls(world, scene, each=2).plan(timeline)
            Exemplars(world, scene, 29, 55).plan(timeline)
            Honours(world, scene, Sizes(Size(148, 640), Size(10, 60), Size(20, 40))).plan(timeline)
    Breakthroughs(world, scene).plan(timeline)


def _size(part: float, collectives: int, individuals: int) -> Size:
    return Size(int(collectives * part), int(individuals * part))
