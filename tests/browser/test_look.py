"""Every page in the browser: accessible, never wider than the screen, silent in the console."""

from collections.abc import Callable
from typing import Any

import pytest

from koers.apps.people import secrets
from koers.web.views.join import slug
from tests import cast
from tests.looking import problems

pytestmark = [pytest.mark.browser, pytest.mark.looks]

WIDTHS = (320, 360, 390, 768, 992, 1024, 1440, 1920)


@pytest.fixture
def tables(linde: cast.Table) -> dict[str, Any]:
    """The addresses of everybody's pages and of the facilitator's."""
    code = slug(secrets.join_code(str(cast.door(linde).pk)))
    open_to_all = [
        "/",
        "/j/",
        f"/j/{code}/",
        "/privacy/",
        "/accessibility/",
        "/components/",
        "/account/login/",
    ]
    team = f"/t/{linde.team.key}"
    return {"all": [*open_to_all, f"{team}/"], "lead": ["/", f"{team}/", f"{team}/table/"], "linde": linde}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl-NL", "en-GB"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_rules_of_accessibility_find_nothing(
    context: Callable[..., Any], tables: dict[str, Any], width: int, language: str, scheme: str
) -> None:
    screen = {"viewport": {"width": width, "height": 900}, "locale": language, "color_scheme": scheme}
    for who, addresses in ((None, tables["all"]), (tables["linde"].helper.person, tables["lead"])):
        page = context(who, **screen).new_page()
        for address in addresses:
            page.goto(address)
            assert problems(page) == [], address


def test_no_page_is_wider_than_the_screen(context: Callable[..., Any], tables: dict[str, Any]) -> None:
    for who, addresses in ((None, tables["all"]), (tables["linde"].helper.person, tables["lead"])):
        page = context(who).new_page()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for address in addresses:
                page.goto(address)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, width)


def test_setting_a_table_breaks_no_policy_and_keeps_what_was_typed(
    context: Callable[..., Any], db: None
) -> None:
    page, said = context(cast.founder()).new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/")
    page.fill("#seat-1", "Marieke")
    page.click("button[name=more][value='1']")
    page.wait_for_selector("#seat-8")
    assert page.input_value("#seat-1") == "Marieke"
    assert page.locator("#begin-table .seat").count() == 8
    assert page.evaluate("document.activeElement.id") == "seat-more"
    assert said == []


def test_a_table_is_set_and_joined_without_script(context: Callable[..., Any]) -> None:
    desk = context(cast.founder(), java_script_enabled=False).new_page()
    desk.goto("/")
    desk.fill("#seat-1", "Marieke")
    desk.click("button[name=more][value='1']")
    desk.fill("#team", "MT De Linde")
    desk.click(".sheet button.btn--big")
    code = desk.inner_text(".join-c")

    phone = context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    phone.goto("/j/")
    phone.fill("#code", code)
    phone.click("form button")
    phone.locator("label.choice").first.click()
    phone.click("button[form=sit]")
    assert phone.url.endswith("/now/")
    desk.reload()
    assert "Marieke" in desk.inner_text("#sitting .rows")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_and_how_far_it_is_shows_in_the_readers_own_colours(
    context: Callable[..., Any], scheme: str
) -> None:
    page = context(forced_colors="active", color_scheme=scheme).new_page()
    page.goto("/components/")

    def seen(place: Any) -> bytes:
        page.mouse.move(0, 0)
        page.evaluate("document.activeElement.blur()")
        return bytes(place.screenshot(animations="disabled"))

    tick, stairs = page.locator(".check").first, page.locator(".stair")
    before = seen(tick)
    tick.locator("input").uncheck()
    assert seen(tick) != before
    alone = seen(stairs.nth(1))
    stairs.nth(1).locator("input").check()
    chosen = seen(stairs.nth(1))
    assert chosen != alone
    stairs.nth(2).locator("input").check()
    assert seen(stairs.nth(1)) == alone
    fills = page.locator(".steps").first.evaluate(
        "list => [...list.children].map(step => getComputedStyle(step, '::before').backgroundColor)"
    )
    assert len(set(fills)) == 3  # done, under way, to come
