"""Reading documents."""

from django.db.models import QuerySet

from directives.models import Document
from people.models import Person


def documents_seen(person: Person) -> QuerySet[Document]:
    """The documents that a person may open, newest first."""
    rows = Document.objects.visible_to(person).select_related("record", "programme")
    return rows.order_by("-day", "-pk")
