"""What inspections stand for in the books."""

from inspection.states import Act, Object
from ledger.measures import Declared, Kind, declare


def _declared(code: str, name_vi: str, name_en: str, counted_in: str) -> Declared:
    return Declared(
        code=code,
        kind=Kind.FLOW,
        name_vi=name_vi,
        name_en=name_en,
        counted_in=counted_in,
        kinds=tuple(Act.values),
        subjects=tuple(Object.values),
    )


HELD = _declared("inspections.held", "Cuộc kiểm tra, giám sát", "Inspections and supervisions", "act")
OBJECTS = _declared(
    "inspections.objects",
    "Tổ chức, đảng viên được kiểm tra, giám sát",
    "Organisations and members looked at",
    "object",
)
RECOMMENDATIONS = _declared(
    "inspections.recommendations", "Kiến nghị sau kiểm tra, giám sát", "Recommendations made", "recommendation"
)
REMEDIED = _declared("inspections.remedied", "Kiến nghị đã khắc phục", "Recommendations remedied", "recommendation")

declare(HELD, OBJECTS, RECOMMENDATIONS, REMEDIED)
