"""The course in a browser: from seven sentences to one that holds by decision, and a sixth priority."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from koers.apps.decisions import commands as deciding
from koers.apps.decisions.models import Process
from koers.apps.decisions.records import adopting
from koers.apps.decisions.records import commands as records
from koers.apps.direction.commands import sentence
from koers.apps.direction.models import Document, Priority, SentenceRound
from tests import cast, course
from tests.looking import clear
from tests.server import Server

pytestmark = pytest.mark.browser
PHONE, LAPTOP = 390, 1440


class Room:
    """Who looks on which screen, in one language."""

    def __init__(self, context: Any, url: str, folder: Any, language: str, scheme: str) -> None:
        self.context, self.url, self.folder = context, url, folder
        self.language, self.scheme = language, scheme

    def page(self, person: Any, width: int) -> Page:
        screen = {"viewport": {"width": width, "height": 900}, "color_scheme": self.scheme}
        one = self.context(person, locale=self.language, **screen)
        cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": self.language, "url": self.url}
        one.add_cookies([cookie])
        page: Page = one.new_page()
        return page

    def look(self, page: Page, name: str) -> None:
        clear(page, self.folder, name)


@pytest.fixture
def room(
    koers_server: Server, context: Callable[..., Any], tmp_path: Any, request: pytest.FixtureRequest
) -> Room:
    return Room(context, koers_server.url, tmp_path, *request.param)


BOTH = pytest.mark.parametrize("room", [("nl", "light"), ("en", "dark")], indirect=True)


@BOTH
def test_seven_sentences_become_one_that_holds_by_decision(room: Room, linde: cast.Table) -> None:
    key, joost = linde.team.key, linde.chair("Joost")
    wall, phone = room.page(linde.helper.person, LAPTOP), room.page(joost.person, PHONE)
    wall.goto(reverse("direction", args=[key]))
    room.look(wall, "empty")
    wall.locator("form[action$='/sentence/'] button").click()
    wall.wait_for_url("**/sentence/1/wall/")

    phone.goto(reverse("now", args=[key]))
    phone.wait_for_url("**/own/")
    phone.locator("form button").click()
    expect(phone.locator("#text")).to_have_attribute("aria-invalid", "true")
    phone.fill("#text", course.GIVEN[1])
    room.look(phone, "own")
    phone.locator("form button").click()
    phone.wait_for_url("**/phone/")
    found = SentenceRound.objects.get()
    course.give(linde, found, *(name for name in linde.names if name not in ("Joost", "Lotte")))
    expect(wall.locator(".rb-there .who--guard")).to_have_count(6)
    assert course.GIVEN[0] not in wall.content() + phone.content()
    room.look(wall, "writing")
    room.look(phone, "waiting")

    course.give(linde, found, "Lotte")
    expect(phone.locator(".rb-sent li")).to_have_count(7)
    expect(wall.locator(".rb-sent li")).to_have_count(7)
    expect(wall.locator(".rb-sent mark").first).to_be_visible()
    room.look(wall, "side by side")
    room.look(phone, "side by side on a phone")

    phone.locator("#merge summary").click()
    phone.fill("#merged", course.MERGED)
    phone.locator("form[action$='/merged/'] button").click()
    expect(phone.locator("input[name=carries]")).to_have_count(2)
    phone.locator("input[value=yes]").check(force=True)
    phone.locator("form[action$='/carrying/'] button").click()
    sentence.carry_sentence(linde.seat("Ravi"), found.pk, 1, False, "De nacht mist nog.")
    expect(wall.locator(".dir-carry")).to_have_count(2)
    room.look(wall, "merged")
    room.look(phone, "merged on a phone")
    wall.locator("form[action$='/settling/'] button").click()
    expect(wall.locator(".rb-head h1")).to_contain_text(course.MERGED)
    room.look(wall, "ended")
    expect(phone).to_have_url(re.compile(r"/sentence/1/$"))

    _put_to_decision(room, phone, linde)
    assert adopting.adopt_all_decided() == 1
    assert course.MERGED in Document.objects.get().text
    wall.goto(reverse("direction", args=[key]))
    expect(wall.locator(".dir-course")).to_contain_text(course.MERGED)
    wall.locator(".dir-sentence a").first.click()
    room.look(wall, "how it became this")
    phone.goto(reverse("home", args=[key]))
    expect(phone.locator(".tafel-top")).to_contain_text(course.MERGED)


def _put_to_decision(room: Room, phone: Page, linde: cast.Table) -> None:
    phone.locator("header a.link").click()
    room.look(phone, "draft")
    phone.locator("a.btn--big").click()
    expect(phone.locator("#text")).to_have_value(re.compile(course.MERGED))
    phone.locator("input[name=method][value=consent]").check(force=True)
    phone.locator("#terms summary").first.click()
    phone.locator("input[name=live]").check()
    phone.locator("form.by-method button.btn--signal").click()
    phone.locator("form[action$='/opening/'] button.btn--signal").click()
    phone.wait_for_url("**/proposals/1/")
    process = Process.objects.get()
    for name in linde.names:
        deciding.respond(linde.seat(name), process.pk, "no_objection")
    deciding.close_process(linde.facilitator, process.pk)
    records.seal_all_adopted()


@BOTH
@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_a_sixth_priority_asks_which_one_goes(room: Room, linde: cast.Table, width: int) -> None:
    for number in range(5):
        course.priority(linde, f"Prioriteit over de nacht, nummer {number}")
    page = room.page(linde.chair("Joost").person, width)
    page.goto(reverse("direction", args=[linde.team.key]))
    room.look(page, "five")
    page.goto(reverse("priority_new", args=[linde.team.key]))
    page.fill("#title", "Huisartsen vinden ons")
    page.locator("main form button").click()
    expect(page.locator("#goes .error")).to_be_visible()
    room.look(page, "which one goes")
    page.locator("#goes input").nth(2).check(force=True)
    page.fill("#why", "Dat loopt al")
    page.locator("main form button").click()
    expect(page.locator(".dir-priority")).to_have_count(5)
    gone = Priority.objects.get(state="let_go")
    assert (gone.title, gone.word) == ("Prioriteit over de nacht, nummer 2", "Dat loopt al")
    page.goto(reverse("priority", args=[linde.team.key, gone.pk]))
    room.look(page, "let go")
    page.goto(reverse("priority", args=[linde.team.key, Priority.objects.latest("pk").pk]))
    page.locator("input[value=stuck]").check(force=True)
    page.locator("form[action$='/progress/'] button").click()
    expect(page.locator(".state--talk")).to_be_visible()
    room.look(page, "stuck")
