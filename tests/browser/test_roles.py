"""Roles in a browser: proposing, adopting and filling one, on a phone and on a laptop, in both languages."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from koers.apps.roles.models import Role, Term
from tests import cast
from tests.looking import clear
from tests.server import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("language", "width", "scheme"), [("nl", 390, "light"), ("en", 1440, "dark")])
def test_a_role_is_proposed_adopted_filled_and_found(
    koers_server: Server,
    context: Callable[..., Any],
    linde: cast.Table,
    tmp_path: Any,
    language: str,
    width: int,
    scheme: str,
    script: bool,
) -> None:
    def page_of(person: Any) -> Page:
        screen = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        one = context(person, locale=language, java_script_enabled=script, **screen)
        one.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": koers_server.url}])
        page: Page = one.new_page()
        return page

    def look(page: Page, name: str) -> None:
        if script:
            clear(page, tmp_path, name)

    key = linde.team.key
    member, lead = page_of(linde.chair("Joost").person), page_of(linde.helper.person)
    member.goto(reverse("roles", args=[key]))
    look(member, "empty")
    member.goto(reverse("role_new", args=[key]) + "?from=client")
    look(member, "form")
    member.fill("#why", "")
    member.locator("main form button").click()
    expect(member.locator("#why")).to_have_attribute("aria-invalid", "true")
    look(member, "refused")
    member.fill("#why", "Nodig")
    member.locator("main form button").click()
    member.wait_for_url("**/proposals/*/")
    look(member, "proposed")

    lead.goto(member.url)
    lead.fill("#reason", "Eens")
    lead.locator("form[action$='/adoption/'] button").first.click()
    lead.wait_for_url(re.compile(r"/roles/\d+/$"))
    look(lead, "vacant")
    lead.select_option("#member", str(linde.chair("Ravi").pk))
    lead.fill("#last", (timezone.localdate() + timedelta(days=20)).isoformat())
    lead.locator("form[action$='/terms/'] button").click()
    expect(lead.locator("details summary")).to_have_count(1)
    look(lead, "filled")

    role = Role.objects.get()
    member.goto(reverse("role_change", args=[key, role.pk]))
    look(member, "change")
    member.fill("#purpose", f"{role.purpose} Altijd.")
    member.fill("#why", "Scherper")
    member.locator("main form button").first.click()
    member.wait_for_url("**/proposals/*/")
    expect(member.locator("ins")).not_to_have_count(0)
    look(member, "difference")
    member.goto(reverse("roles", args=[key]) + "?show=soon")
    member.fill("#q", role.name.upper())
    member.locator("form[role=search] button").click()
    expect(member.locator(".role-row")).to_have_count(1)
    look(member, "found")
    assert Term.objects.get().member.name == "Ravi"
