"""Earlier decisions in a browser: choose the list, look what would come in, bring it in, find it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from koers.apps.decisions.models import Decision
from tests import cast
from tests.earlier.test_reading import HERE
from tests.looking import clear
from tests.server import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("language", "width", "scheme", "javascript"),
    [
        ("nl", 390, "light", True),
        ("en", 1440, "dark", True),
        ("nl", 1440, "light", False),
        ("en", 390, "dark", False),
    ],
)
def test_a_list_is_looked_over_brought_in_and_found(
    koers_server: Server,
    context: Callable[..., Any],
    linde: cast.Table,
    tmp_path: Any,
    language: str,
    width: int,
    scheme: str,
    javascript: bool,
) -> None:
    screen = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    one = context(linde.helper.person, locale=language, java_script_enabled=javascript, **screen)
    one.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": koers_server.url}])
    page: Page = one.new_page()

    def look(name: str) -> None:
        if javascript:
            clear(page, tmp_path, name)

    page.goto(reverse("log", args=[linde.team.key]))
    page.locator(f"a[href='{reverse('earlier', args=[linde.team.key])}']").click()
    look("choose")
    page.set_input_files("#file", {"name": "a.csv", "mimeType": "text/csv", "buffer": b"besluit;datum\n"})
    page.locator("main form button").click()
    expect(page.locator("#file")).to_have_attribute("aria-invalid", "true")
    look("refused")

    page.set_input_files("#file", str(HERE / "besluiten.csv"))
    page.locator("main form button").click()
    expect(page.locator("h1")).to_contain_text({"nl": "vijf", "en": "five"}[language])
    assert not Decision.objects.exists()
    expect(page.locator("#differs-h + p + ul")).to_contain_text("Nieuwe huisstijl")
    look("preview")
    page.locator("#columns summary").click()
    page.select_option("select[name='column-2']", "")
    page.locator("#columns button").click()
    page.locator("#columns summary").click()
    expect(page.locator("select[name='column-2']")).to_have_value("")
    expect(page.locator("main")).to_contain_text("Vanaf 1 juli 2019")
    page.select_option("select[name='column-2']", "title")
    page.locator("button[name=seen]").click()
    expect(page.locator(".errors, [role=alert]").first).to_be_visible()
    assert not Decision.objects.exists()
    look("changed")
    page.locator("button[name=seen]").click()
    page.wait_for_url("**/log/")
    assert Decision.objects.count() == 5

    page.fill("#q", "rookvrij")
    page.locator("form[role=search] button").first.click()
    expect(page.locator(".role-row")).to_have_count(1)
    page.locator(".role-row a").first.click()
    expect(page.locator("main")).to_contain_text("besluiten.csv")
    look("record")
    page.goto(reverse("decision", args=[linde.team.key, "2019-002"]))
    expect(page.locator(".record-main .note").nth(1)).to_be_visible()
    look("differs")
