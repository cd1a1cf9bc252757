"""The leader's page in a real browser: it shows what is published, asks for nothing from outside, and hides nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.played import Played

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "chromium is not installed: run make test"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, played: Played) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto((played.home.published / "report" / "index.html").as_uri())
    yield page
    assert [url for url in asked if not url.startswith("file:")] == []
    assert errors == []
    page.close()


def test_the_page_counts_what_is_published(page: Page, played: Played) -> None:
    ((period,),) = played.query("select max(period) from marts.fct_completion where status not in ('not_due', 'not_reported')")
    published = dict(
        played.query(
            "select light, count(*) from marts.fct_completion"
            f" where period = '{period}' and same_as is null and (area_role = 'target' or area_role = 'member' and is_expected)"
            " group by light"
        )
    )
    shown = {box.inner_text().split("\n")[1][0]: int(box.inner_text().split("\n")[0]) for box in page.locator(".light").all()}
    assert {light: number for light, number in shown.items() if number} == published
    troubled = published.get("红", 0) + published.get("黄", 0)
    assert page.locator("table.troubled tbody tr").count() == troubled > 0


def test_every_expected_unit_is_on_the_page(page: Page, played: Played) -> None:
    ((period,),) = played.query("select max(period) from marts.fct_submission")
    units = {
        unit for (unit,) in played.query(f"select unit from marts.fct_submission where period = '{period}' and is_expected")
    }
    shown = {row.locator("td").first.inner_text() for row in page.locator("table.submissions tbody tr").all()}
    assert units <= shown


def test_a_reason_opens_where_it_is_asked_for(page: Page) -> None:
    first = page.locator("table.troubled details").first
    assert not first.locator("p").is_visible()
    first.locator("summary").click()
    assert "目标原文" in first.locator("p").inner_text()


def test_the_chart_is_drawn_and_the_page_does_not_scroll_sideways(page: Page) -> None:
    assert page.locator("svg").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
