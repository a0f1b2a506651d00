"""What a refusal of `ui.reading` says to the reader: what is wrong and what to do, in their language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ui import formats
from ui.reading import Ambiguous, ReadingError

SENTENCES: dict[str, str | Promise] = {
    "unreadable": _("This could not be read. Type it again."),
    "bad_character": _("Character %(place)s (%(name)s) cannot be seen or is broken. Delete it and type it again."),
    "too_long": _("%(length)s characters are too many; %(most)s at most."),
    "not_a_day": _("“%(text)s” is not a day. Write day/month/year, such as 15/5/2016."),
    "no_such_day": _("“%(text)s” is not in the calendar. Check day, month and year."),
    "not_a_number": _("“%(text)s” is not a number. Write digits, such as 1.496, or - where it does not apply."),
    "broken_group": _("“%(text)s”: dots group thousands, three digits each. Write 4.200 or 4200."),
    "ambiguous": _("“%(text)s” can be read as %(first)s or as %(second)s. Write the one you mean."),
    "english": _("“%(text)s” is written the English way. Write %(first)s."),
    "not_whole": _("“%(text)s” must be a whole number."),
    "out_of_range": _("“%(text)s” is out of range: from %(least)s to %(most)s."),
}


def sentence(error: ReadingError) -> str:
    """The sentence for a refusal, in the active language."""
    code = error.code
    if isinstance(error, Ambiguous) and not error.facts.get("second"):
        code = "english"
    facts = {name: formats.whole(fact) if isinstance(fact, int) else fact for name, fact in error.facts.items()}
    return str(SENTENCES[code]) % facts
