"""Keys of the API, and what was answered to requests that may be sent again."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from people.models import Person, Post
from units.models import NEVER


class Key(models.Model):
    """Khóa truy cập: opens the API with the rights of one post, while both hold. Half-open, like every span.

    ``prefix`` is what lists show; of the key itself only ``digest`` is kept, its SHA-256. ``last_used``: a day.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="keys")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=16, unique=True)
    digest = models.BinaryField(max_length=32, unique=True)
    since = models.DateField()
    until = models.DateField(default=NEVER)
    revoked = models.DateTimeField(null=True)
    last_used = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(since__lt=F("until")), name="api_key_span")]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"


class Answered(models.Model):
    """What a person's request was answered. ``digest``: SHA-256 of what was asked."""

    request_key = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32)
    answer = models.JSONField()
