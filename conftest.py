"""What every test of the program may use: the test database, databases of one's own, seeds for generated cases."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from config.testing import OwnDatabase, drop_left_over, end_sessions, hold_server, in_django, own, template

pytest_plugins = ["people.tests.cast"]
settings.register_profile("default", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("nightly", settings.get_profile("default"), max_examples=2000)
settings.load_profile("nightly" if os.environ.get("LANTOA_NIGHTLY") == "1" else "default")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Keep the database server up for the whole run, and clear away what killed runs left."""
    if not hasattr(session.config, "workerinput") and not session.config.option.collectonly:
        hold_server()
        drop_left_over()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The migrated test database, also for tests that only want a copy of it."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default": False}, serialized_aliases=set())
    yield
    with django_db_blocker.unblock():
        end_sessions(connections["default"].settings_dict["NAME"])
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def database_template(django_db_setup: None) -> Iterator[str]:
    """The name of a database with all migrations applied and no one connected, to be copied."""
    with template() as name:
        yield name


@pytest.fixture
def own_database(database_template: str) -> Iterator[OwnDatabase]:
    """A database of the test's own, for committed data and for other processes. Dropped at the end."""
    with own(database_template) as database:
        yield database


@pytest.fixture
def committing_database(own_database: OwnDatabase, django_db_blocker: DjangoDbBlocker) -> Iterator[OwnDatabase]:
    """A database of the test's own that Django itself uses: commits are real, and threads see them."""
    with django_db_blocker.unblock(), in_django(own_database):
        yield own_database


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Each test begins in the language that the program speaks unless asked otherwise, whatever ran before."""
    with translation.override("vi"):
        yield
