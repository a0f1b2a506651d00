"""How the program is put together: settings, addresses, the embedded database, the door and its commands."""
