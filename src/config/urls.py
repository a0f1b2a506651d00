"""All addresses: the health address, and those of each feature that has any."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.health import health
from config.home import home

urlpatterns: list[URLPattern | URLResolver] = [path("", home, name="home"), path("khoe/", health, name="health")]
urlpatterns += [
    path("", include(f"{feature}.urls"))
    for feature in ["ui", *settings.FEATURES]
    if find_spec(f"{feature}.urls") is not None
]

handler500 = "config.middleware.failed"
