"""Documents: what each bloc issues itself, and what its base units issue."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from random import Random

from demo.batches import by_month
from demo.blocs import DUTIES, Bloc
from demo.timeline import Timeline, working_day
from demo.world import Scene, World, dice_for
from directives.operations import Issue, issue_documents
from directives.states import DocType
from figures.duties import give_duty
from units.kinds import BASE, BASE_COMMITTEE

CONGRESS = date(2020, 8, 14)
"""The day after which the committees' new term runs."""
Paper = tuple[date, str, str, str]
"""(day, unit, type, subject)."""

PLAN, GUIDANCE, LETTER = DocType.PLAN, DocType.GUIDANCE, DocType.OFFICIAL_LETTER
OF_PHU_THO = (
    (date(2016, 6, 14), PLAN, "Kế hoạch thực hiện Chỉ thị 05-CT/TW của Bộ Chính trị trong Đảng bộ Khối"),
    (date(2016, 8, 22), PLAN, "Kế hoạch quán triệt, học tập chuyên đề toàn khóa"),
    (date(2016, 9, 7), GUIDANCE, "Hướng dẫn xây dựng bản cam kết tu dưỡng, rèn luyện, phấn đấu hằng năm"),
    (date(2016, 9, 20), LETTER, "Về việc đăng ký khâu đột phá nhiệm kỳ 2015–2020"),
    (date(2016, 10, 11), DocType.INSPECTION_PLAN, "Kế hoạch kiểm tra, giám sát việc quán triệt Chỉ thị 05-CT/TW"),
    (date(2017, 2, 9), PLAN, "Kế hoạch học tập và làm theo Bác năm 2017"),
    (date(2017, 3, 2), GUIDANCE, "Hướng dẫn đăng ký xây dựng gương điển hình tiên tiến giai đoạn 2017–2020"),
    (date(2017, 3, 16), DocType.INSPECTION_PLAN, "Kế hoạch kiểm tra, giám sát năm 2017"),
    (date(2017, 9, 12), DocType.THEMATIC_RESOLUTION, "Nghị quyết chuyên đề về nâng cao chất lượng sinh hoạt chi bộ"),
    (date(2018, 2, 6), PLAN, "Kế hoạch học tập và làm theo Bác năm 2018"),
    (date(2018, 3, 1), DocType.INSPECTION_PLAN, "Kế hoạch kiểm tra, giám sát năm 2018"),
    (date(2018, 5, 8), GUIDANCE, "Hướng dẫn sinh hoạt chuyên đề tại chi bộ"),
    (date(2018, 10, 3), LETTER, "Về việc rà soát mô hình, cách làm sáng tạo"),
    (date(2019, 2, 14), PLAN, "Kế hoạch học tập và làm theo Bác năm 2019"),
    (date(2019, 3, 7), DocType.INSPECTION_PLAN, "Kế hoạch kiểm tra, giám sát năm 2019"),
    (date(2019, 4, 10), GUIDANCE, "Hướng dẫn bình xét, biểu dương tập thể, cá nhân tiêu biểu"),
    (date(2020, 2, 18), PLAN, "Kế hoạch học tập và làm theo Bác năm 2020"),
    (date(2020, 3, 10), DocType.INSPECTION_PLAN, "Kế hoạch kiểm tra, giám sát năm 2020"),
    (date(2020, 11, 5), GUIDANCE, "Hướng dẫn lựa chọn điển hình tiên tiến đăng ký với Tỉnh ủy"),
    (date(2021, 2, 4), PLAN, "Kế hoạch học tập và làm theo Bác năm 2021"),
    (date(2021, 3, 2), DocType.INSPECTION_PLAN, "Kế hoạch kiểm tra, giám sát năm 2021"),
    (date(2021, 3, 22), PLAN, "Kế hoạch sơ kết 5 năm thực hiện Chỉ thị 05-CT/TW"),
    (date(2021, 3, 26), GUIDANCE, "Hướng dẫn sơ kết 5 năm thực hiện Chỉ thị 05-CT/TW"),
    (date(2021, 4, 15), LETTER, "Về việc gửi báo cáo sơ kết và danh sách đề nghị biểu dương"),
)
"""8 plans, 6 guidances, 3 official letters, 1 thematic resolution; the inspection plans are not among the 8."""


def of_the_bloc(bloc: Bloc) -> Iterator[Paper]:
    """What the committee of the bloc issues itself."""
    if bloc.code == "pt":
        for day, kind, subject in OF_PHU_THO:
            yield day, "", kind, subject
    else:
        yield date(2016, 6, 20), "", PLAN, "Kế hoạch thực hiện Chỉ thị 05-CT/TW trong Đảng bộ Khối"
        yield date(2016, 9, 15), "", GUIDANCE, "Hướng dẫn xây dựng bản cam kết tu dưỡng, rèn luyện, phấn đấu"
        yield date(2021, 3, 24), "", GUIDANCE, "Hướng dẫn sơ kết 5 năm thực hiện Chỉ thị 05-CT/TW"
        for year in range(2017, 2022):
            yield date(year, 2, 16), "", PLAN, f"Kế hoạch học tập và làm theo Bác năm {year}"
            yield date(year, 3, 6), "", DocType.INSPECTION_PLAN, f"Kế hoạch kiểm tra, giám sát năm {year}"
    for year in range(2016, 2021):
        subject = f"Báo cáo kết quả học tập và làm theo Bác năm {year}"
        yield date(year, 12, 8), "", DocType.REPORT, subject


def of_the_base(scene: Scene, dice: Random) -> Iterator[Paper]:
    """What each base unit issues: a plan to begin with, and more in most years."""
    first = date(2016, 7, 4)
    for agency in scene.agencies:
        spot = scene.spots[agency.key]
        if spot.is_still:
            continue
        begun = max(first, spot.since)
        yield _near(begun, dice, 80), agency.key, PLAN, "Kế hoạch thực hiện Chỉ thị 05-CT/TW"
        for year in range(max(2017, begun.year), 2022):
            if dice.random() < 0.8:
                yield _in(year, 2, dice, begun), agency.key, PLAN, f"Kế hoạch học tập và làm theo Bác năm {year}"
            if dice.random() < 0.7:
                yield _in(year, 4, dice, begun), agency.key, LETTER, "Về việc đăng ký việc làm theo Bác"
            if agency.kind == BASE_COMMITTEE and dice.random() < 0.3:
                yield _in(year, 3, dice, begun), agency.key, GUIDANCE, "Hướng dẫn sinh hoạt chuyên đề tại chi bộ"
            if year < 2021 and dice.random() < 0.6:
                subject = f"Báo cáo kết quả học tập và làm theo Bác năm {year}"
                yield _in(year, 11, dice, begun), agency.key, DocType.REPORT, subject
        if dice.random() < 0.45:
            subject = "Nghị quyết chuyên đề về kỷ luật, kỷ cương hành chính"
            yield _in(2018, 6, dice, begun), agency.key, DocType.THEMATIC_RESOLUTION, subject


def _near(day: date, dice: Random, days: int) -> date:
    return working_day(date.fromordinal(day.toordinal() + 5 + dice.randrange(days)))


def _in(year: int, month: int, dice: Random, begun: date) -> date:
    """A working day in a month, and not before the unit was founded."""
    day = working_day(date(year, month, 1 + dice.randrange(24)))
    return max(day, working_day(begun))


def plan_papers(world: World, scene: Scene, timeline: Timeline) -> None:
    """The bloc's own on their days, those of the base once a month; and the duty to have a plan."""

    def issue(papers: Sequence[Paper]) -> None:
        rows = issue_documents(
            issues=[
                Issue(
                    scene.unit(unit).pk,
                    kind,
                    world.programme,
                    day,
                    subject,
                    term="2015–2020" if day <= CONGRESS else "2020–2025",
                    signed_by_position="Phó Bí thư" if unit == "" else "Bí thư",
                    body="ĐUK" if unit == "" else "",
                )
                for day, unit, kind, subject in papers
            ],
            by=scene.clerk,
        )
        for (day, unit, kind, _), row in zip(papers, rows, strict=True):
            if unit == "" and kind == DocType.INSPECTION_PLAN:
                scene.inspection_plans[day.year] = row.symbol

    def owe() -> None:
        unit = scene.unit()
        give_duty(measure="documents.issued", above=unit, unit_kinds=BASE, kind=PLAN, since=DUTIES, by=scene.clerk)

    timeline.add(date(2016, 7, 1), 10, 30, owe)
    for paper in of_the_bloc(scene.bloc):
        timeline.add(paper[0], 9, 10, partial(issue, [paper]))
    below = sorted(of_the_base(scene, dice_for(scene.bloc.code, "papers")), key=lambda p: p[0])
    for day, papers in by_month(below, lambda p: p[0]):
        timeline.add(day, 16, 5, partial(issue, papers))
