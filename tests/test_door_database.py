"""The database of the program: started by itself, shared, whole after a kill."""

from __future__ import annotations

import threading

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from config.testing import OwnDatabase


def test_a_test_gets_a_migrated_database_of_its_own(own_database: OwnDatabase) -> None:
    with own_database.connect() as other:
        found = other.execute("SELECT count(*) FROM django_migrations").fetchone()
    assert found is not None
    assert found[0] > 0


def test_django_commits_to_a_database_of_the_tests_own(committing_database: OwnDatabase) -> None:
    ContentType.objects.create(app_label="door", model="seen")
    seen: list[int] = []

    def look() -> None:
        seen.append(ContentType.objects.filter(app_label="door").count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    with committing_database.connect() as other:
        found = other.execute("SELECT count(*) FROM django_content_type WHERE app_label = 'door'").fetchone()
    assert seen == [1]
    assert found == (1,)
