"""The HTML report of ``clean`` in a browser: what a click, a key and a switch do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus_tools.cli import main

sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright (pip install 'corpus-tools[test]')")
BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium")

PAGE = "云岭市召开会议\n来源：云岭日报\n市長王明强调,要守住底线，确保安全。\n会议从上午开到中午。\n相关链接\n版权所有\n"
LONG = "本站声明：转载请注明出处，" * 60


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    (folder / "a.txt").write_text(PAGE + LONG, encoding="utf-8")
    (folder / "b.txt").write_text(PAGE, encoding="utf-8")
    done = CliRunner().invoke(main, ["clean", str(folder), "--report", str(folder / "r.html"), "--quiet"])
    assert done.exit_code == 0, done.output
    return folder / "r.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: sync_api.Browser, report: Path) -> Iterator[sync_api.Page]:
    faults: list[str] = []
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text))
    opened.goto(report.as_uri())
    yield opened
    opened.close()
    assert faults == []  # nothing that the content security policy stops, no error of the script


def test_a_click_holds_the_step_of_a_change(page: sync_api.Page) -> None:
    card, change = page.locator("#card"), page.locator("main del.s-furniture").first
    assert card.is_hidden()
    change.click(position={"x": 4, "y": 6})
    assert card.is_visible()
    assert "furniture" in card.locator(".label").inner_text()
    assert "相关链接" in card.inner_text()
    page.locator("h1").hover()
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert card.is_hidden()


def test_pointing_shows_a_change_and_both_its_sides_until_the_pointer_goes(page: sync_api.Page) -> None:
    card = page.locator("#card")
    page.locator("main del.s-to-simplified").first.hover()
    assert [word in card.inner_text() for word in ("to-simplified", "長", "长")] == [True] * 3
    assert page.locator("main .active").count() == 2
    page.locator("h1").hover()
    assert card.is_hidden()


def test_the_keyboard_reaches_a_change(page: sync_api.Page) -> None:
    page.locator("main del.x").first.focus()
    assert page.locator("#card").is_visible()


def test_a_steps_box_takes_its_colours_away_and_no_others(page: sync_api.Page) -> None:
    def ground(step: str) -> str:
        return str(page.locator(f"main del.s-{step}").first.evaluate("e => getComputedStyle(e).backgroundColor"))

    before = ground("furniture"), ground("to-simplified")
    page.locator("#step-furniture").uncheck()
    assert ground("furniture") == "rgba(0, 0, 0, 0)" != before[0]
    assert ground("to-simplified") == before[1]


def test_lines_that_did_not_change_can_be_hidden(page: sync_api.Page) -> None:
    same = page.locator("main .pair.same").first
    assert same.is_visible()
    page.locator("#only-changed").check()
    assert same.is_hidden()
    assert page.locator("main del.s-furniture").first.is_visible()


def test_a_place_of_metadata_leads_to_its_characters(page: sync_api.Page) -> None:
    link = page.locator(".found a").first
    link.click()
    assert page.url.endswith(link.get_attribute("href") or "?")
    assert page.locator((link.get_attribute("href") or "?").replace("#", "a#")).count() == 1


def test_a_long_stretch_is_folded_and_opens(page: sync_api.Page) -> None:
    fold = page.locator("main details").first
    assert not fold.evaluate("e => e.open")
    fold.locator("summary").click()
    assert fold.evaluate("e => e.open")
