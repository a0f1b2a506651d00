"""States of a model, whose it is, and the levels that recognise."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Đã đăng ký, đã công nhận, đã kết thúc, đã thu hồi."""

    REGISTERED = "registered", pgettext_lazy("model of practice", "registered")
    RECOGNISED = "recognised", pgettext_lazy("model of practice", "recognised")
    ENDED = "ended", pgettext_lazy("model of practice", "ended")
    WITHDRAWN = "withdrawn", pgettext_lazy("model of practice", "withdrawn")


class Owner(TextChoices):
    """Tập thể, cá nhân."""

    COLLECTIVE = "collective", pgettext_lazy("whose", "collective")
    INDIVIDUAL = "individual", pgettext_lazy("whose", "individual")


class Level(TextChoices):
    """Cấp: whose decision it is. ``bloc`` is the committee directly above the base, whatever its name today."""

    BASE = "base", pgettext_lazy("level", "base")
    BLOC = "bloc", pgettext_lazy("level", "above the base")
    PROVINCE = "province", pgettext_lazy("level", "province")
