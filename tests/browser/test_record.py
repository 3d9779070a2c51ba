"""From a decision to its message, read back until it is alike, and looked back on: in a real browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page

from koers.apps.decisions.models import Message, Review
from koers.apps.readbacks import commands as reading
from koers.apps.readbacks.models import Readback
from tests import cast, records
from tests.browser.test_pages import EVERY_RULE
from tests.conftest import PHONE
from tests.server import Server
from tests.spoken import unclear

pytestmark = pytest.mark.browser
GOES = {
    "nl": ("Schrijf de boodschap", "Bewaar de boodschap", "hetzelfde begrepen"),
    "en": ("Write the message", "Keep the message", "understood alike"),
}


def looks_right(tab: Page) -> None:
    tab.evaluate(AXE_SCRIPT)
    options = {"runOnly": EVERY_RULE, "resultTypes": ["violations"]}
    broken = tab.evaluate("(options) => axe.run(options)", options)["violations"]
    assert [(rule["id"], [node["html"][:90] for node in rule["nodes"]]) for rule in broken] == []
    assert unclear(tab) == []


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "wall")])
def test_from_decided_to_looked_back_on(
    koers_server: Server, wall: Callable[..., Page], language: str, size: str
) -> None:
    table = cast.de_linde()
    decision = records.decided(table)
    options: dict[str, Any] = {"viewport": PHONE} if size == "phone" else {}
    tab = wall(table.chair("Joost").person, **options)
    name = settings.LANGUAGE_COOKIE_NAME
    tab.context.add_cookies([{"name": name, "value": language, "url": koers_server.url}])
    write, keep, alike = GOES[language]
    tab.goto(reverse("decision", args=[table.team.key, decision.number]))
    looks_right(tab)
    tab.locator("summary", has_text=write).first.click()
    tab.locator("#message-message").fill("De nacht is van ons samen.")
    tab.get_by_role("button", name=keep).click()
    tab.locator(".core-text").wait_for()
    assert Message.objects.get().text == "De nacht is van ons samen."
    readback = records.told_in_own_words(table, decision)
    reading.end_alike(table.facilitator, Readback.objects.get(pk=readback.pk).pk)
    tab.reload()
    assert alike in tab.locator(".tracks").inner_text()
    looks_right(tab)
    tab.locator("#review-fold summary").click()
    for name, value in (("came", "yes"), ("verdict", "keep")):
        tab.locator(f"label:has([name={name}][value={value}])").click()
    tab.locator("#review-fold button").click()
    tab.locator(".look-back").wait_for()
    assert Review.objects.get().verdict == "keep"
    looks_right(tab)


def test_it_prints_on_two_pages_of_a4(wall: Callable[..., Page], koers_server: Server) -> None:
    table = cast.de_linde()
    decision = records.followed(table)
    records.told_in_own_words(table, decision, others=("Ravi", "Anouk"))
    tab = wall(table.chair("Joost").person)
    tab.goto(reverse("decision", args=[table.team.key, decision.number]))
    printed = tab.pdf(prefer_css_page_size=True)
    pages = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", printed)
    sizes = {tuple(round(float(one)) for one in page.split()[2:]) for page in pages}
    assert len(pages) == 2
    assert sizes <= {(595, 842), (596, 842), (595, 841)}
