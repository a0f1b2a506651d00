"""The tabs of the book: which sections there are and which of them this installation has.

A section whose address does not exist is left out, so that the face needs to know no other folder; so is one whose view
declares a rule (`view.rule.allows(posts)`) that the reader's posts do not meet.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from ui.spans import kept_query

ON_PHONE = 4


@dataclass(frozen=True)
class Section:
    """One tab. *key* is also the namespace of its addresses, by which the current one is known."""

    key: str
    label: Promise
    icon: str
    address: str
    on_phone: bool = False


SECTIONS = (
    Section("home", pgettext_lazy("section", "Tasks"), "tasks", "home", on_phone=True),
    Section("figures", pgettext_lazy("section", "Figures"), "figures", "figures:page", on_phone=True),
    Section("directives", pgettext_lazy("section", "Directives"), "directives", "directives:list"),
    Section("study", pgettext_lazy("section", "Study"), "study", "study:list", on_phone=True),
    Section("commitments", pgettext_lazy("section", "Pledges"), "commitments", "commitments:list"),
    Section("practice", pgettext_lazy("section", "Models"), "practice", "practice:list"),
    Section("inspection", pgettext_lazy("section", "Inspection"), "inspection", "inspection:list"),
    Section("recognition", pgettext_lazy("section", "Honours"), "recognition", "recognition:list"),
    Section("reports", pgettext_lazy("section", "Reports"), "reports", "reports:list", on_phone=True),
    Section("units", pgettext_lazy("section", "Units"), "units", "units:tree"),
)


@dataclass(frozen=True)
class Tab:
    """A section with its address, as shown on one page."""

    section: Section
    href: str
    current: bool
    on_phone: bool


def tabs(request: HttpRequest | None, current: str = "") -> list[Tab]:
    """The sections that exist for the reader. Span and structure go along; four stand at the foot of a phone."""
    here = current or _namespace(request)
    known = [(section, url) for section in SECTIONS if (url := address(section.address))]
    found = [(section, url) for section, url in known if _is_open(request, url)]
    for_phone = sorted(found, key=lambda pair: not pair[0].on_phone)[:ON_PHONE]
    shown = {section.key for section, _ in for_phone}
    query = kept_query(request)
    return [Tab(section, url + query, section.key == here, section.key in shown) for section, url in found]


def address(name: str) -> str:
    """The address of a named page, or nothing if there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _is_open(request: HttpRequest | None, url: str) -> bool:
    """May the reader open this section? A view without a rule is left to itself."""
    rule = getattr(resolve(url).func, "rule", None) if request is not None else None
    return rule is None or bool(rule.allows(getattr(request, "posts", ())))


def _namespace(request: HttpRequest | None) -> str:
    match = getattr(request, "resolver_match", None)
    if match is None:
        return ""
    return match.namespaces[0] if match.namespaces else match.url_name or ""
