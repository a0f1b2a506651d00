"""What may be seen: every queryset of records starts from ``visible_to(person)``. No post, no rows."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

from people.roles import OPEN_RECORDS

if TYPE_CHECKING:
    from people.models import Person

M = TypeVar("M", bound=models.Model)


class VisibleQuerySet(models.QuerySet[M]):
    """Rows that hang on a record. A model that needs another right names it: ``SEEN_WITH``."""

    def visible_to(self, person: "Person | None") -> Self:
        """The rows whose unit this person may open records of, today."""
        from people.rules import units_where

        right = getattr(self.model, "SEEN_WITH", OPEN_RECORDS)
        return self.filter(record__unit_id__in=units_where(person, right))
