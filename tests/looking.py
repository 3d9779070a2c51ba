"""A page in a browser: is it accessible, clear to the ear, and no wider than the screen?"""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.spoken import unclear

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def problems(page: Page) -> list[str]:
    """What the rules of accessibility, the ear and the edge of the screen find."""
    broken = Axe().run(page, options=RULES).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [
        *(f"{one['id']}: {[node['html'][:140] for node in one['nodes'][:3]]}" for one in broken),
        *unclear(page),
        *([f"sticks out by {wide} px"] if wide > 0 else []),
    ]


def clear(page: Page, folder: Path, name: str) -> None:
    """Nothing is wrong with it; a picture of it lies in the test's own folder."""
    page.screenshot(path=str(folder / f"{name}.png"), full_page=True)
    assert problems(page) == []
