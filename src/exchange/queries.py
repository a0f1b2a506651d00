"""What may be seen of declared values."""

from django.db.models import QuerySet

from exchange.models import Declaration, DeclaredValue
from people.models import Person


def declarations_seen(person: Person) -> QuerySet[Declaration]:
    """The declarations that a person may open."""
    return Declaration.objects.visible_to(person).select_related("record")


def values_of(declaration: Declaration) -> QuerySet[DeclaredValue]:
    """All that was declared, newest day first."""
    rows = DeclaredValue.objects.filter(declaration=declaration).select_related("measure")
    return rows.order_by("-day", "measure__code", "pk")
