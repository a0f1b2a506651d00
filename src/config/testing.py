"""Databases for tests: a copy of the migrated test database for each test that commits or starts other programs."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from django.db import connections
from psycopg import sql

from config.database import database_url, parse

PREFIX = "lantoa_test_"


@dataclass
class OwnDatabase:
    """A database that belongs to one test."""

    name: str
    connections: list[psycopg.Connection[Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What a subprocess gets as DATABASE_URL."""
        return _url(self.name)

    def connect(self, **options: Any) -> psycopg.Connection[Any]:
        """A new connection, closed when the test ends."""
        made = psycopg.connect(self.url, **options)
        self.connections.append(made)
        return made


def hold_server() -> None:
    """Start the server, so that the processes of a run find it running until the run ends."""
    _maintenance().close()


def drop_left_over() -> None:
    """Drop the test databases of runs whose process is gone."""
    with _maintenance() as connection:
        found = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        for (name,) in found.fetchall():
            run = name.removeprefix(PREFIX).split("_")[0]
            if run.isdigit() and not _lives(int(run)):
                _drop(connection, name)


def end_sessions(name: str) -> None:
    """End whatever still looks at a database that is about to be dropped."""
    connections.close_all()
    with _maintenance() as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


@contextmanager
def template() -> Iterator[str]:
    """Copy the migrated test database of this process while no one is connected. Yields the copy's name."""
    source = connections["default"].settings_dict["NAME"]
    name = f"{source}_template"
    connections.close_all()
    with _maintenance() as connection:
        _drop(connection, name)
        _copy(connection, source, name)
    yield name
    with _maintenance() as connection:
        _drop(connection, name)


@contextmanager
def in_django(database: OwnDatabase) -> Iterator[None]:
    """Let Django's own connections, in all threads, go to a test's database."""
    places = (connections["default"].settings_dict, connections.settings["default"])
    before = places[0]["NAME"]
    connections.close_all()
    try:
        for place in places:
            place["NAME"] = database.name
        yield
    finally:
        connections.close_all()
        for place in places:
            place["NAME"] = before


@contextmanager
def own(source: str) -> Iterator[OwnDatabase]:
    """A copy of a template, dropped at the end."""
    database = OwnDatabase(f"{source.removesuffix('_template')}_{uuid.uuid4().hex[:8]}")
    with _maintenance() as connection:
        _copy(connection, source, database.name)
        try:
            yield database
        finally:
            for each in database.connections:
                each.close()
            _drop(connection, database.name)


def _copy(connection: psycopg.Connection[Any], source: str, name: str) -> None:
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    connection.execute(statement.format(sql.Identifier(name), sql.Identifier(source)))


def _drop(connection: psycopg.Connection[Any], name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _maintenance() -> psycopg.Connection[Any]:
    return psycopg.connect(_url("postgres"), autocommit=True)


def _url(name: str) -> str:
    place = parse(database_url())
    user = quote(place["USER"], safe="") + (":" + quote(place["PASSWORD"], safe="") if place["PASSWORD"] else "")
    options = {"host": place["HOST"], **({"port": place["PORT"]} if place["PORT"] else {}), **place["OPTIONS"]}
    return f"postgresql://{user}@/{quote(name, safe='')}?{urlencode(options)}"


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
