"""The pictures of the README and of the design comparison, made from a running demo.

`bin/pictures` makes the README's; `bin/pictures --all FOLDER` every screen in both languages and themes, on a
phone and on a laptop.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium, server

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
LAPTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
COACH, MEMBER = "Hanneke", "Samira"


class Camera:
    """Somebody of the demo with a browser, who takes pictures."""

    def __init__(self, browser: Browser, url: str, folder: Path, language: str, theme: str) -> None:
        self.browser, self.url, self.folder = browser, url, folder
        self.language, self.theme = language, theme

    @contextmanager
    def page(self, size: dict[str, int], sharp: int = 1) -> Iterator[Page]:
        """A fresh page in this language and theme."""
        context = self.browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            locale="nl-NL" if self.language == "nl" else "en-GB",
            color_scheme=self.theme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            base_url=self.url,
            device_scale_factor=sharp,
        )
        yield context.new_page()
        context.close()

    def take(self, page: Page, name: str, whole: bool = True) -> None:
        """Save what is on the page, once its letters are there."""
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(150)
        page.screenshot(path=str(self.folder / f"{name}.png"), full_page=whole)


def step_in(page: Page, name: str) -> str:
    """Be somebody of the management team; the address of its table."""
    page.goto("/demo/")
    page.locator("section").first.locator("button", has_text=name).first.click()
    page.wait_for_url("**/t/**")
    return page.url


def open_from_list(page: Page, table: str, what: str) -> None:
    """The first of the list of decisions: the proposal that is open, or the newest decision."""
    page.goto(f"{table}decisions/")
    page.goto(page.locator(f"main a[href*='/{what}/']:not(.btn)").first.get_attribute("href") or "")


def open_round(page: Page) -> str:
    """The coach opens a round; the address of its wall."""
    table = step_in(page, COACH)
    page.goto(f"{table}scan/new/")
    page.locator("main form button.btn--big").click()
    page.wait_for_url("**/wall/")
    return page.url


def stop_round(page: Page, wall: str) -> None:
    """Stop it again, so that the next picture starts the same."""
    page.goto(wall)
    page.locator("main details summary").last.click()
    page.locator("main .btn--danger").click()
    page.wait_for_url("**/scan/")


def screens(camera: Camera, way_in: str) -> None:
    """Screens 1, 2, 4, 5, 7, 8 and 10 of the design, whole."""
    for kind, size in (("laptop", LAPTOP), ("phone", PHONE)):
        suffix = f"{kind}-{camera.language}-{camera.theme}"
        with camera.page(size) as page:
            page.goto("/")
            camera.take(page, f"10-begin-{suffix}")
            table = step_in(page, MEMBER)
            camera.take(page, f"01-table-{suffix}")
            page.goto(f"{table}scan/3/")
            camera.take(page, f"02-outcome-{suffix}")
            open_from_list(page, table, "proposals")
            camera.take(page, f"04-proposal-{suffix}")
            open_from_list(page, table, "decisions")
            camera.take(page, f"05-decision-{suffix}")
            page.goto("/components/")
            camera.take(page, f"08-components-{suffix}")
        with camera.page(LAPTOP) as coach, camera.page(size) as page:
            wall = open_round(coach)
            page.goto(f"{step_in(page, MEMBER)}now/")
            page.goto(page.url.replace("now/", f"scan/{wall.split('/scan/')[1].split('/')[0]}/answer/"))
            camera.take(page, f"07-answer-{suffix}")
            camera.take(coach, f"wall-open-{suffix}")
            stop_round(coach, wall)


def readme(camera: Camera, way_in: str) -> None:
    """Seven pictures: begin, home, the outcome, a proposal, a decision, the wall, a phone."""
    with camera.page({"width": 1280, "height": 800}) as page:
        page.goto(way_in)
        page.locator("main button").first.click()
        page.wait_for_url("**/")
        camera.take(page, "begin", whole=False)
        table = step_in(page, MEMBER)
        camera.take(page, "home", whole=False)
        page.goto(f"{table}scan/3/")
        camera.take(page, "outcome", whole=False)
        open_from_list(page, table, "proposals")
        camera.take(page, "proposal", whole=False)
        open_from_list(page, table, "decisions")
        camera.take(page, "decision", whole=False)
    with camera.page({"width": 1280, "height": 800}) as coach, camera.page(PHONE) as phone:
        wall = open_round(coach)
        camera.take(coach, "wall", whole=False)
        step_in(phone, MEMBER)
        phone.goto(wall.replace("wall/", "answer/"))
        phone.locator("label.stair").nth(3).click()
        camera.take(phone, "phone", whole=False)
        stop_round(coach, wall)


def main() -> None:
    """Start a demo of its own, take the pictures, stop it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--all", type=Path, metavar="FOLDER", help="every screen, language and theme")
    chosen = options.parse_args()
    folder: Path = chosen.all or PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=["--no-sandbox"])
        for language in ("nl", "en") if chosen.all else ("nl",):
            _of_language(browser, folder, language, screens if chosen.all else readme, bool(chosen.all))
        browser.close()


def _of_language(browser: Browser, folder: Path, language: str, take: Any, both_themes: bool) -> None:
    with (
        tempfile.TemporaryDirectory() as home,
        server.running(Path(home), ["-m", "koers", "demo", "--no-open", "--lang", language]) as running,
    ):
        link = re.search(r"/in/\S+", running.log)
        if link is None:
            sys.exit("the demo printed no link")
        for theme in ("light", "dark") if both_themes else ("light",):
            take(Camera(browser, running.url, folder, language, theme), link.group(0))


if __name__ == "__main__":
    main()
