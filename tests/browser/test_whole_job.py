"""The whole job: a facilitator, a wall and seven phones, from the QR code to two agreed actions.

Dutch, with one English phone. Elements are found by what they are, not by their words, so that a better word
breaks nothing here.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from koers.apps.actions.models import Action
from koers.apps.ledger.models import Entry
from koers.apps.people import commands as people
from koers.apps.people import secrets
from koers.apps.people.models import Person, Team
from koers.apps.scans.models import Note, Round, Tally
from koers.domain import scans
from koers.web.drawing.qr import qr
from koers.web.views.join import slug
from tests import cast, rounds
from tests.cast import Table
from tests.server import Server

pytestmark = pytest.mark.browser

Pages = Callable[..., Page]

FATIMA = "👩🏽‍⚕️ Fatima"
NAMES = ("Marieke", "Joost", "Samira", "Pieter-Jan", "Anouk", "Ravi")


# --- what people do


def sign_in(laptop: Page) -> None:
    """With the link from the terminal."""
    laptop.goto(f"/in/{people.send_link(cast.founder('Bram'))}/")
    press(laptop, "form[method=post]")
    expect(laptop.locator("#team")).to_be_visible()


def set_table(laptop: Page, names: tuple[str, ...], seats: int) -> Team:
    """Start with a team; a seat without a name stays free."""
    for _ in range(7, seats):
        laptop.click("button[name=more][value='1']")
    for field, name in zip(laptop.locator("input[name=name]").all(), names, strict=False):
        field.fill(name)
    laptop.fill("#team", "MT De Linde")
    laptop.locator("#team").press("Enter")
    laptop.wait_for_url("**/table/**")
    return Team.objects.get()


def join_address(laptop: Page) -> str:
    """Where the QR code on the laptop leads."""
    code = laptop.locator(".join-c").inner_text()
    address = laptop.evaluate("location.origin") + reverse("join", args=[slug(code)])
    drawn = re.search(r' d="([^"]+)"', str(qr(address, "")))
    assert drawn
    assert drawn[1] in laptop.content(), "the QR code leads somewhere else"
    return address


def sit_down(phone: Page, address: str, name: str, typed: str = "") -> None:
    """Scan the code, choose the seat with one's name or a free one, sit down."""
    phone.goto(address)
    if typed:
        phone.locator("label:has(input[name=seat])").last.click()
        phone.fill("input[name=name]", typed)
    else:
        phone.locator("label.choice", has_text=name).click()
    phone.click("button[form=sit]")
    phone.wait_for_url("**/now/")


def press(page: Page, form: str) -> None:
    """The button of a form."""
    page.locator(f"{form} button").first.click()


def tap(page: Page, field: str) -> None:
    """A choice: its label is what one touches."""
    page.locator(f"label:has({field})").click()


def to_the_form(phone: Page) -> None:
    """An open phone goes to the questions by itself."""
    phone.wait_for_url("**/answer/**")
    expect(phone.locator("[data-step]:visible")).to_have_count(1)


def score(phone: Page, s: str, step: int) -> None:
    """Give a step on the S that is shown."""
    tap(phone, f"input[name=score-{s}][value='{step}']")


def onward(phone: Page) -> None:
    """To the next S."""
    phone.locator("[data-next]:visible").click()


def fill_in(phone: Page, step: int) -> None:
    """All five, up to the button that sends them."""
    for s in scans.FIVE:
        score(phone, s, step)
        if s != scans.FIVE[-1]:
            onward(phone)


def send(phone: Page) -> None:
    """Give one's dots."""
    phone.click("[data-submit]")


def sent(phone: Page) -> None:
    """They have arrived."""
    phone.wait_for_url("**/now/")


def choose(phone: Page, s: str) -> None:
    """Which S to begin with."""
    phone.locator(f"form[action$='/pick/'] label:has(input[value={s}])").click()
    press(phone, "form[action$='/pick/']")


def why(phone: Page, s: str, text: str) -> None:
    """Write a why with an S."""
    phone.locator(f"details:has(#why-{s}) summary").click()
    phone.fill(f"#why-{s}", text)


def the_round() -> Round:
    """The one round there is."""
    return Round.objects.get()


# --- the whole job


def test_seven_people_from_the_qr_code_to_two_actions(page: Page, phone: Pages, koers_server: Server) -> None:
    laptop = page
    sign_in(laptop)
    team = set_table(laptop, NAMES, 7)
    address = join_address(laptop)

    phones = {name: phone() for name in NAMES} | {FATIMA: phone(locale="en-GB")}
    for name in NAMES:
        sit_down(phones[name], address, name)
    sit_down(phones[FATIMA], address, FATIMA, typed=FATIMA)
    expect(laptop.locator("#sitting button[formaction*='/freeing/']")).to_have_count(7)
    assert team.members.get(number=7).name == FATIMA
    assert phones[FATIMA].locator("html").get_attribute("lang") == "en"
    assert phones["Joost"].locator("html").get_attribute("lang") == "nl"

    laptop.goto(reverse("scan_new", args=[team.key]))
    laptop.click("form[action$='/rounds/'] button")
    laptop.wait_for_url("**/wall/")
    wall = laptop.context.new_page()
    wall.goto(laptop.url)

    marieke, joost, samira, pieter_jan, *others = phones.values()
    for one in phones.values():
        to_the_form(one)
    _back_button(marieke)
    _two_tabs(joost)
    _offline(samira)
    _long_why(pieter_jan)
    for step, one in enumerate(others, start=2):
        fill_in(one, step)
        _twice(one)
    scan = the_round()
    expect(wall.locator("form[action$='/talk/']").first).to_be_visible()
    expect(laptop.locator("form[action$='/talk/']").first).to_be_visible()
    assert (scan.stage, scan.answered, scan.seats) == ("talking", 7, 7)
    assert Tally.objects.get(item="direction").counts == [0, 3, 2, 2, 0]
    assert Entry.objects.filter(deed="close_round").count() == 1
    assert list(scan.whys.values_list("text", flat=True)) == ["Omdat het zo is 🙂"]

    _talk(laptop, wall, phones[FATIMA])
    _choose_one(laptop, phones)
    _agree(laptop)
    assert the_round().chosen == "structure"
    assert set(Action.objects.values_list("owner__name", flat=True)) == {FATIMA, "Joost"}
    expect(wall.locator("#wall")).to_contain_text("Zet op een A4 wie belt")
    for one in phones.values():
        expect(one.locator(f"#now a[href='/t/{team.key}/']")).to_be_visible()
    _too_late(joost, scan)


def _back_button(phone: Page) -> None:
    """Back goes one S back; after sending it goes to what was given, which can still be changed."""
    score(phone, "direction", 1)
    onward(phone)
    phone.go_back()
    expect(phone.locator("[data-step=direction]")).to_be_visible()
    fill_in(phone, 2)
    send(phone)
    sent(phone)
    phone.go_back()
    phone.wait_for_url("**/answer/**")
    phone.reload()
    expect(phone.locator("input[name=score-direction]:checked")).to_have_value("2")
    phone.goto(phone.url.partition("scan/")[0] + "now/")


def _two_tabs(phone: Page) -> None:
    """The tab that sends last counts, and counts once."""
    other = phone.context.new_page()
    other.goto(phone.url.partition("#")[0])
    fill_in(phone, 1)
    fill_in(other, 2)
    send(phone)
    sent(phone)
    send(other)
    sent(other)
    assert the_round().how_many() == 2
    other.close()


def _offline(phone: Page) -> None:
    """The line goes while scoring. The phone says so, keeps the dots, and has them when it is back."""
    score(phone, "direction", 4)
    onward(phone)
    phone.context.set_offline(True)
    for s in scans.FIVE[1:-1]:
        score(phone, s, 4)
        onward(phone)
    score(phone, scans.FIVE[-1], 4)
    send(phone)
    expect(phone.locator("[data-kept]")).to_be_visible()
    assert the_round().how_many() == 2
    address, context = phone.url.partition("#")[0], phone.context
    again = context.new_page()
    phone.close()
    context.set_offline(False)
    again.goto(address)
    expect(again.locator("input[type=radio]:checked")).to_have_count(5)
    for _ in scans.FIVE[:-1]:
        onward(again)
    context.set_offline(True)
    send(again)
    expect(again.locator("[data-kept]")).to_be_visible()
    context.set_offline(False)
    sent(again)
    assert the_round().how_many() == 3


def _long_why(phone: Page) -> None:
    """Too long is refused with the limit, and the text is still there to be shortened."""
    text = "Omdat het zo is 🙂"
    why(phone, "direction", (text * 500)[:5000])
    fill_in(phone, 3)
    send(phone)
    expect(phone.locator(".error-sum")).to_contain_text("1000")
    expect(phone.locator(".error-sum")).to_contain_text("5000")
    assert len(phone.input_value("#why-direction")) >= 5000
    phone.fill("#why-direction", text)
    for _ in scans.FIVE[:-1]:
        onward(phone)
    send(phone)
    sent(phone)


def _twice(phone: Page) -> None:
    """Two presses in one go are one answer."""
    phone.evaluate("() => { const b = document.querySelector('[data-submit]'); b.click(); b.click(); }")
    sent(phone)


def _talk(laptop: Page, wall: Page, phone: Page) -> None:
    laptop.click("form[action$='/talk/'] button")
    expect(wall.locator("[role=timer]")).to_have_text(re.compile(r"^\d:\d\d$"))
    phone.fill("form[action$='/notes/'] textarea", "Wie belt wie?")
    press(phone, "form[action$='/notes/']")
    expect(wall.locator("#wall")).to_contain_text("Wie belt wie?")
    assert Note.objects.get().name == FATIMA


def _choose_one(laptop: Page, phones: dict[str, Page]) -> None:
    laptop.locator("form[action$='/choice/'] button").first.dblclick()
    laptop.wait_for_url("**/wall/")
    for name, one in phones.items():
        if not one.is_closed():
            choose(one, "structure" if name != "Ravi" else "success")
    samira = next(one for one in phones["Samira"].context.pages if not one.is_closed())
    phones["Samira"] = samira
    choose(samira, "structure")
    expect(laptop.locator("form[action$='/agreement/']")).to_be_visible()
    assert the_round().picks["structure"] == 6


def _agree(laptop: Page) -> None:
    """Two actions; what was filled in stays when something is missing."""
    due = (timezone.localdate() + timedelta(days=20)).isoformat()
    laptop.fill("#text-1", "Zet op een A4 wie belt")
    laptop.fill("#text-2", "Bespreek het rooster")
    tap(laptop, "input[name=s][value=structure]")
    press(laptop, "form[action$='/agreement/']")
    expect(laptop.locator("#text-2")).to_have_value("Bespreek het rooster")
    for n, owner in ((1, FATIMA), (2, "Joost")):
        laptop.select_option(f"#owner-{n}", label=owner)
        laptop.select_option(f"#due-{n}", due)
    laptop.fill("#notice", "Er belt één persoon")
    press(laptop, "form[action$='/agreement/']")
    laptop.wait_for_url(re.compile(r"/scan/\d+/wall/$"))
    expect(laptop.locator("#wall")).to_contain_text("Er belt één persoon")


def _too_late(phone: Page, scan: Round) -> None:
    """A closed round says when it closed."""
    reply = phone.goto(reverse("scan_answer", args=[scan.team.key, scan.number]))
    assert reply
    assert reply.status == 409
    assert scan.closed
    expect(phone.locator("main")).to_contain_text(timezone.localtime(scan.closed).strftime("%H.%M"))


# --- teams of one and of forty


def test_a_team_of_one_is_told_what_a_scan_needs(koers_server: Server, wall: Pages) -> None:
    one = cast.set_table(cast.organisation(), "Alleen", ("Marieke",))
    laptop = wall(one.helper.person)
    laptop.goto(reverse("table", args=[one.team.key]))
    expect(laptop.locator("a[href$='/scan/new/']")).to_have_count(0)
    laptop.goto(reverse("scan_new", args=[one.team.key]))
    expect(laptop.locator("form[action$='/rounds/']")).to_have_count(0)
    expect(laptop.locator(f"main a[href='/t/{one.team.key}/table/']")).to_be_visible()


def test_a_team_of_forty_scans_itself(
    koers_server: Server, phone: Pages, wall: Pages, client_of: Callable[[Person | None], Client]
) -> None:
    forty = cast.seated(cast.organisation(), "Veertig", tuple(f"Persoon {n}" for n in range(40)))
    scan = rounds.opened(forty)
    screen = wall(forty.helper.person)
    screen.goto(reverse("scan_wall", args=[forty.team.key, scan.number]))
    for number, name in enumerate(forty.names[2:]):
        _answer_by_http(client_of, forty, scan, name, number % 5 + 1)
    for name in forty.names[:2]:
        chair = forty.chair(name)
        one = phone(chair.person)
        cookie = {"name": f"ballot_{chair.pk}", "value": forty.ballots[name], "url": koers_server.url}
        one.context.add_cookies([cookie])
        one.goto(reverse("now", args=[forty.team.key]))
        one.click(f"a[href$='/scan/{scan.number}/answer/']")
        fill_in(one, 3)
        send(one)
        sent(one)
    expect(screen.locator("form[action$='/talk/']").first).to_be_visible()
    assert rounds.now(scan).answered == 40
    assert Tally.objects.get(round=scan, item="success").counts == [8, 8, 10, 7, 7]


def _answer_by_http(
    client_of: Callable[[Person | None], Client], table: Table, scan: Round, name: str, step: int
) -> None:
    chair = table.chair(name)
    client = client_of(chair.person)
    client.cookies[f"ballot_{chair.pk}"] = table.ballots[name]
    form = {f"score-{s}": str(step) for s in scans.FIVE}
    assert client.post(reverse("scan_answer", args=[table.team.key, scan.number]), form).status_code == 302


# --- without JavaScript


def test_without_javascript_one_joins_answers_and_chooses(koers_server: Server, phone: Pages) -> None:
    trio = cast.set_table(cast.organisation(), "Drie", ("Els", "Daan", ""))
    door = cast.door(trio)
    for name in ("Els", "Daan"):
        cast.sit(trio, name)
    plain: Any = phone(java_script_enabled=False)
    code = slug(secrets.join_code(str(door.pk)))
    sit_down(plain, reverse("join", args=[code]), FATIMA, typed=FATIMA)
    scan = rounds.opened(trio, "guessable")
    plain.reload()
    plain.click("a[href*='/answer/']")
    tap(plain, "input[name=read]")
    for s in scans.FIVE:
        score(plain, s, 5)
    plain.click("[data-submit]")
    sent(plain)
    assert rounds.now(scan).how_many() == 1
    for name in ("Els", "Daan"):
        rounds.answer(trio, scan, name)
    plain.reload()
    rounds.commands.open_choice(trio.facilitator, scan.pk)
    plain.reload()
    choose(plain, "success")
    expect(plain.locator("form[action$='/pick/'] input:checked")).to_have_value("success")
