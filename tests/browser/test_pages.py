"""Every page of the demo, on a phone and on a laptop, light and dark, in Dutch and English.

No rule of WCAG 2.2 AA that a machine can check is broken, nothing sticks out to the side, and the browser's
console stays silent (conftest.py).
"""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from tests import pages
from tests.conftest import PHONE, WALL
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.looks]

EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
# What darkness can break; the rest is the same page.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_can_be_used_by_everybody(
    koers_server: Server, context: Callable[..., BrowserContext], language: str, theme: str
) -> None:
    demo = pages.demo(language)
    found: list[str] = []
    people = {"nobody": None, "coach": demo.coach, "member": demo.member.person}
    for who, person in people.items():
        one = context(person, viewport=PHONE, color_scheme=theme, locale=language)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language} | (demo.ballot if who == "member" else {})
        one.add_cookies([{"name": n, "value": v, "url": koers_server.url} for n, v in cookies.items()])
        tab = one.new_page()
        for page in (page for page in demo.pages if page.who == who):
            tab.goto(page.address)
            found += [f"{page.name} ({who}): {what}" for what in _looked_at(tab, theme)]
    assert not found, "\n".join(found)


def _looked_at(tab: Page, theme: str) -> list[str]:
    """What is wrong on this page, on a phone and on a laptop."""
    tab.evaluate(AXE_SCRIPT)
    return [f"{size['width']} px: {what}" for size in (PHONE, WALL) for what in _at(tab, size, theme)]


def _at(tab: Page, size: dict[str, int], theme: str) -> list[str]:
    tab.set_viewport_size(size)  # type: ignore[arg-type]
    sticks_out = tab.evaluate(OVERFLOW)
    options = {"runOnly": EVERY_RULE if theme == "light" else COLOURS, "resultTypes": ["violations"]}
    broken: list[dict[str, Any]] = tab.evaluate("(options) => axe.run(options)", options)["violations"]
    return [
        *([f"sticks out by {sticks_out} px"] if sticks_out > 0 else []),
        *(f"{rule['id']}: {node['html'][:120]}" for rule in broken for node in rule["nodes"]),
    ]
