"""The reviews of the article, drafted in its own words; every number in them is a token of the books."""

from collections.abc import Sequence
from datetime import date

from commitments.models import Breakthrough
from demo.article import BREAKTHROUGHS, MODELS
from demo.world import Scene
from figures.periods import offer_period
from practice.models import PracticeModel
from reports.models import Register
from reports.operations import Draft, draft_review
from reports.sections import Section

SINCE, UNTIL = date(2016, 5, 15), date(2021, 5, 21)
BY_2020 = "2017-01-01..2020-12-31"

PHU_THO = (
    Draft(
        Section.SITUATION,
        "Đảng bộ Khối các cơ quan tỉnh Phú Thọ hiện có {units.base} chi, đảng bộ cơ sở trực thuộc với {people.members} "
        "đảng viên, trong tổng số {people.staff} cán bộ, công chức, viên chức và người lao động.",
    ),
    Draft(
        Section.DIRECTION,
        "Ngay sau khi Chỉ thị 05 được ban hành, Ban Thường vụ Đảng ủy Khối đã chỉ đạo các chi, đảng bộ cơ sở phổ biến "
        "đến toàn thể cán bộ, đảng viên, công chức, viên chức và người lao động; đồng thời ban hành "
        "{documents.issued.plan} kế hoạch, {documents.issued.guidance} hướng dẫn, {documents.issued.official_letter} "
        "công văn, {documents.issued.thematic_resolution} Nghị quyết chuyên đề cùng các kế hoạch kiểm tra, giám sát "
        "đối với tổ chức Đảng và đảng viên trong quá trình thực hiện Chỉ thị.",
    ),
    Draft(
        Section.DIRECTION,
        "Chỉ đạo {study.units_covered.whole_term} chi, đảng ủy cơ sở quán triệt, học tập chuyên đề toàn khóa và "
        "{study.units_covered.yearly} chi, đảng ủy cơ sở học tập các chuyên đề hằng năm, với tỷ lệ cán bộ, đảng viên "
        "trong Khối tham gia học tập đạt {study.lowest_rate}.",
    ),
    Draft(
        Section.RESULTS,
        "Ban Thường vụ Đảng ủy Khối đã chỉ đạo các chi, đảng ủy cơ sở căn cứ tình hình, điều kiện cụ thể để xác định "
        "rõ những nội dung đột phá, kế hoạch triển khai thực hiện cả nhiệm kỳ và hằng năm. Tiêu biểu như:",
        Register.BREAKTHROUGHS,
    ),
    Draft(
        Section.RESULTS,
        f"Giai đoạn 2017–2020, toàn Đảng bộ có {{exemplars.registered.base.collective {BY_2020}}} tập thể và "
        f"{{exemplars.registered.base.individual {BY_2020}}} cá nhân đăng ký xây dựng gương điển hình tiên tiến cấp cơ "
        f"sở; Ban Thường vụ Đảng ủy Khối lựa chọn {{exemplars.forwarded.bloc.collective {BY_2020}}} tập thể, "
        f"{{exemplars.forwarded.bloc.individual {BY_2020}}} cá nhân điển hình tiên tiến cấp Khối đăng ký với Tỉnh ủy. "
        "Những hạt nhân này đã phát huy vai trò tiền phong gương mẫu trong học tập và làm theo tư tưởng, đạo đức, "
        "phong cách Hồ Chí Minh.",
    ),
)
LANG_SON = (
    Draft(
        Section.DIRECTION,
        "Sơ kết 5 năm thực hiện Chỉ thị 05-CT/TW tại Đảng ủy Khối các cơ quan tỉnh Lạng Sơn cho thấy, các chi, đảng bộ "
        "đã chủ động quán triệt nội dung chỉ thị đến các đảng viên, tổ chức cho {pledges.covered.member} cán bộ, đảng "
        "viên xây dựng cam kết tu dưỡng, rèn luyện gắn với việc học tập và làm theo Bác với những việc làm cụ thể. "
        "Đảng ủy Khối đã đăng ký và thực hiện tốt các nội dung đột phá gắn liền với thực hiện nhiệm vụ trọng tâm của "
        "năm.",
    ),
    Draft(
        Section.RESULTS,
        "Trong 5 năm, toàn đảng bộ biểu dương, khen thưởng {awards.given.collective} tập thể, "
        "{awards.given.individual} cá nhân có thành tích xuất sắc trong thực hiện Chỉ thị 05. Trong đó, xuất hiện các "
        "mô hình điển hình, cách làm sáng tạo như:",
        Register.MODELS,
    ),
)
QUANG_NINH = (
    Draft(
        Section.DIRECTION,
        "Thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị, Đảng ủy Khối các cơ quan tỉnh Quảng Ninh và cấp ủy các chi, "
        "đảng bộ cơ sở, các đoàn thể trực thuộc Đảng bộ đã có nhiều cách làm sáng tạo, đổi mới.",
    ),
    Draft(
        Section.RESULTS,
        "Việc xây dựng kế hoạch làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh được nhiều cơ quan, đơn vị nghiêm "
        "túc thực hiện và lựa chọn các điểm đột phá. Hoạt động tuyên truyền cũng được tiến hành thường xuyên, gắn với "
        "việc tuyên truyền, cổ vũ tập thể, cá nhân tiêu biểu, điển hình tiên tiến, người tốt việc tốt làm theo Bác.",
    ),
    Draft(
        Section.TASKS,
        "Thời gian tới, Đảng ủy Khối các cơ quan tỉnh tiếp tục đẩy mạnh việc học tập và làm theo tư tưởng, đạo đức, "
        "phong cách Hồ Chí Minh gắn với thực hiện các nhiệm vụ chính trị, sát với từng cơ quan, đơn vị trong việc thực "
        "hiện Nghị quyết Đại hội Đảng các cấp và Đại hội XIII của Đảng; đưa nội dung Chỉ thị 05-CT/TW vào các kỳ sinh "
        "hoạt chi bộ, sinh hoạt chuyên đề; tăng cường công tác kiểm tra, giám sát; nhân rộng biểu dương tập thể, cá "
        "nhân tiêu biểu.",
    ),
)
WORDS = {"Phú Thọ": PHU_THO, "Lạng Sơn": LANG_SON, "Quảng Ninh": QUANG_NINH}


def draft(scene: Scene) -> None:
    """Offer the span of the article and draft the bloc's review in the article's words."""
    unit, by = scene.unit(), scene.clerk
    offer_period(
        unit=unit,
        name_vi="5 năm thực hiện",
        name_en="Five years of the directive",
        since=SINCE,
        until=UNTIL,
        is_default=True,
        by=by,
    )
    offer_period(
        unit=unit, name_vi="2017–2020", name_en="2017–2020", since=date(2017, 1, 1), until=date(2021, 1, 1), by=by
    )
    draft_review(
        unit=unit,
        title="Sơ kết 5 năm thực hiện Chỉ thị 05",
        since=SINCE,
        until=UNTIL,
        paragraphs=[_named(scene, d) for d in WORDS[scene.bloc.province]],
        by=by,
    )


def _named(scene: Scene, d: Draft) -> Draft:
    """The paragraph with the records that it names, in the order of the article."""
    return Draft(d.section, d.text, d.register, tuple(_records(scene, d.register)))


def _records(scene: Scene, register: str) -> Sequence[int]:
    if register == Register.BREAKTHROUGHS:
        rows = [
            Breakthrough.objects.filter(record__unit=scene.unit(key), content=content).earliest("registered_on").pk
            for key, content in BREAKTHROUGHS
            if key in scene.units
        ]
    elif register == Register.MODELS:
        rows = [
            PracticeModel.objects.filter(record__unit=scene.unit(key), title=title).earliest("registered_on").pk
            for key, title in MODELS
            if key in scene.units
        ]
    else:
        rows = []
    return rows
