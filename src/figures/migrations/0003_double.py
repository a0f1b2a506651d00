"""``double`` names the same type here as on the other engines that run the readings."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("figures", "0002_initial")]
    operations: ClassVar = [migrations.RunSQL("create domain double as double precision", "drop domain double")]
