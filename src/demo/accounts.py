"""Ways into the demonstration: who may log in, and what to look at."""

from django.utils.translation import gettext_lazy as _

WAY_IN = "Lan-toa-2021"
"""The password of every account of the demonstration."""
OPERATOR = "quan-tri"

ACCOUNTS = (
    (
        "van-thu",
        _("Đỗ Thu Hòa, clerk of the bloc of Phú Thọ: the figures of its base units, documents, sessions, reviews."),
    ),
    ("phe-duyet", _("Phạm Quốc Hùng, approver of the bloc: judges breakthroughs, gives posts.")),
    ("kiem-tra", _("Bùi Đức Hậu, inspector of the bloc: inspections, supervisions and what was remedied.")),
    ("khen-thuong", _("Trần Thị Thu Hương, recognition officer of the bloc: exemplars, decisions and awards.")),
    ("bien-tap", _("Vũ Xuân Hiếu, editor of the bloc: figures, and no records.")),
    ("quan-sat", _("Đinh Ngọc Thảo, observer: totals only; records are a count and whom to ask.")),
    ("bao-ve-du-lieu", _("Hoàng Thị Kim Lan, data-protection officer: the tree, and no figures.")),
    (
        "bi-thu",
        _("Đặng Văn Đức, secretary of Branch 2, Department of Information: pledges of 2021, one waits for him."),
    ),
    ("bi-thu-buu-cuc", _("Vũ Mạnh Ngọc, secretary of a post-office branch: sees nothing of Branch 2.")),
    ("dang-vien", _("Lê Thị Kim Loan, member of Branch 2: her own pledge.")),
    ("van-thu-lang-son", _("Nông Thị Bích Huệ, clerk of the bloc of Lạng Sơn: pledges, awards, three models.")),
    ("van-thu-quang-ninh", _("Phạm Thị Mai Quyên, clerk of the bloc of Quảng Ninh: plans and breakthroughs.")),
    (OPERATOR, _("Nguyễn Hải Khoa, operator: acts on the tree, posts, accounts.")),
)


def accounts() -> list[tuple[str, str, str]]:
    """(log-in, password, who it is and what to look at), in the active language."""
    from demo import reform

    known = (*ACCOUNTS, (reform.LOGIN, reform.WHO)) if reform.is_there() else ACCOUNTS
    return [(login, WAY_IN, str(sentence)) for login, sentence in known]
