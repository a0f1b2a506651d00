"""The face, as Django knows it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, components and formats; no tables."""

    name = "ui"
    verbose_name = "Face"
