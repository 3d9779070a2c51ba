"""A collaboration check for real: three phones in two languages and a wall, from first word to hand-over.

One loses the connection while sending. Elements are found by what they are, not by their words. Pictures of
every face of it lie in the test's own folder (`--basetemp` says where).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from koers.apps.checks.models import Check, Line, Term
from koers.apps.people.models import Member
from koers.domain import checks
from tests import cast, checking
from tests.browser.test_readback import Camera

pytestmark = pytest.mark.browser

Pages = Callable[..., Page]
LOCALES = {"Fatima": "nl-NL", "Daan": "en-GB", "Els": "nl-NL"}
LINES = {
    "Fatima": "We zeggen het als iets niet lukt, ook als het laat is.",
    "Daan": "We start on time, also when somebody is missing.",
    "Els": "Iedereen leest vooraf. Dat scheelt een half uur per keer.",
}


@pytest.fixture
def camera(tmp_path: Any) -> Camera:
    return Camera(tmp_path)


@pytest.fixture
def noord(transactional_db: None) -> cast.Table:
    """Three at a table, who checked once before and have a guardian."""
    table = cast.seated(cast.organisation(), "Wijkteam Noord", cast.NOORD)
    checking.agreed(table, "Daan")
    checking.hands_over(table)
    return table


def write(phone: Page, text: str) -> None:
    """One line, and then the others' are there."""
    phone.wait_for_url("**/line/")
    phone.fill("#text", text)
    phone.click("[data-submit]")
    phone.wait_for_url("**/lines/")


def go_on(laptop: Page, stage: str) -> None:
    """To the next step; the wall follows."""
    laptop.locator("form[action$='/step/'] button").click()
    expect(laptop.locator(f"#wall[data-stage={stage}]")).to_be_attached()


def test_three_phones_in_two_languages_one_offline_and_a_wall(
    wall: Pages, phone: Pages, camera: Camera, noord: cast.Table
) -> None:
    at = [noord.team.key]
    laptop = wall(noord.helper.person)
    laptop.goto(reverse("checks", args=at))
    camera.take(laptop, "checks-nl-1440")
    laptop.locator("form[action$='/opening/'] button").click()
    laptop.wait_for_url("**/wall/")
    check = Check.objects.get(ended=None)
    phones = {name: phone(noord.chair(name).person, locale=locale) for name, locale in LOCALES.items()}
    for one in phones.values():
        one.goto(reverse("now", args=at))
        one.wait_for_url("**/lines/")
    fatima, daan, els = phones.values()

    # Former agreements first; who saw to it says one word on their own phone, and the wall hears it.
    camera.take(laptop, "wall-former-nl-1440")
    camera.take(daan, "phone-former-en-390")
    assert fatima.locator(".ck-word").count() == 0
    daan.locator(".ck-word input[name=word]").fill("mostly")
    daan.locator("button[value=partly]").click()
    expect(laptop.locator(".ck-said", has_text="mostly")).to_be_visible()
    go_on(laptop, "helps")

    # First alone: nobody sees another's line before their own. One loses the connection while sending.
    for one in phones.values():
        one.wait_for_url("**/line/")
    camera.take(els, "phone-line-nl-390")
    camera.take(daan, "phone-line-en-390")
    write(fatima, LINES["Fatima"])
    expect(laptop.locator(".rb-there .who--guard")).to_have_count(1)
    camera.take(laptop, "wall-alone-nl-1440")
    assert LINES["Fatima"] not in laptop.content()
    assert LINES["Fatima"] not in daan.content()
    daan.fill("#text", LINES["Daan"])
    daan.context.set_offline(True)
    daan.click("[data-submit]")
    expect(daan.locator("[data-kept]")).to_be_visible()
    daan.context.set_offline(False)
    daan.wait_for_url("**/lines/", timeout=15000)
    expect(daan.locator("#lines .rb-sent li")).to_have_count(1)
    els.fill("#text", LINES["Els"])
    els.reload()
    assert els.input_value("#text") == LINES["Els"]
    els.click("[data-submit]")
    els.wait_for_url("**/lines/")

    # Then together: all are in, so it lies on the wall by itself. Going back doesn't write it twice.
    expect(laptop.locator(".rb-sent li")).to_have_count(3)
    camera.take(laptop, "wall-together-nl-1440")
    camera.take(fatima, "phone-together-nl-390")
    els.go_back()  # a browser that kept the page shows the form again; sending it once more changes nothing
    if els.url.endswith("/line/"):
        els.click("[data-submit]")
    els.wait_for_url("**/lines/")
    assert Line.objects.filter(check_at=check, step="helps").count() == 3

    # A step skipped has a reason; one goes on when the guardian says so, also when somebody passes.
    go_on(laptop, "chafes")
    laptop.click("a[href$='/skip/']")
    camera.take(laptop, "skip-nl-1440")
    laptop.fill("#reason", "Daar hadden we het gisteren over")
    laptop.locator("form[action$='/skip/'] button:not([formaction])").click()
    expect(laptop.locator("#wall[data-stage=hinders]")).to_be_attached()
    for one in phones.values():  # who was still writing is told, and taken nothing away from
        one.click(".ck-where a")
        expect(one.locator("input[name=step][value=hinders]").first).to_be_attached()
    for stage in checks.ALONE[2:]:
        for name, one in phones.items():
            expect(one.locator(f"input[name=step][value={stage}]").first).to_be_attached()
            if name == "Els":
                one.click("button[name=pass]")
                one.wait_for_url("**/lines/")
            else:
                write(one, f"{LINES[name]} ({stage})")
        expect(laptop.locator(".rb-sent li")).to_have_count(2)
        go_on(laptop, checks.STAGES[checks.STAGES.index(stage) + 1])

    # What is missing in an agreement is said at its field, and what was filled in stays.
    laptop.fill("#text-1", "Bel eerst de ander, dan pas de groep")
    laptop.locator("form[action$='/agreement/'] button").click()
    expect(laptop.locator("#owner-1-error")).to_be_visible()
    assert laptop.input_value("#text-1").startswith("Bel eerst")
    camera.take(laptop, "wall-agree-nl-1440")
    camera.take(daan, "phone-agree-en-390")
    laptop.select_option("#owner-1", str(noord.chair("Els").pk))
    laptop.fill("#due-1", (timezone.localdate() + timedelta(days=30)).isoformat())
    laptop.locator("form[action$='/agreement/'] button").click()
    expect(laptop.locator(f"a[href='{reverse('check', args=[*at, check.number])}']")).to_be_visible()
    assert Check.objects.get(pk=check.pk).stage == "kept"
    camera.take(laptop, "wall-ended-nl-1440")

    # The page to keep, on every phone by itself and on A4.
    for one in phones.values():
        one.wait_for_url(f"**/check/{check.number}/")
    camera.take(daan, "kept-en-390")
    laptop.goto(reverse("check", args=[*at, check.number]))
    camera.take(laptop, "kept-nl-1440")
    laptop.emulate_media(media="print")
    laptop.pdf(path=str(camera.folder / "kept.pdf"), format="A4", prefer_css_page_size=True)

    # The guardian hands over with a few words; the next passes, and the one after says yes.
    fatima.goto(reverse("home", args=at))
    camera.take(fatima, "home-nl-390")
    fatima.goto(reverse("guardian", args=at))
    camera.take(fatima, "guardian-nl-390")
    fatima.fill("#note", "Let op wie er stil blijft.")
    fatima.click("#handover")
    daan.goto(reverse("guardian", args=at))
    camera.take(daan, "guardian-asked-en-390")
    daan.locator("details.fold summary").click()
    daan.fill("#reason", "On leave until March")
    daan.click("button[value=pass]")
    els.goto(reverse("guardian", args=at))
    els.click("button[value=yes]")
    expect(els.locator("#toasts .toast")).to_be_visible()
    assert Member.objects.get(guardian=True).name == "Els"
    assert Term.objects.get(state="passed").reason == "On leave until March"
    english = wall(noord.chair("Els").person, locale="en-GB")
    english.goto(reverse("guardian", args=at))
    camera.take(english, "guardian-en-1440")


def test_without_script_a_line_is_written_and_the_others_are_seen(
    context: Callable[..., Any], noord: cast.Table
) -> None:
    check = checking.to(noord, checking.opened(noord), "helps")
    checking.write(noord, check, "Els", LINES["Els"])
    page = context(noord.chair("Daan").person, java_script_enabled=False).new_page()
    page.goto(reverse("now", args=[noord.team.key]))
    page.wait_for_url("**/line/")
    assert LINES["Els"] not in page.content()
    page.fill("#text", LINES["Daan"])
    page.click("[data-submit]")
    page.wait_for_url("**/lines/")
    assert LINES["Els"] in page.content()
