"""Made-up Vietnamese names: family, middle and given name drawn from lists. Nobody real is meant."""

from collections.abc import Set
from random import Random

FAMILY = (
    *("Nguyễn",) * 24,
    *("Trần",) * 10,
    *("Lê",) * 9,
    *("Phạm",) * 7,
    *("Hoàng",) * 6,
    *("Vũ",) * 6,
    *("Đặng",) * 4,
    *("Bùi",) * 4,
    *("Đỗ",) * 4,
    *("Ngô",) * 3,
    *("Dương",) * 3,
    *(
        "Đinh",
        "Hà",
        "Phùng",
        "Lương",
        "Tạ",
        "Triệu",
        "Nông",
        "Hứa",
        "Chu",
        "Cao",
        "Đoàn",
        "Trịnh",
        "Mai",
        "Đào",
        "Phan",
    ),
)
MEN_MIDDLE = (
    *("Văn",) * 4,
    *("Đức", "Mạnh", "Hữu", "Đình", "Xuân", "Quốc", "Quang", "Anh", "Thanh", "Tiến", "Công", "Trung", "Việt", "Duy"),
    *("Bá", "Khắc", "Ngọc", "Hồng", "Tuấn", "Thế", "Huy", "Gia", "Hải", "Minh"),
)
MEN_GIVEN = (
    *("An", "Anh", "Bách", "Bảo", "Bình", "Chiến", "Cường", "Dũng", "Duy", "Dương", "Đạt", "Điệp", "Định", "Đông"),
    *("Đức", "Giang", "Hà", "Hải", "Hào", "Hậu", "Hiếu", "Hiệp", "Hòa", "Hoàn", "Hoạt", "Hùng", "Huy", "Hưng"),
    *("Khánh", "Khoa", "Khôi", "Kiên", "Lâm", "Lập", "Long", "Lộc", "Luân", "Lực", "Mạnh", "Minh", "Nam", "Nghĩa"),
    *("Ngọc", "Nhân", "Nhật", "Ninh", "Phong", "Phú", "Phương", "Quân", "Quang", "Quý", "Quyết", "Sơn", "Tài", "Tâm"),
    *("Tân", "Thái", "Thành", "Thắng", "Thiện", "Thịnh", "Thuận", "Tiến", "Toàn", "Trí", "Trung", "Trường", "Tuân"),
    *("Tuấn", "Tùng", "Uy", "Việt", "Vinh", "Vĩnh", "Vượng"),
)
WOMEN_MIDDLE = (
    *("Thị",) * 3,
    *("Thị Thu", "Thị Minh", "Thị Kim", "Thị Ngọc", "Thị Thanh", "Thị Hồng", "Thị Bích", "Thị Mai", "Thị Lan"),
    *("Thị Phương", "Thị Hải", "Thị Thúy", "Thị Quỳnh", "Thị Như", "Thu", "Minh", "Thanh", "Ngọc", "Thùy", "Kim"),
)
WOMEN_GIVEN = (
    *("An", "Anh", "Bình", "Châu", "Chi", "Cúc", "Dung", "Duyên", "Đào", "Điệp", "Giang", "Hà", "Hạnh", "Hằng"),
    *("Hiền", "Hiên", "Hoa", "Hòa", "Hoài", "Hồng", "Huế", "Huệ", "Huyền", "Hương", "Hường", "Khanh", "Khuyên", "Lan"),
    *("Liên", "Liễu", "Loan", "Lương", "Ly", "Mai", "Mây", "Minh", "My", "Na", "Nga", "Ngà", "Ngân", "Ngọc"),
    *("Nguyệt", "Nhàn", "Nhung", "Oanh", "Phương", "Phượng", "Quyên", "Quỳnh", "Sen", "Tâm", "Thảo", "Thắm", "Thoa"),
    *("Thơm", "Thu", "Thúy", "Thủy", "Thương", "Tình", "Trang", "Trinh", "Tuyết", "Tươi", "Uyên", "Vân", "Xuân", "Yến"),
)
TRIES = 40
"""How often another name is drawn where one is taken; after that two may share a name, as in life."""


def draw_name(dice: Random, taken: Set[str]) -> str:
    """A full name that none of ``taken`` has, as far as that can be had."""
    name = ""
    for _ in range(TRIES):
        middle, given = (MEN_MIDDLE, MEN_GIVEN) if dice.random() < 0.52 else (WOMEN_MIDDLE, WOMEN_GIVEN)
        parts = [dice.choice(FAMILY), dice.choice(middle), dice.choice(given)]
        name = " ".join(parts)
        if parts[1].split()[-1] != parts[2] and name not in taken:
            break
    return name
