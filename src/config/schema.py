"""The tables of the database, brought to what this version of the program needs."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from figures.dictionary import keep_dictionary
from ledger.measures import keep_measures

KEY = 0x4C616E  # of the advisory lock under which one program migrates while others wait


def bring_up_to_date() -> None:
    """Apply what is missing, and keep the measures and figures that this version ships.

    Raises Refusal where the server can not be used.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [KEY])
        try:
            if is_behind():
                call_command("migrate", verbosity=0, interactive=False)
            else:
                with transaction.atomic():
                    keep_measures()
                    keep_dictionary()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])


def is_behind() -> bool:
    """Whether a migration has not been applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
