"""Which database is used: the server that DATABASE_URL names, else the embedded one; and what it has to keep."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.cluster import DURABLE
from config.embedded import DATABASE, ROLE, embedded
from config.errors import Refusal, sentence

OLDEST = 160000
SHAPE = "postgresql://user:password@host:5432/database"


def database_url() -> str:
    """The address of the database in use. Starts the embedded server where it is the one."""
    return os.environ.get("DATABASE_URL") or embedded().url()


def database_settings() -> dict[str, Any]:
    """The entry for Django's DATABASES. The embedded server is started by the first connection, not here."""
    url = os.environ.get("DATABASE_URL")
    place: dict[str, Any] = parse(url) if url else {"NAME": DATABASE, "USER": ROLE, "HOST": ""}
    return {
        "ENGINE": "config.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        **place,
        "OPTIONS": {"connect_timeout": 5, **place.get("OPTIONS", {})},
    }


def parse(url: str) -> dict[str, Any]:
    """Take an address apart. Raises Refusal, without repeating the address: it may hold a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError:
        raise _misshaped() from None
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name or "/" in name or "\0" in unquote(url):
        raise _misshaped()
    host = options.pop("host", unquote(parts.hostname or "localhost"))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
    }


def check_server(version: int, settings: dict[str, str]) -> None:
    """Refuse a server that is too old, or set to lose acknowledged work in a power cut."""
    if version < OLDEST:
        raise Refusal(
            sentence("The database server is PostgreSQL %(found)s: version %(oldest)s or newer is needed."),
            found=version // 10000,
            oldest=OLDEST // 10000,
        )
    for name in DURABLE:
        if settings[name] == "off":
            raise Refusal(
                sentence(
                    "The database server has %(setting)s = off and would lose acknowledged work in a power cut: "
                    "set it to on."
                ),
                setting=name,
            )


def unreachable(host: str, port: str, reason: str) -> Refusal:
    """The refusal for a server that does not answer or does not let the program in."""
    return Refusal(
        sentence("The database at %(place)s can not be used (%(reason)s): start it, or correct DATABASE_URL."),
        place=f"{host}:{port}" if port else host,
        reason=reason,
    )


def _misshaped() -> Refusal:
    return Refusal(sentence("DATABASE_URL is not an address of the form %(shape)s: correct it."), shape=SHAPE)
