"""The connection to the database: where it goes, and what is checked once when it first stands."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from config.cluster import DURABLE
from config.database import check_server
from config.embedded import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose server is started, and looked at, when first used."""

    _is_checked = False

    def get_connection_params(self) -> dict[str, Any]:
        """Fill in the socket of the embedded server where no host is named."""
        if not self.settings_dict["HOST"]:
            self.settings_dict["HOST"] = str(embedded().socket)
        return super().get_connection_params()

    def init_connection_state(self) -> None:
        """Check the server's version and durability at the first connection of this program."""
        super().init_connection_state()
        if not DatabaseWrapper._is_checked:
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABLE)])
                settings = dict(cursor.fetchall())
            check_server(self.pg_version, settings)
            DatabaseWrapper._is_checked = True
