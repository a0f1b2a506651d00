"""What may be seen of declared values."""

from typing import Any

from django.db.models import QuerySet

from exchange.columns import TABLES
from exchange.models import Declaration, DeclaredValue, Upload
from people.models import Person


def declarations_seen(person: Person) -> QuerySet[Declaration]:
    """The declarations that a person may open."""
    return Declaration.objects.visible_to(person).select_related("record")


def values_of(declaration: Declaration) -> QuerySet[DeclaredValue]:
    """All that was declared, newest day first."""
    rows = DeclaredValue.objects.filter(declaration=declaration).select_related("measure")
    return rows.order_by("-day", "measure__code", "pk")


def outcome_of(upload: Upload) -> dict[str, Any]:
    """``tables`` [(table, rows read, changed)], ``unread`` (names) and ``is_new`` of an import that is done."""
    rows, changed = upload.result.get("rows", {}), upload.result.get("changed", {})
    tables = [(table, rows[table], changed.get(table, 0)) for table in TABLES if table in rows]
    return {"tables": tables, "unread": upload.result.get("unread", []), "is_new": any(changed.values())}
