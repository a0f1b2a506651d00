"""What models of practice stand for in the books."""

from ledger.measures import Declared, Kind, declare
from practice.states import Level, Owner

REGISTERED = Declared(
    code="models.registered",
    kind=Kind.FLOW,
    name_vi="Mô hình, cách làm sáng tạo đã đăng ký",
    name_en="Models of practice registered",
    counted_in="model",
    subjects=tuple(Owner.values),
)
RECOGNISED = Declared(
    code="models.recognised",
    kind=Kind.FLOW,
    name_vi="Mô hình được công nhận",
    name_en="Models of practice recognised",
    counted_in="model",
    levels=tuple(Level.values),
    subjects=tuple(Owner.values),
)
ADOPTED = Declared(
    code="models.adopted",
    kind=Kind.FLOW,
    name_vi="Lượt nhân rộng mô hình",
    name_en="Adoptions of models of practice",
    counted_in="adoption",
    subjects=tuple(Owner.values),
)

declare(REGISTERED, RECOGNISED, ADOPTED)
