"""What memberships stand for in the books."""

from ledger.measures import Declared, Kind, declare
from people.statuses import Status

PERSONS = Declared(
    code="people.persons",
    kind=Kind.STOCK,
    name_vi="Cán bộ, đảng viên và người lao động",
    name_en="Members and staff",
    counted_in="person",
    levels=tuple(Status.values),
)

declare(PERSONS)
