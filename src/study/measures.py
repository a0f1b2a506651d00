"""What topics and sessions stand for in the books."""

from ledger.measures import Declared, Kind, declare
from study.states import TopicKind

KINDS = tuple(TopicKind.values)


def _flow(code: str, name_vi: str, name_en: str, counted_in: str) -> Declared:
    return Declared(code, Kind.FLOW, name_vi, name_en, counted_in, kinds=KINDS)


TOPICS = _flow("study.topics", "Chuyên đề đã triển khai", "Topics announced", "topic")
SESSIONS = _flow("study.sessions", "Hội nghị, lớp học đã tổ chức", "Sessions held", "session")
EXPECTED = _flow("study.expected", "Lượt người phải dự học", "Turns expected", "turn")
ATTENDED = _flow("study.attended", "Lượt người dự học", "Turns attended", "turn")
EXCUSED = _flow("study.excused", "Lượt vắng có lý do", "Turns excused", "turn")
MADE_UP = _flow("study.made_up", "Lượt học bù", "Turns made up", "turn")
COVERED = Declared(
    code="study.covered",
    kind=Kind.FLOW,
    name_vi="Đơn vị đã học chuyên đề",
    name_en="Units that studied a topic",
    counted_in="unit",
    kinds=KINDS,
    subjects=None,
)

declare(TOPICS, SESSIONS, EXPECTED, ATTENDED, EXCUSED, MADE_UP, COVERED)
