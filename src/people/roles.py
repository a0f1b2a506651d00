"""Roles (nhiệm vụ), and the rights that each carries.

A right reaches the unit of the post alone (``OWN``), or it and all that stands below it today
(``SUBTREE``). Seeing a subtree's totals is not seeing its persons.
"""

from collections.abc import Mapping

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from units.rules import ACT_ON_TREE, SEE_TREE

SEE_FIGURES = "see_figures"
OPEN_RECORDS = "open_records"
SEE_PERSONS = "see_persons"
RECORD_WORK = "record_work"
DECIDE = "decide"
KEEP_PEOPLE = "keep_people"
GIVE_POSTS = "give_posts"
INSPECT = "inspect"
RECOGNISE = "recognise"
WRITE_REVIEW = "write_review"


class Role(TextChoices):
    MEMBER = "member", _("member")
    SECRETARY = "secretary", _("branch secretary")
    CLERK = "clerk", _("clerk")
    APPROVER = "approver", _("approver")
    INSPECTOR = "inspector", _("inspector")
    RECOGNITION = "recognition", _("recognition officer")
    EDITOR = "editor", _("editor")
    PROTECTION = "protection", _("data-protection officer")
    OBSERVER = "observer", _("observer")
    OPERATOR = "operator", _("operator")


class Reach(IntegerChoices):
    OWN = 1
    SUBTREE = 2


OWN, SUBTREE = Reach.OWN, Reach.SUBTREE
RIGHTS: Mapping[Role, Mapping[str, Reach]] = {
    Role.MEMBER: {SEE_TREE: SUBTREE, SEE_FIGURES: OWN},
    Role.SECRETARY: {
        SEE_TREE: SUBTREE,
        SEE_FIGURES: SUBTREE,
        OPEN_RECORDS: SUBTREE,
        SEE_PERSONS: SUBTREE,
        RECORD_WORK: SUBTREE,
    },
    Role.CLERK: {
        SEE_TREE: SUBTREE,
        SEE_FIGURES: SUBTREE,
        OPEN_RECORDS: SUBTREE,
        SEE_PERSONS: OWN,
        RECORD_WORK: SUBTREE,
        KEEP_PEOPLE: SUBTREE,
        ACT_ON_TREE: SUBTREE,
        WRITE_REVIEW: SUBTREE,
    },
    Role.APPROVER: {
        SEE_TREE: SUBTREE,
        SEE_FIGURES: SUBTREE,
        OPEN_RECORDS: SUBTREE,
        DECIDE: SUBTREE,
        WRITE_REVIEW: SUBTREE,
        GIVE_POSTS: SUBTREE,
    },
    Role.INSPECTOR: {
        SEE_TREE: SUBTREE,
        SEE_FIGURES: SUBTREE,
        OPEN_RECORDS: SUBTREE,
        INSPECT: SUBTREE,
    },
    Role.RECOGNITION: {
        SEE_TREE: SUBTREE,
        SEE_FIGURES: SUBTREE,
        OPEN_RECORDS: SUBTREE,
        SEE_PERSONS: SUBTREE,
        RECOGNISE: SUBTREE,
    },
    Role.EDITOR: {SEE_TREE: SUBTREE, SEE_FIGURES: SUBTREE, WRITE_REVIEW: OWN},
    Role.PROTECTION: {SEE_TREE: SUBTREE},
    Role.OBSERVER: {SEE_TREE: SUBTREE, SEE_FIGURES: SUBTREE},
    Role.OPERATOR: {SEE_TREE: SUBTREE},
}
"""Right → reach, by role. What is not listed, the role may not."""

INSTALLATION: Mapping[Role, frozenset[str]] = {
    Role.OPERATOR: frozenset({SEE_TREE, ACT_ON_TREE, GIVE_POSTS, KEEP_PEOPLE})
}
"""What a post without a unit may do where there is no unit yet, and at every root."""


def roles_with(right: str, reach: Reach) -> list[Role]:
    """Roles whose posts carry a right with at least this reach."""
    return [role for role, rights in RIGHTS.items() if rights.get(right, 0) >= reach]
