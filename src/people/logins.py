"""How log-ins and passwords are written: one form for whatever a keyboard makes of them."""

import re
import unicodedata

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,59}")


def login_as_kept(typed: str) -> str:
    """A log-in as it is kept and compared: small letters, no spaces around; a phone capitalises the first letter."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def is_fit(login: str) -> bool:
    """Whether a log-in can be told from every other: a–z, digits and ``. _ @ -``, so that none looks like another."""
    return LOGIN.fullmatch(login) is not None


def password_as_kept(typed: str) -> str:
    """A password in NFC: Vietnamese keyboards write the same letter in more than one way."""
    return unicodedata.normalize("NFC", typed)
