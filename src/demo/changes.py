"""What happens to the tree of each bloc in the five years: founded, renamed, moved, ended. Made up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from units.kinds import BASE_BRANCH, BRANCH

OTHER_SUPERIOR = "doanh-nghiep"
"""The key of the committee beside the bloc, to which a unit may move."""


class What(Enum):
    FOUND = auto()
    RENAME = auto()
    MOVE = auto()
    DISSOLVE = auto()


@dataclass(frozen=True)
class Change:
    """One act. ``key`` and ``to`` (new parent, or who takes the people) are keys within the bloc."""

    day: date
    what: What
    key: str
    basis: str
    name: str = ""
    short_name: str = ""
    kind: str = ""
    to: str = ""


PHU_THO = (
    Change(
        date(2016, 7, 1),
        What.FOUND,
        "so-ke-hoach-5",
        "118-QĐ/ĐUK",
        name="Chi bộ Trung tâm Xúc tiến đầu tư",
        kind=BRANCH,
        to="so-ke-hoach",
    ),
    Change(date(2016, 7, 1), What.DISSOLVE, "xuc-tien-dau-tu", "119-QĐ/ĐUK", to="so-ke-hoach-5"),
    Change(date(2016, 7, 1), What.DISSOLVE, "quy-moi-truong", "120-QĐ/ĐUK", to="so-tai-nguyen-3"),
    Change(
        date(2016, 9, 1),
        What.FOUND,
        "hanh-chinh-cong",
        "131-QĐ/ĐUK",
        name="Chi bộ Trung tâm Phục vụ hành chính công",
        short_name="Trung tâm HCC",
        kind=BASE_BRANCH,
    ),
    Change(
        date(2017, 8, 1),
        What.RENAME,
        "cao-dang-nghe",
        "187-QĐ/ĐUK",
        name="Đảng bộ Trường Cao đẳng Cơ điện tỉnh",
        short_name="Trường CĐ Cơ điện",
    ),
    Change(date(2018, 4, 2), What.MOVE, "van-phong-ubnd-7", "221-QĐ/ĐUK", to="so-tttt"),
    Change(date(2018, 4, 2), What.RENAME, "van-phong-ubnd-7", "221-QĐ/ĐUK", name="Chi bộ 6"),
    Change(
        date(2018, 7, 2),
        What.FOUND,
        "benh-vien-15",
        "236-QĐ/ĐUK",
        name="Chi bộ Khoa Hồi sức",
        kind=BRANCH,
        to="benh-vien",
    ),
    Change(date(2019, 1, 1), What.MOVE, "xo-so", "412-QĐ/TU", to=OTHER_SUPERIOR),
    Change(date(2019, 10, 1), What.DISSOLVE, "so-nong-nghiep-9", "288-QĐ/ĐUK", to="so-nong-nghiep-4"),
    Change(
        date(2021, 3, 1),
        What.RENAME,
        "van-phong-hdnd",
        "35-QĐ/ĐUK",
        name="Chi bộ Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
        short_name="Văn phòng ĐĐBQH và HĐND",
    ),
)
LANG_SON = (
    Change(
        date(2018, 10, 1),
        What.FOUND,
        "khu-kinh-te-cua-khau-5",
        "97-QĐ/ĐUK",
        name="Chi bộ Trung tâm Quản lý cửa khẩu",
        kind=BRANCH,
        to="khu-kinh-te-cua-khau",
    ),
    Change(date(2019, 7, 1), What.DISSOLVE, "so-nong-nghiep-9", "121-QĐ/ĐUK", to="so-nong-nghiep-2"),
    Change(
        date(2020, 1, 2),
        What.RENAME,
        "cao-dang-su-pham",
        "140-QĐ/ĐUK",
        name="Đảng bộ Trường Cao đẳng Lạng Sơn",
        short_name="Trường CĐ Lạng Sơn",
    ),
)
QUANG_NINH = (
    Change(date(2018, 11, 1), What.DISSOLVE, "trung-tam-xuc-tien-du-lich", "203-QĐ/ĐUK", to="so-du-lich"),
    Change(date(2019, 3, 1), What.MOVE, "so-van-hoa-8", "219-QĐ/ĐUK", to="vinh-ha-long"),
)
CHANGES: Mapping[str, tuple[Change, ...]] = {"phu_tho": PHU_THO, "lang_son": LANG_SON, "quang_ninh": QUANG_NINH}
