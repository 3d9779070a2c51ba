"""Every page of the demo, as somebody hears it who doesn't see it."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext

from tests import pages
from tests.server import Server
from tests.spoken import unclear

pytestmark = [pytest.mark.browser, pytest.mark.looks]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_clear_to_who_only_hears_it(
    koers_server: Server, context: Callable[..., BrowserContext], language: str
) -> None:
    demo = pages.demo(language)
    found: list[str] = []
    people = {"nobody": None, "coach": demo.coach, "member": demo.member.person}
    for who, person in people.items():
        one = context(person, locale=language)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language} | (demo.ballot if who == "member" else {})
        one.add_cookies([{"name": n, "value": v, "url": koers_server.url} for n, v in cookies.items()])
        tab = one.new_page()
        for page in (page for page in demo.pages if page.who == who):
            tab.goto(page.address)
            found += [f"{page.name} ({who}): {what}" for what in unclear(tab)]
    assert not found, "\n".join(found)
