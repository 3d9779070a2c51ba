"""The log in a browser: looked for, narrowed, kept as a view, taken along in Word; also without scripts."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from koers.apps.decisions.models import SavedView
from koers.apps.decisions.records import commands as records
from koers.domain.minutes import DECISION
from koers.domain.minutes.taking import Chosen, Source
from tests import cast
from tests import records as play
from tests.looking import clear
from tests.server import Server

pytestmark = pytest.mark.browser


def _told(table: cast.Table) -> None:
    """Two about the night, one of them from minutes, and one about something else."""
    play.decided(table)
    play.decided(table, title="De bus wordt verkocht")
    chosen = Chosen(1, DECISION, "Na elke nacht is er een vrije dag.")
    records.take_decision(table.facilitator, table.team, chosen, Source("Beraad in Arnhem", date(2025, 5, 3)))


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("language", "width", "scheme"), [("nl", 390, "light"), ("en", 1440, "dark")])
def test_what_is_looked_for_is_narrowed_kept_and_taken_along_in_word(
    koers_server: Server,
    context: Callable[..., Any],
    linde: cast.Table,
    tmp_path: Any,
    language: str,
    width: int,
    scheme: str,
    script: bool,
) -> None:
    _told(linde)
    screen = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    browser = context(linde.chair("Joost").person, locale=language, java_script_enabled=script, **screen)
    browser.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": koers_server.url}])
    page: Page = browser.new_page()

    page.goto(reverse("log", args=[linde.team.key]))
    expect(page.locator("li.role-row")).to_have_count(3)
    if script:
        clear(page, tmp_path, "all")
    page.fill("#q", "vrije")
    page.locator("form.log-search button").click()
    expect(page.locator("li.role-row")).to_have_count(1)
    expect(page.locator("li.role-row mark").first).to_have_text("vrije")
    expect(page.locator("li.role-row")).to_contain_text("Beraad in Arnhem")

    page.fill("#q", "")
    page.locator("form.log-search summary").click()
    page.select_option("#source", "minutes")
    page.select_option("#year", "2025")
    page.locator("form.log-search button").click()
    page.wait_for_url(re.compile("source=minutes"))
    expect(page.locator("li.role-row")).to_have_count(1)

    page.locator("details:has(#view) summary").click()
    page.fill("#view", "Arnhem")
    page.locator("details:has(#view) button").click()
    page.wait_for_url(re.compile("source=minutes"))
    assert SavedView.objects.get().wanted == {"source": "minutes", "year": "2025"}
    if script:
        clear(page, tmp_path, "kept")
    page.goto(reverse("log", args=[linde.team.key]))
    page.get_by_role("link", name="Arnhem", exact=True).click()
    expect(page.locator("li.role-row")).to_have_count(1)

    with page.expect_download() as coming:
        page.locator("a[href*='/log/word/']").click()
    coming.value.save_as(tmp_path / "log.docx")
    document = docx.Document(str(tmp_path / "log.docx"))
    heads = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 2"]
    assert [head.partition(" ")[2] for head in heads] == ["Na elke nacht is er een vrije dag."]
    assert document.core_properties.language == {"nl": "nl-NL", "en": "en-GB"}[language]
