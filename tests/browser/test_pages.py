"""Every page of the demo, on a phone and on a laptop, light and dark, in Dutch and English.

No rule of WCAG 2.2 AA that a machine can check is broken, nothing sticks out to the side, everything is clear
to somebody who hears it (`tests/spoken.py`), and the browser's console stays silent (conftest.py).
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
from tests.spoken import unclear

pytestmark = [pytest.mark.browser, pytest.mark.looks]

EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
# What darkness can break; the rest is the same page.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
LOOKS: tuple[tuple[Any, tuple[Any, ...]], ...] = (("light", (PHONE, WALL)), ("dark", (PHONE, WALL)))
# A laptop at 200 % and at 400 % zoom: half and less than a quarter of its width in CSS pixels.
ZOOMED = ({"width": 720, "height": 450}, {"width": 320, "height": 225})
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_can_be_used_by_everybody(
    koers_server: Server, context: Callable[..., BrowserContext], language: str
) -> None:
    demo = pages.demo(language)
    found: list[str] = []
    people = {"nobody": None, "coach": demo.coach, "member": demo.member.person}
    for who, person in people.items():
        one = context(person, viewport=PHONE, color_scheme="light", locale=language)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language} | (demo.ballot if who == "member" else {})
        one.add_cookies([{"name": n, "value": v, "url": koers_server.url} for n, v in cookies.items()])
        tab = one.new_page()
        for page in (page for page in demo.pages if page.who == who):
            tab.emulate_media(color_scheme="light")
            tab.set_viewport_size(PHONE)
            tab.goto(page.address)
            found += [f"{page.name} ({who}): {what}" for what in (*_seen(tab), *unclear(tab))]
    assert not found, "\n".join(found)


def _seen(tab: Page) -> list[str]:
    """What is wrong on this page, light and dark, on phone and laptop, and zoomed in: one load."""
    tab.evaluate(AXE_SCRIPT)
    found = []
    for theme, sizes in LOOKS:
        tab.emulate_media(color_scheme=theme)
        for size in sizes:
            tab.set_viewport_size(size)
            found += [f"{theme}, {size['width']} px: {what}" for what in (*_wide(tab), *_broken(tab, theme))]
    for size in ZOOMED:
        tab.set_viewport_size(size)
        found += [f"{size['width']} px: {what}" for what in _wide(tab)]
    return found


def _wide(tab: Page) -> list[str]:
    sticks_out = tab.evaluate(OVERFLOW)
    return [f"sticks out by {sticks_out} px"] if sticks_out > 0 else []


def _broken(tab: Page, theme: str) -> list[str]:
    options = {"runOnly": EVERY_RULE if theme == "light" else COLOURS, "resultTypes": ["violations"]}
    broken: list[dict[str, Any]] = tab.evaluate("(options) => axe.run(options)", options)["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in broken for node in rule["nodes"]]
