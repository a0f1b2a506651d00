"""Acts on the tree in the five years, on their days."""

from demo.blocs import OPENED
from demo.changes import OTHER_SUPERIOR, Change, What
from demo.stays import Stay
from demo.timeline import Timeline
from demo.world import Scene, World
from units.acts import Founding, dissolve_unit, found_unit, move_unit, rename_unit


def plan_changes(world: World, timeline: Timeline) -> None:
    """Each act at the beginning of its day. What concerns units that do not take part is left out."""
    for scene in world.scenes:
        known = {"", *scene.spots, *([OTHER_SUPERIOR] if scene.has_other_superior else [])}
        for change in scene.bloc.changes:
            if {change.key, change.to} <= known:
                timeline.add(max(change.day, OPENED), 7, 45, _Act(world, scene, change).do)


class _Act:
    """One act, to be done when its day has come."""

    def __init__(self, world: World, scene: Scene, change: Change) -> None:
        self.world, self.scene, self.change = world, scene, change

    def do(self) -> None:
        scene, c, by = self.scene, self.change, self.world.operator
        match c.what:
            case What.FOUND:
                key = scene.bloc.at(c.key)
                parent = scene.unit(c.to)
                founding = Founding(c.name, c.kind, parent, c.day, key, c.short_name, basis=c.basis)
                scene.units[c.key] = found_unit(founding=founding, by=by)
            case What.RENAME:
                unit = scene.unit(c.key)
                rename_unit(unit=unit, name=c.name, short_name=c.short_name, day=c.day, basis=c.basis, by=by)
            case What.MOVE:
                move_unit(unit=scene.unit(c.key), parent=scene.unit(c.to), day=c.day, basis=c.basis, by=by)
            case What.DISSOLVE:
                receiver = scene.unit(c.to)
                dissolve_unit(unit=scene.unit(c.key), day=c.day, receiver=receiver, basis=c.basis, by=by)
                _carry(scene, c)


def _carry(scene: Scene, change: Change) -> None:
    """People go along with an ended unit, as the act has entered it."""
    for stay in list(scene.by_spot[change.key]):
        if stay.until > change.day:
            carried = Stay(stay.human, change.to, stay.status, change.day, stay.until, is_entered=True)
            stay.until = change.day
            scene.by_spot[change.to].append(carried)
            scene.stays.append(carried)
