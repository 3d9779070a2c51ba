"""A register that is brought in, in a browser: its preview, the map, a search; and a role with its ties."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from koers.apps.people.models import Team
from koers.apps.roles import commands
from koers.apps.roles.models import Role
from koers.domain import roles
from tests import cast
from tests.looking import clear
from tests.registers.test_reading import HERE, RUST, _teams, _zip
from tests.server import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "width", "scheme"), [("nl", 390, "light"), ("en", 1440, "dark")])
def test_a_register_is_brought_in_seen_as_circles_and_searched(
    koers_server: Server,
    context: Callable[..., Any],
    linde: cast.Table,
    tmp_path: Any,
    language: str,
    width: int,
    scheme: str,
) -> None:
    screen = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    one = context(linde.helper.person, locale=language, **screen)
    one.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": koers_server.url}])
    page: Page = one.new_page()
    key = linde.team.key
    file = tmp_path / "teams.zip"
    file.write_bytes(_zip(_teams(RUST if RUST.is_dir() else HERE / "teams")))

    page.goto(reverse("register_import", args=[key]))
    clear(page, tmp_path, "choose")
    page.set_input_files("#file", {"name": "a.toml", "mimeType": "text/plain", "buffer": b"name = \n"})
    page.locator("main form button").click()
    expect(page.locator("#file")).to_have_attribute("aria-invalid", "true")
    clear(page, tmp_path, "refused")
    page.set_input_files("#file", str(file))
    page.locator("main form button").click()
    expect(page.locator("input[name=register]")).to_have_count(1)
    assert Team.objects.count() == 1
    clear(page, tmp_path, "preview")
    page.locator("main form button").click()
    page.wait_for_url("**/circles/")
    clear(page, tmp_path, "circles")

    # By keyboard: the list's link, not the drawing's.
    page.locator(".map-list a", has_text=re.compile("^compiler$")).press("Enter")
    page.wait_for_url(re.compile(r"/circles/\d+/$"))
    clear(page, tmp_path, "circle")
    page.goto(reverse("roles", args=[key]))
    page.fill("#q", "maintainer")
    page.locator("form[role=search] button").click()
    expect(page.locator(".role-row").first).to_contain_text("Maintainer")
    clear(page, tmp_path, "found")

    lead, maintainer = (Role.objects.get(team__name="compiler", name=n) for n in ("Lead", "Maintainer"))
    text = roles.Text("Gids", "Wie nieuw is doet mee.", ties=roles.tied([("leans_on", lead.pk)]))
    made = commands.propose_role(linde.facilitator, linde.team, text, "Nodig")
    guide = commands.adopt_role(linde.facilitator, made.pk, "Goed")
    page.goto(reverse("role_change", args=[key, guide.pk]))
    expect(page.locator("#leans_on")).to_have_value("Lead, compiler")
    page.fill("#reports_to", "Lead")
    page.fill("#why", "Zo is het")
    page.locator("main form button").first.click()
    expect(page.locator("#reports_to")).to_have_attribute("aria-invalid", "true")
    page.fill("#reports_to", f"{maintainer.name}, {maintainer.team.name}")
    clear(page, tmp_path, "ties")
    page.locator("main form button").first.click()
    page.wait_for_url("**/proposals/*/")
    expect(page.locator("ins")).to_contain_text("Maintainer, compiler")
    clear(page, tmp_path, "proposed")
    page.goto(reverse("role", args=[key, lead.pk]))
    expect(page.locator("main")).to_contain_text("Gids")
    clear(page, tmp_path, "tied")
