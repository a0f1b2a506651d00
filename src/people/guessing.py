"""Against guessing passwords: whoever fails again and again waits, and waits longer each time.

Three tallies are kept: of a log-in from one address, of a log-in from all addresses where it never worked, and of an
address whatever the log-in. An attempt counts before the password is looked at, so that many at once gain nothing;
an attempt that is made to wait doesn't count, so that the wait ends. Guesses from elsewhere don't lock out somebody
who logs in from where it worked before. Unknown log-ins are counted like known ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from ledger import clock
from people.models import Tally

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)
KEPT_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Limit:
    """How many failures are free before each further one costs a wait."""

    free: int

    def wait(self, tally: Tally, now: datetime) -> timedelta:
        """How long there is still to wait."""
        over = min(self.failures(tally, now) - self.free, 20)
        if over < 0:
            return timedelta()
        whole: timedelta = min(FIRST_WAIT * 2**over, LONGEST_WAIT)
        return max(timedelta(), tally.last + whole - now)

    def failures(self, tally: Tally, now: datetime) -> int:
        """Failures that still count."""
        return tally.failures if now - tally.last < FORGOTTEN_AFTER else 0


HERE, ELSEWHERE, ADDRESS = Limit(5), Limit(20), Limit(50)
"""Of a log-in from one address; of a log-in from where it never worked; of an address, where an office may sit."""


@dataclass(frozen=True)
class Attempt:
    """One try to log in. ``wait``: it has to wait so long. ``left``: tries before a wait, should this one fail."""

    login: str
    address: str
    wait: timedelta
    left: int = 0


def attempt(login: str, address: str) -> Attempt:
    """Count a try, or say how long it has to wait. Committed at once."""
    now = clock.now()
    with transaction.atomic():
        place = _locked(_address(address), now)
        if wait := ADDRESS.wait(place, now):
            return Attempt(login, address, wait)
        here = _locked(_here(login, address), now)
        counted = [(place, ADDRESS), (here, HERE)]
        if not here.trusted:
            counted.append((_locked(_elsewhere(login), now), ELSEWHERE))
        wait = max(limit.wait(row, now) for row, limit in counted)
        if not wait:
            for row, limit in counted:
                _keep(row, limit.failures(row, now) + 1, now)
    return Attempt(login, address, wait, max(0, HERE.free - here.failures))


def worked(tried: Attempt) -> None:
    """The password was right: the try is taken back, one failure of its address is forgiven, the place is trusted."""
    now = clock.now()
    with transaction.atomic():
        place = _locked(_address(tried.address), now)
        _keep(place, max(0, place.failures - 2), place.last)
        here = _locked(_here(tried.login, tried.address), now)
        if not here.trusted:
            elsewhere = _locked(_elsewhere(tried.login), now)
            _keep(elsewhere, max(0, elsewhere.failures - 1), elsewhere.last)
        here.trusted = True
        _keep(here, 0, now)
        Tally.objects.filter(last__lt=now - KEPT_FOR).delete()


def _locked(key: str, now: datetime) -> Tally:
    """The tally, to the end of the transaction. Always of an address, then from here, then from elsewhere."""
    return Tally.objects.select_for_update().get_or_create(key=key, defaults={"last": now})[0]


def _keep(row: Tally, failures: int, last: datetime) -> None:
    row.failures, row.last = failures, last
    row.save(update_fields=["failures", "last", "trusted"])


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind the proxy that ``LANTOA_HTTPS`` tells of, as that proxy saw it.

    Of the newer addresses the half that names the network, because a single machine has all the rest.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        seen = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() or seen
    try:
        address = ip_address(seen)
    except ValueError:
        return seen[:100]
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(getattr(address, "ipv4_mapped", None) or address)


def _here(login: str, address: str) -> str:
    return _key("here", login, address)


def _elsewhere(login: str) -> str:
    return _key("elsewhere", login)


def _address(address: str) -> str:
    return _key("address", address)


def _key(*facts: str) -> str:
    return salted_hmac("people.guessing", "\n".join(facts), algorithm="sha256").hexdigest()
