"""Words for records: titles, contents, reasons. Drawn from by every unit, so nothing here is meant of one."""

TOPICS = {
    2016: "Chuyên đề toàn khóa nhiệm kỳ Đại hội XII: Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    2017: "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh về phòng, chống suy thoái tư tưởng chính trị, "
    "đạo đức, lối sống, “tự diễn biến”, “tự chuyển hóa” trong nội bộ",
    2018: "Xây dựng phong cách, tác phong công tác của người đứng đầu, của cán bộ, đảng viên theo tư tưởng, đạo đức, "
    "phong cách Hồ Chí Minh",
    2019: "Xây dựng ý thức tôn trọng Nhân dân, phát huy dân chủ, chăm lo đời sống Nhân dân theo tư tưởng, đạo đức, "
    "phong cách Hồ Chí Minh",
    2020: "Tăng cường khối đại đoàn kết toàn dân tộc, xây dựng Đảng và hệ thống chính trị trong sạch, vững mạnh theo "
    "tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    2021: "Ý chí tự lực, tự cường và khát vọng phát triển đất nước phồn vinh, hạnh phúc theo tư tưởng, đạo đức, "
    "phong cách Hồ Chí Minh",
}
PLACES = (
    *("hội trường cơ quan", "hội trường tầng 3", "phòng họp tầng 2", "phòng họp lớn", "nhà văn hóa cơ quan"),
    *("phòng truyền thống", "hội trường trung tâm"),
)
BREAKTHROUGHS = (
    "Nâng cao chất lượng sinh hoạt chi bộ, gắn học tập với nhiệm vụ chuyên môn của từng phòng",
    "Giải quyết hồ sơ đúng hẹn, giảm giấy tờ và số lần đi lại của người dân",
    "Siết chặt kỷ luật, kỷ cương hành chính; họp ngắn, văn bản gọn, việc rõ người, rõ hạn",
    "Người đứng đầu làm gương trước về giờ giấc, tiết kiệm và tiếp thu ý kiến cấp dưới",
    "Thực hành tiết kiệm điện, giấy, xăng xe và kinh phí hội nghị",
    "Giải quyết dứt điểm việc tồn đọng, kéo dài của cơ quan trong năm",
    "Đổi mới tác phong làm việc, sát cơ sở, mỗi phòng nhận giúp một xã khó khăn",
    "Nâng cao văn hóa ứng xử nơi công sở, thái độ phục vụ tại bộ phận tiếp nhận hồ sơ",
    "Đưa công nghệ thông tin vào quản lý công việc, giảm văn bản giấy nội bộ",
    "Bồi dưỡng cán bộ trẻ, phân công đảng viên có kinh nghiệm kèm cặp người mới",
)
TARGETS = (
    "Hoàn thành trước kỳ sơ kết, có biên bản đánh giá",
    "Mỗi quý một lần kiểm điểm tại chi bộ",
    "Trên 95% công việc đúng hạn",
    "Không có đơn phản ánh quá hạn",
)
MODELS = (
    ("Một cửa thân thiện", "cải cách hành chính"),
    ("Ngày thứ Bảy vì dân", "cải cách hành chính"),
    ("Phòng làm việc không giấy", "cải cách hành chính"),
    ("Mỗi tuần một câu chuyện về Bác", "tuyên truyền, giáo dục"),
    ("Tủ sách học và làm theo Bác", "tuyên truyền, giáo dục"),
    ("Trang tin nội bộ người tốt, việc tốt", "tuyên truyền, giáo dục"),
    ("Chi bộ bốn tốt", "xây dựng Đảng"),
    ("Đảng viên giúp đảng viên trẻ", "xây dựng Đảng"),
    ("Sổ tay việc làm theo Bác", "xây dựng Đảng"),
    ("Ống tiết kiệm vì bạn nghèo", "an sinh xã hội"),
    ("Nhận đỡ đầu học sinh vùng cao", "an sinh xã hội"),
    ("Hiến máu cứu người", "an sinh xã hội"),
    ("Bếp cháo nghĩa tình", "an sinh xã hội"),
    ("Công sở xanh, sạch, đẹp", "văn hóa công sở"),
    ("Nụ cười công sở", "văn hóa công sở"),
    ("Tiết kiệm điện, nước, giấy in", "thực hành tiết kiệm"),
    ("Họp ngắn, văn bản gọn", "thực hành tiết kiệm"),
    ("Cùng xã xây dựng nông thôn mới", "giúp đỡ cơ sở"),
    ("Đường hoa tự quản", "giúp đỡ cơ sở"),
)
"""(title, field)."""
MODELS_OF_ONE = (
    ("Sáng kiến rút ngắn quy trình hồ sơ", "cải cách hành chính"),
    ("Bảng theo dõi công việc hằng ngày", "cải cách hành chính"),
    ("Bài giảng gắn với chuyện ở cơ sở", "tuyên truyền, giáo dục"),
    ("Góp một ngày lương giúp hộ nghèo", "an sinh xã hội"),
    ("Tự học, tự sửa mỗi ngày", "xây dựng Đảng"),
)
REASONS = (
    "Hoàn thành vượt chỉ tiêu được giao, có sáng kiến được áp dụng tại đơn vị.",
    "Giải quyết hồ sơ đúng hạn suốt năm, không có ý kiến phản ánh.",
    "Vận động đồng nghiệp giúp đỡ ba hộ khó khăn ở xã kết nghĩa.",
    "Hướng dẫn, kèm cặp cán bộ trẻ; hai người được kết nạp Đảng.",
    "Giữ nền nếp sinh hoạt, đi đầu trong đổi mới tác phong làm việc.",
    "Đề xuất cách làm tiết kiệm kinh phí hội nghị, văn phòng phẩm.",
)
PLEDGES = (
    "Đọc và chia sẻ với chi bộ mỗi quý một câu chuyện về Bác; hoàn thành công việc trước hạn.",
    "Không để hồ sơ quá hạn; trả lời người dân bằng văn bản ngắn gọn, dễ hiểu.",
    "Tự học thêm về công nghệ thông tin; hướng dẫn hai đồng nghiệp cùng làm.",
    "Đi làm đúng giờ, họp đúng giờ; tiết kiệm điện, giấy in tại phòng làm việc.",
    "Nhận giúp một học sinh khó khăn; tham gia hiến máu ít nhất một lần trong năm.",
)
