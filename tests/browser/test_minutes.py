"""Minutes in a browser: pasted, gone through, and what was chosen stands at the table; in both languages."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from koers.apps.actions.models import Action
from koers.apps.decisions.models import Decision
from tests import cast
from tests.looking import clear
from tests.server import Server

pytestmark = pytest.mark.browser

MINUTES = """# Notulen MT 2 november 2026

Aanwezig: Joost, Samira, Anouk en Koos de Vries
Afwezig: Lotte

## 1. Nachtdiensten

Anouk licht toe hoe de nachten nu bezet zijn. Een op de vijf was vorige maand te krap. Samira vraagt of de
oudere collega's zijn gehoord. Dat is gebeurd, en zij willen het proberen.

**Besluit:** vanaf 11 januari maken de IC en de spoed één rooster voor de nacht.

- [ ] Ravi belt de roostermakers van beide afdelingen
- Anouk zal de oudere collega's laten weten wat er verandert.

## 2. Rondvraag

De oude bus kost meer dan hij oplevert. We besluiten hem te verkopen. Joost zal een prijs opvragen.
Over de kerstborrel hebben we het de volgende keer.
"""


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("language", "width", "scheme"), [("nl", 390, "light"), ("en", 1440, "dark")])
def test_minutes_are_pasted_and_what_is_chosen_stands_at_the_table(
    koers_server: Server,
    context: Callable[..., Any],
    linde: cast.Table,
    tmp_path: Any,
    language: str,
    width: int,
    scheme: str,
    script: bool,
) -> None:
    screen = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    browser = context(linde.chair("Joost").person, locale=language, java_script_enabled=script, **screen)
    browser.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": koers_server.url}])
    page: Page = browser.new_page()

    def look(name: str) -> None:
        if script:
            clear(page, tmp_path, name)

    page.goto(reverse("decisions", args=[linde.team.key]))
    page.locator("a[href$='/minutes/']").click()
    look("paste")
    page.fill("#text", MINUTES)
    page.locator("main form button").click()
    expect(page.locator(".min-mark")).to_have_count(5)
    look("found")

    def choose(n: int, kind: str) -> None:
        page.locator(f"#item-{n} input[value='{kind}']").check()

    choose(1, "decision")
    page.fill("#text-1", "De IC en de spoed maken één rooster voor de nacht.")
    choose(2, "action")
    assert page.locator("#owner-2").input_value() == str(linde.chair("Ravi").pk)
    page.locator("main form button.btn--signal").click()
    expect(page.locator("#due-2")).to_have_attribute("aria-invalid", "true")
    look("refused")
    page.fill("#due-2", (timezone.localdate() + timedelta(days=14)).isoformat())
    page.locator("main form button.btn--signal").click()
    page.wait_for_url("**/decisions/")
    look("taken")

    decision, action = Decision.objects.get(), Action.objects.get()
    assert (decision.text, action.owner.name) == (
        "De IC en de spoed maken één rooster voor de nacht.",
        "Ravi",
    )
    assert sorted(decision.record["took_part"]) == sorted(
        linde.chair(name).pk for name in ("Joost", "Samira", "Anouk")
    )
    page.locator(f"a[href$='/decisions/{decision.number}/']").click()
    expect(page.locator("h1")).to_have_text(re.compile("één rooster"))
    look("decision")
    page.goto(reverse("actions", args=[linde.team.key]))
    expect(page.locator(f"#action-{action.pk}")).to_be_visible()
