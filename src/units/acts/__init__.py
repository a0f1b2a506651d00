"""Acts on the tree (sắp xếp tổ chức).

Each has a day and a basis (number of the deciding document). Nothing is overwritten: what was known before stays
readable at its position.

- ``stating``: what an act says, as a value; ``facts``: the same as kept, and as a file states it
- ``planning``, ``endings``, ``spans``: what acts of one day make of the tree, in memory
- ``doing``: the operations; ``founding``: many units at once
- ``carrying``: what of other features goes along
- ``recording``, ``correcting``: acts as kept, and taken back
"""

from units import sentences as _sentences  # noqa: F401  registers what refusals say
from units.acts.carrying import carries
from units.acts.correcting import correct_act, take_back
from units.acts.doing import (
    change_kind,
    dissolve_unit,
    merge_units,
    move_unit,
    recode_unit,
    remove_level,
    rename_unit,
    reopen_unit,
    reorganise,
    split_unit,
)
from units.acts.founding import Founding, found_unit, found_units, name_now, new_units
from units.acts.stating import (
    Act,
    ChangeKind,
    Dissolve,
    Found,
    Merge,
    Move,
    Part,
    Recode,
    RemoveLevel,
    Rename,
    Reopen,
    Shares,
    Split,
)

__all__ = [
    "Act",
    "ChangeKind",
    "Dissolve",
    "Found",
    "Founding",
    "Merge",
    "Move",
    "Part",
    "Recode",
    "RemoveLevel",
    "Rename",
    "Reopen",
    "Shares",
    "Split",
    "carries",
    "change_kind",
    "correct_act",
    "dissolve_unit",
    "found_unit",
    "found_units",
    "merge_units",
    "move_unit",
    "name_now",
    "new_units",
    "recode_unit",
    "remove_level",
    "rename_unit",
    "reopen_unit",
    "reorganise",
    "split_unit",
    "take_back",
]
