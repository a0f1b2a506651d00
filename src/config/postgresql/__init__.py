"""Django's PostgreSQL backend, with the embedded server started by the first connection that needs it."""
