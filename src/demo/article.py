"""What the article of May 2021 says in its own words and numbers; the demonstration comes out the same."""

from collections.abc import Mapping

BREAKTHROUGHS = (
    (
        "so-tttt-2",
        "Nêu cao tinh thần trách nhiệm, tận tụy phục vụ nhân dân giữ vững 10 chữ vàng truyền thống "
        "Trung thành - Dũng cảm - Tận tụy - Sáng tạo - Nghĩa tình",
    ),
    (
        "uy-ban-kiem-tra",
        "Chú trọng cải tiến lề lối, phương pháp làm việc, nâng cao chất lượng, hiệu quả công việc chuyên môn",
    ),
    (
        "tinh-doan",
        "Nêu cao tinh thần trách nhiệm, gương mẫu đi đầu của cán bộ, đảng viên nhất là người đứng đầu cấp ủy, "
        "cơ quan, đơn vị",
    ),
)
"""Phú Thọ: (unit, its breakthrough of the term)."""

MODELS = (
    ("buu-dien", "Mô hình bưu tá tận tụy"),
    (
        "ngan-hang-nha-nuoc",
        "Mô hình sinh hoạt chuyên đề học tập và làm theo Bác vào sáng thứ 2 hằng tuần",
    ),
    (
        "bao-lang-son",
        "Mô hình đẩy mạnh các hoạt động tuyên truyền và hỗ trợ xây dựng nông thôn mới",
    ),
)
"""Lạng Sơn: (unit, its model)."""

EXEMPLARS = {"collective": 82, "individual": 160}
"""Phú Thọ: registered at the base, 2017–2020."""
FORWARDED = {
    "collective": (("buu-dien", "buu-dien-4"), ("so-tu-phap", "so-tu-phap-5")),
    "individual": (
        ("so-tttt", "Nguyễn Thị Minh Hạnh"),
        ("truong-chinh-tri", "Trần Quốc Bảo"),
        ("buu-dien", "Lê Xuân Thuận"),
    ),
}
"""Phú Thọ: chosen by the bloc and registered with the provincial committee, of these. Who is made up."""
REASONS: Mapping[str, str] = {
    "buu-dien-4": "Phát thư, báo đủ trong ngày tới mọi xã; ba năm không có đơn phản ánh.",
    "so-tu-phap-5": "Hẹn đúng giờ, trả đúng giờ: hồ sơ trễ từ 4,1% còn 0,3%.",
    "Nguyễn Thị Minh Hạnh": "Soạn bộ hướng dẫn nộp hồ sơ qua mạng cho người lớn tuổi.",
    "Trần Quốc Bảo": "Đưa 24 chuyện nhỏ ở cơ sở vào bài giảng.",
    "Lê Xuân Thuận": "14 năm trên tuyến thư vùng cao, nhận thêm hai tuyến khi thiếu người.",
}
AWARDS = {"collective": 257, "individual": 1496}
"""Lạng Sơn: awards in the five years."""
