"""What documents stand for in the books."""

from directives.states import DocType
from ledger.measures import Declared, Kind, declare

ISSUED = Declared(
    code="documents.issued",
    kind=Kind.FLOW,
    name_vi="Văn bản ban hành",
    name_en="Documents issued",
    counted_in="document",
    kinds=tuple(DocType.values),
)

declare(ISSUED)
