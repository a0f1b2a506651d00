"""This folder as a Django application, for its management commands and its catalogue."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """The program as a whole."""

    name = "config"
    verbose_name = "Lan Tỏa"
