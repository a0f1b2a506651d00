"""Argon2id at OWASP's least cost, so that a wave of log-ins on a deadline day does not take the machine."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, 2 passes, 1 lane: about 15 ms a check."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
