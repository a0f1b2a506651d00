"""The opening: the operator, the trees of three provinces, everybody's first unit, posts and accounts."""

from collections.abc import Iterator
from datetime import date

from demo.accounts import WAY_IN
from demo.agencies import Agency
from demo.blocs import KNOWN_BY_NAME, LANG_SON, OPENED, OPENING, PHU_THO, QUANG_NINH, Bloc
from demo.changes import OTHER_SUPERIOR, What
from demo.movement import admit
from demo.spots import chosen, spots_of
from demo.stays import draw_stays
from demo.world import Scene, World, dice_for
from people.models import Person, named
from people.operations import give_post, open_account
from people.roles import Role
from units.acts import Founding, found_units
from units.kinds import BRANCH, PROVINCE, SUPERIOR
from units.models import Unit

OPERATOR = "Nguyễn Hải Khoa"
BASIS = "sổ mở ngày 16/5/2016"


def open_world(*, small: bool) -> World:
    """The blocs that take part, with their people drawn; nothing is kept yet but the operator."""
    operator = named(OPERATOR)
    operator.save()
    blocs = (PHU_THO,) if small else (PHU_THO, LANG_SON, QUANG_NINH)
    return World(small, operator, [draw_scene(bloc, small=small) for bloc in blocs])


def draw_scene(bloc: Bloc, *, small: bool) -> Scene:
    """A bloc with its spots and the stays of its people."""
    dice = dice_for(bloc.code, "people")
    spots = {spot.key: spot for spot in spots_of(bloc, dice, small=small)}
    known: dict[str, list[str]] = {}
    for spot, name in [*((h.spot, h.name) for h in bloc.holders), *KNOWN_BY_NAME.get(bloc.code, ())]:
        known.setdefault(spot, []).append(name)
    scene = Scene(bloc, small, chosen(bloc, small=small), spots, draw_stays(spots.values(), known, dice))
    for stay in scene.stays:
        scene.by_spot[stay.spot].append(stay)
    return scene


def found(world: World) -> None:
    """The operator's post and account, and every unit that stands when the books are opened."""
    operator = world.operator
    give_post(person=operator, role=Role.OPERATOR, unit=None, since=OPENING, by=None)
    open_account(person=operator, login="quan-tri", password=WAY_IN, by=operator)
    foundings = [(scene, key, f) for scene in world.scenes for key, f in _foundings(scene)]
    units = found_units(foundings=[f for _, _, f in foundings], by=operator)
    for (scene, key, _), unit in zip(foundings, units, strict=True):
        scene.units[key] = unit


def _foundings(scene: Scene) -> Iterator[tuple[str, Founding]]:
    """(key within the bloc, what is founded), the province first."""
    bloc = scene.bloc
    top = f"{bloc.code}-tinh-uy"
    yield "tinh-uy", Founding(f"Tỉnh ủy {bloc.province}", PROVINCE, None, key=top, code=bloc.code.upper())
    yield "", Founding(bloc.name, SUPERIOR, top, key=bloc.key, short_name="Khối CCQ", code=f"{bloc.code.upper()}.K")
    if scene.has_other_superior:
        key = bloc.at(OTHER_SUPERIOR)
        yield OTHER_SUPERIOR, Founding(bloc.other_superior, SUPERIOR, top, key=key, short_name="Khối DN")
    later = {c.key for c in bloc.changes if c.what is What.FOUND}
    for number, agency in enumerate(scene.agencies, 1):
        if agency.key not in later:
            yield from _agency(bloc, number, agency)


def _agency(bloc: Bloc, number: int, agency: Agency) -> Iterator[tuple[str, Founding]]:
    code = f"{bloc.code.upper()}.{number:02d}"
    yield (
        agency.key,
        Founding(
            agency.full_name,
            agency.kind,
            bloc.key,
            key=bloc.at(agency.key),
            short_name=agency.short_name,
            code=code,
            basis=BASIS,
        ),
    )
    for n, name in enumerate(agency.branches, 1):
        key = f"{agency.key}-{n}"
        yield key, Founding(name, BRANCH, bloc.at(agency.key), key=bloc.at(key), code=f"{code}.{n}", basis=BASIS)


def settle(world: World, scene: Scene) -> None:
    """Everybody where he or she was on the day of the opening; then posts, and accounts for some."""
    admit(scene, [s for s in scene.stays if s.since == OPENING], by=world.operator)
    humans = {(s.spot, s.human.name): s.human for s in scene.stays}
    for holder in scene.bloc.holders:
        human = humans[holder.spot, holder.name]
        scene.holders[holder] = human
        _give(human.row, holder.role, scene.unit(holder.at), world.operator)
        if holder.login:
            open_account(person=human.row, login=holder.login, password=WAY_IN, by=world.operator)


def settle_bases(scene: Scene, day: date) -> None:
    """A clerk's post at every base unit, for its first member."""
    approver = scene.actor(Role.APPROVER)
    for agency in scene.bases(day):
        first = scene.present(scene.spots_under(agency.key, day), day)[0]
        _give(first.human.row, Role.CLERK, scene.unit(agency.key), approver)


def _give(person: Person, role: Role, unit: Unit, by: Person) -> None:
    give_post(person=person, role=role, unit=unit, since=OPENED, by=by)
