"""States of an exemplar and of an award, whose they are, and forms of award."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Đã đăng ký, được chọn, đã đăng ký với cấp trên, đã thu hồi."""

    REGISTERED = "registered", pgettext_lazy("exemplar", "registered")
    SELECTED = "selected", pgettext_lazy("exemplar", "selected")
    FORWARDED = "forwarded", pgettext_lazy("exemplar", "forwarded")
    WITHDRAWN = "withdrawn", pgettext_lazy("exemplar", "withdrawn")


class AwardState(TextChoices):
    """Đang có hiệu lực, đã hủy."""

    GIVEN = "given", pgettext_lazy("award", "given")
    REVOKED = "revoked", pgettext_lazy("award", "revoked")


class Subject(TextChoices):
    """Tập thể, cá nhân."""

    COLLECTIVE = "collective", pgettext_lazy("subject", "collective")
    INDIVIDUAL = "individual", pgettext_lazy("subject", "individual")


class Form(TextChoices):
    """Hình thức khen: giấy khen, bằng khen, biểu dương."""

    GIAY_KHEN = "giay_khen", pgettext_lazy("form of award", "letter of commendation")
    BANG_KHEN = "bang_khen", pgettext_lazy("form of award", "certificate of merit")
    BIEU_DUONG = "bieu_duong", pgettext_lazy("form of award", "public commendation")
