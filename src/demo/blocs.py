"""The three blocs of provincial agencies, and the people in them who have a name of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from demo.changes import CHANGES, Change
from people.roles import Role

OPENING = date(2015, 12, 31)
"""The day of the opening stock: who belonged where when the books were opened."""
OPENED = date(2016, 5, 16)
"""The first working day of the books: the Monday after Directive 05."""
DIRECTIVE = date(2016, 5, 15)
DUTIES = date(2016, 7, 1)
"""From when base units owe work: the day on which the first two are taken over by others."""
LAST = date(2021, 5, 20)
"""The last day of the five years."""


@dataclass(frozen=True)
class Holder:
    """Somebody with a post in the bloc. ``spot``: where he or she belongs; ``at``: where the post is."""

    name: str
    spot: str
    role: Role
    at: str = ""
    login: str = ""


@dataclass(frozen=True)
class Bloc:
    """A bloc: ``file`` names its list of agencies, ``code`` begins its units' keys."""

    file: str
    code: str
    province: str
    holders: tuple[Holder, ...]
    other_superior: str = ""

    @property
    def name(self) -> str:
        return f"Đảng bộ Khối các cơ quan tỉnh {self.province}"

    @property
    def changes(self) -> tuple[Change, ...]:
        return CHANGES[self.file]

    @property
    def key(self) -> str:
        """The key of the bloc's committee."""
        return f"{self.code}-khoi"

    def at(self, key: str) -> str:
        """The key of a unit of this bloc in the tree."""
        return f"{self.code}-{key}" if key else self.key


OFFICE = "van-phong-khoi"
PHU_THO = Bloc(
    "phu_tho",
    "pt",
    "Phú Thọ",
    (
        Holder("Đỗ Thu Hòa", OFFICE, Role.CLERK, login="van-thu"),
        Holder("Phạm Quốc Hùng", OFFICE, Role.APPROVER, login="phe-duyet"),
        Holder("Bùi Đức Hậu", OFFICE, Role.INSPECTOR, login="kiem-tra"),
        Holder("Trần Thị Thu Hương", OFFICE, Role.RECOGNITION, login="khen-thuong"),
        Holder("Vũ Xuân Hiếu", OFFICE, Role.EDITOR, login="bien-tap"),
        Holder("Hoàng Thị Kim Lan", OFFICE, Role.PROTECTION, login="bao-ve-du-lieu"),
        Holder("Đinh Ngọc Thảo", OFFICE, Role.OBSERVER, login="quan-sat"),
        Holder("Đặng Văn Đức", "so-tttt-2", Role.SECRETARY, at="so-tttt-2", login="bi-thu"),
        Holder("Lê Thị Kim Loan", "so-tttt-2", Role.MEMBER, at="so-tttt-2", login="dang-vien"),
        Holder("Vũ Mạnh Ngọc", "buu-dien-4", Role.SECRETARY, at="buu-dien-4", login="bi-thu-buu-cuc"),
    ),
    other_superior="Đảng bộ Khối Doanh nghiệp tỉnh Phú Thọ",
)
LANG_SON = Bloc(
    "lang_son",
    "ls",
    "Lạng Sơn",
    (
        Holder("Nông Thị Bích Huệ", OFFICE, Role.CLERK, login="van-thu-lang-son"),
        Holder("Hứa Quang Định", OFFICE, Role.APPROVER),
        Holder("Triệu Tiến Luân", OFFICE, Role.INSPECTOR),
        Holder("Hoàng Thị Hải Vân", OFFICE, Role.RECOGNITION),
    ),
)
QUANG_NINH = Bloc(
    "quang_ninh",
    "qn",
    "Quảng Ninh",
    (
        Holder("Phạm Thị Mai Quyên", OFFICE, Role.CLERK, login="van-thu-quang-ninh"),
        Holder("Vũ Khắc Điệp", OFFICE, Role.APPROVER),
        Holder("Ngô Tuấn Lực", OFFICE, Role.INSPECTOR),
        Holder("Bùi Thị Lan Hường", OFFICE, Role.RECOGNITION),
    ),
)
KNOWN_BY_NAME: Mapping[str, tuple[tuple[str, str], ...]] = {
    "pt": (
        ("so-tttt-2", "Nguyễn Thị Minh Hạnh"),
        ("truong-chinh-tri-1", "Trần Quốc Bảo"),
        ("buu-dien-4", "Lê Xuân Thuận"),
    )
}
"""Members who are told of by name: (where, who), by bloc."""
