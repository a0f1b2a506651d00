"""The pages in a real browser: by keyboard alone, without scripts, on a phone, in light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, StorageState, expect
from pytest_django import DjangoDbBlocker

from config.testing import in_django, own
from demo.accounts import WAY_IN
from tests.programs import served

SPAN = "tu=2016-05-15&den=2021-05-20&co_cau=then"
PAGES = (
    "/",
    f"/so-lieu/?{SPAN}",
    f"/so-lieu/?{SPAN}&so=study.rate",
    "/to-chuc/",
    "/trien-khai/",
    "/hoc-tap/",
    "/cam-ket/",
    "/mo-hinh/",
    "/kiem-tra/",
    f"/bieu-duong/?{SPAN}",
    "/bao-cao/",
)
"""The main pages, one of them with an open number."""
SIZES = {"phone": 390, "desk": 1280}


@pytest.fixture(scope="module")
def address(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A server with the small demonstration."""
    with own(database_template) as database:
        with django_db_blocker.unblock(), in_django(database):
            call_command("demo", small=True, stdout=StringIO())
        with served(DATABASE_URL=database.url) as (address, _process):
            yield address


@dataclass
class Watched:
    """A page, and what went wrong on it."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note script errors, reports of the policy and failed answers."""
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self._told)
        self.page.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url} {request.failure}"))

    def _told(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")


@pytest.fixture(scope="module")
def session(browser: Browser, address: str) -> StorageState:
    """The cookies of the clerk of the bloc, logged in once."""
    context = browser.new_context()
    page = context.new_page()
    log_in(page, address)
    state = context.storage_state()
    context.close()
    return state


def log_in(page: Page, address: str) -> None:
    """With the keyboard alone: the first field has to be reached by Tab."""
    page.goto(f"{address}/")
    expect(page).to_have_url(re.compile("/dang-nhap/"))
    tab_to(page, "input[name=username]")
    page.keyboard.type("van-thu")
    page.keyboard.press("Tab")
    page.keyboard.type(WAY_IN)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/")


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until an element that matches has the focus."""
    for _ in range(most):
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


@pytest.fixture
def clerk(browser: Browser, address: str, session: StorageState) -> Iterator[Watched]:
    """The clerk at a desk, nothing gone wrong so far. What went wrong in the end fails the test."""
    context = browser.new_context(base_url=address, storage_state=session, viewport={"width": 1280, "height": 900})
    watched = Watched(context.new_page())
    watched.watch()
    yield watched
    context.close()
    assert watched.faults == []


def test_a_number_is_opened_and_closed_beside_the_table_by_keyboard(clerk: Watched) -> None:
    page = clerk.page
    page.goto(f"/so-lieu/?{SPAN}")
    tab_to(page, "a.num[href*='so=people.members'][href*='o=toan']")
    page.keyboard.press("Enter")
    panel = page.locator("aside#panel")
    expect(panel).to_be_visible()
    expect(page.locator("aside#panel h2")).to_be_focused()
    expect(page.locator("table.tbl.fix")).to_be_visible()
    number = page.locator(".rest a.num[aria-current]")
    expect(number).to_have_count(1)
    box, table = panel.bounding_box(), page.locator(".rest").bounding_box()
    assert box is not None
    assert table is not None
    assert box["x"] >= table["x"] + table["width"] - 1
    tab_to(page, "aside#panel header a")
    page.keyboard.press("Enter")
    expect(page.locator("aside#panel")).to_have_count(0)
    expect(page.locator("a.num[href*='so=people.members'][href*='o=toan']")).to_be_focused()


def test_the_span_is_changed_by_typing_and_a_mistake_is_told(clerk: Watched) -> None:
    page = clerk.page
    page.goto(f"/so-lieu/?{SPAN}")
    page.locator("summary", has_text="15/5/2016").press("Enter")
    page.locator("#tu").fill("1/1/2019")
    page.locator("#den").fill("31/12/2019")
    page.keyboard.press("Enter")
    expect(page.locator(".span summary").first).to_contain_text("1/1/2019–31/12/2019")
    page.locator(".span summary").first.press("Enter")
    page.locator("#tu").fill("32/1/2019")
    page.keyboard.press("Enter")
    expect(page.locator("#tu-loi")).to_be_visible()
    expect(page.locator("#tu")).to_have_value("32/1/2019")
    expect(page.locator("table.tbl.fix")).to_be_visible()


def test_the_structure_is_changed_and_kept_from_page_to_page(clerk: Watched) -> None:
    page = clerk.page
    page.goto(f"/so-lieu/?{SPAN}")
    page.locator(".seg > a").nth(1).press("Enter")
    expect(page.locator(".seg > a").nth(1)).to_have_attribute("aria-current", "true")
    assert "co_cau=then" not in page.url
    page.locator(".seg summary").press("Enter")
    page.locator("#co-cau").fill("1/1/2018")
    page.keyboard.press("Enter")
    expect(page.locator(".seg summary")).to_contain_text("1/1/2018")
    page.locator("nav.nav a[href*='/bao-cao/']").first.click()
    assert "co_cau=" in page.url


def test_a_number_leads_to_its_record_and_a_review_to_its_numbers(clerk: Watched) -> None:
    page = clerk.page
    page.goto(f"/so-lieu/?{SPAN}&so=study.sessions")
    page.locator("aside#panel table th a[href*='/hoc-tap/']").first.click()
    expect(page).to_have_url(re.compile("/hoc-tap/"))
    expect(page.locator("h1")).to_be_visible()
    page.goto("/bao-cao/")
    page.locator("main table th a").first.click()
    number = page.locator(".prose a.num").first
    said = number.inner_text()
    assert said
    number.click()
    expect(page.locator("aside#panel")).to_be_visible()
    assert "so=" in page.url


def test_the_first_page_leads_everywhere_by_keyboard(clerk: Watched) -> None:
    page = clerk.page
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    tab_to(page, "nav.nav a[href*='/so-lieu/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/so-lieu/"))


@pytest.fixture
def looked_at(
    browser: Browser, address: str, session: StorageState, request: pytest.FixtureRequest
) -> Iterator[tuple[BrowserContext, str, str]]:
    """A browser of one size and scheme, and both by name."""
    size, scheme = request.param
    context = browser.new_context(
        base_url=address,
        storage_state=session,
        viewport={"width": SIZES[size], "height": 900},
        color_scheme=scheme,
    )
    yield context, size, scheme
    context.close()


@pytest.mark.parametrize(
    "looked_at",
    [(size, scheme) for size in SIZES for scheme in ("light", "dark")],
    indirect=True,
    ids=lambda p: "-".join(p),
)
def test_no_page_bars_a_reader_or_runs_over_its_side(looked_at: tuple[BrowserContext, str, str]) -> None:
    context, size, scheme = looked_at
    watched = Watched(context.new_page())
    watched.watch()
    page, axe, found = watched.page, Axe(), []
    options = {"resultTypes": ["violations"], **({"runOnly": ["color-contrast"]} if scheme == "dark" else {})}
    for path in PAGES:
        page.goto(path)
        violations = axe.run(page, options=options).response["violations"]
        serious = [v for v in violations if v["impact"] in ("serious", "critical")]
        found += [(path, v["id"], v["nodes"][0]["html"][:200]) for v in serious]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            found.append((path, "overflow", f"{over} at {size}"))
    assert found == []
    assert watched.faults == []


def test_without_scripts_everything_can_be_reached(browser: Browser, address: str, session: StorageState) -> None:
    context = browser.new_context(base_url=address, storage_state=session, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/so-lieu/?{SPAN}")
    page.locator("a.num[href*='so=people.members'][href*='o=toan']").click()
    expect(page.locator("aside#panel h2")).to_be_visible()
    assert "so=people.members" in page.url
    page.locator("aside#panel header a").click()
    expect(page.locator("aside#panel")).to_have_count(0)
    page.locator(".span summary").first.click()
    page.locator("#tu").fill("1/1/2019")
    page.locator(".span form .btn.go").click()
    expect(page.locator(".span summary").first).to_contain_text("1/1/2019")
    for path in PAGES:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200
        expect(page.locator("h1")).to_be_visible()
    context.close()


def test_the_log_in_is_refused_and_left_by_keyboard(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    watched = Watched(context.new_page())
    watched.watch()
    page = watched.page
    page.goto("/bao-cao/")
    page.locator("input[name=username]").fill("van-thu")
    page.locator("input[name=password]").fill("sai")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert Axe().run(page).violations_count == 0
    page.locator("input[name=username]").fill("van-thu")
    page.locator("input[name=password]").fill(WAY_IN)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/bao-cao/")
    context.close()
    assert watched.faults == []
