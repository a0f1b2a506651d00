"""The connection to the database: where it goes, and what is checked once when it first stands."""

from __future__ import annotations

from typing import Any

import psycopg
from django.db.backends.postgresql import base

from config.cluster import DURABLE
from config.database import check_server
from config.embedded import embedded, revived


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose server is started, and looked at, when first used."""

    _is_checked = False

    def get_connection_params(self) -> dict[str, Any]:
        """Where no host is named, the embedded server is meant.

        Without just-in-time compilation: it took longer than every statement of ours that it was meant to help.
        """
        params = super().get_connection_params()
        params["options"] = f"{params.get('options', '')} -c jit=off".strip()
        return params if self.settings_dict["HOST"] else {**params, "host": str(embedded().socket)}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; an embedded server that was killed is started again first."""
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            if self.settings_dict["HOST"]:
                raise
            return super().get_new_connection({**conn_params, "host": str(revived().socket)})

    def init_connection_state(self) -> None:
        """Check the server's version and durability at the first connection of this program."""
        super().init_connection_state()
        if not DatabaseWrapper._is_checked:
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABLE)])
                settings = dict(cursor.fetchall())
            check_server(self.pg_version, settings)
            DatabaseWrapper._is_checked = True
