"""What a unit stands for in the books: that it exists."""

from ledger.measures import Declared, Kind, declare


class AnyKind(tuple[str, ...]):
    """Facet values of a measure whose kinds are an office's own words."""

    def __contains__(self, kind: object) -> bool:
        return isinstance(kind, str)


EXISTING = Declared(
    code="units.existing",
    kind=Kind.STOCK,
    name_vi="Tổ chức, đơn vị đang hoạt động",
    name_en="Units in existence",
    counted_in="unit",
    kinds=AnyKind(),
)

declare(EXISTING)
