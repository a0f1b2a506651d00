"""The reform of 1 July 2025 beside the demonstration: 10,040 communes into 3,321, 696 districts ended, 63 provinces
into 34. Real units with their history, read in as any office's files are.
"""

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext_lazy as _

from demo.accounts import WAY_IN
from exchange.importing import import_path
from ledger.operation import operation
from people.models import Account, Person, named
from people.operations import give_post, open_account
from people.roles import Role
from units.models import Unit

DATA = Path(__file__).parent / "data" / "reform-2025"
ROOT = "vn"
LOGIN = "quan-sat-sap-xep"
WHO = _(
    "Lương Thế Vinh, observer of the reform of 2025: the tree before and after 1 July 2025, "
    "and ./lantoa figures one --from 2025-06-30 --to 2025-07-01 --structure 2025-07-01 --level province."
)


def is_there() -> bool:
    """Whether the reform has been read in."""
    return Unit.objects.filter(key=ROOT).exists()


def unpack(folder: Path) -> Path:
    """The files of the reform as a folder of CSV files."""
    for packed in sorted(DATA.glob("*.csv.gz")):
        (folder / packed.stem).write_bytes(gzip.decompress(packed.read_bytes()))
    return folder


@operation
def read_in(*, by: Person, tell: Callable[[str], None] = lambda step: None) -> Account:
    """Read the reform in, and let one person look at it. Errors: those of an import."""
    with TemporaryDirectory() as name:
        import_path(unpack(Path(name)), by=by, tell=tell)
    observer = named("Lương Thế Vinh")
    observer.save()
    root = Unit.objects.get(key=ROOT)
    give_post(person=observer, role=Role.OBSERVER, unit=root, since=date(2025, 1, 1), by=by)
    return open_account(person=observer, login=LOGIN, password=WAY_IN, by=by)
