"""`./lantoa manage messages`: bring the catalogues in line with the code, keeping what is translated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po
from django.core.management.base import BaseCommand, CommandParser

from config import completeness, translations
from config.extraction import djangos, texts

HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Lan Toa\\n"
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


class Command(BaseCommand):
    """Adds new texts with an empty translation, takes out those that are gone, reports what is left to do."""

    help = "Brings the catalogues in line with the texts in the program and says what is left to translate."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which features."""
        parser.add_argument("features", nargs="*", help="folders; all of them if none is named")

    def handle(self, *, features: list[str], **options: Any) -> None:
        """Merge each feature's texts into its catalogue."""
        for feature in translations.features():
            if not features or feature.name in features:
                wanted = texts(feature)
                if len(wanted):
                    merge(feature / "locale" / "vi" / "LC_MESSAGES" / "django.po", wanted)
        for fault in completeness.faults():
            self.stdout.write(fault)


def merge(source: Path, wanted: Catalog) -> None:
    """Write a catalogue with the wanted texts in their order, each with the translation it has."""
    kept = translations.read(source) if source.exists() else Catalog(locale="vi")
    made = Catalog(locale="vi")
    overrides = [message for message in kept if message.id and _key(message) in djangos()]
    for message in [*wanted, *overrides]:
        if message.id:
            known = kept.get(_key(message), message.context)
            string = known.string if known is not None else None
            flags = message.flags | (known.flags & {"fuzzy"} if known is not None else set())
            made.add(message.id, string, flags=flags, context=message.context)
    source.parent.mkdir(parents=True, exist_ok=True)
    with source.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, made, width=110, no_location=True, omit_header=True)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
