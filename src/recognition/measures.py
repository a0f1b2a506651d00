"""What exemplars and awards stand for in the books."""

from ledger.measures import Declared, Kind, declare
from practice.states import Level
from recognition.states import Form, Subject

SUBJECTS = tuple(Subject.values)

REGISTERED = Declared(
    code="exemplars.registered",
    kind=Kind.FLOW,
    name_vi="Điển hình tiên tiến đăng ký",
    name_en="Exemplars registered",
    counted_in="exemplar",
    levels=(Level.BASE.value,),
    subjects=SUBJECTS,
)
SELECTED = Declared(
    code="exemplars.selected",
    kind=Kind.FLOW,
    name_vi="Điển hình tiên tiến được chọn",
    name_en="Exemplars selected",
    counted_in="exemplar",
    levels=(Level.BLOC.value,),
    subjects=SUBJECTS,
)
FORWARDED = Declared(
    code="exemplars.forwarded",
    kind=Kind.FLOW,
    name_vi="Điển hình tiên tiến đăng ký với cấp trên",
    name_en="Exemplars forwarded to the committee above",
    counted_in="exemplar",
    levels=(Level.BLOC.value,),
    subjects=SUBJECTS,
)
GIVEN = Declared(
    code="awards.given",
    kind=Kind.FLOW,
    name_vi="Lượt biểu dương, khen thưởng",
    name_en="Awards given",
    counted_in="award",
    kinds=tuple(Form.values),
    levels=tuple(Level.values),
    subjects=SUBJECTS,
)

declare(REGISTERED, SELECTED, FORWARDED, GIVEN)
