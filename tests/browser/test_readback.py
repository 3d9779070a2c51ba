"""Reading one decision back, for real: seven phones in two languages and a wall, in one round.

One comes late and one loses the connection. Elements are found by what they are, not by their words. Pictures
of every face of it lie in the test's own folder (`--basetemp` says where).
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from koers.apps.readbacks import commands
from koers.apps.readbacks.models import Readback, Telling
from koers.domain.readbacks import Said
from koers.web.views.join import slug
from tests import cast, decisions
from tests.published import needs

pytestmark = pytest.mark.browser

Pages = Callable[..., Page]

TEXT = "Oost stopt per 1 februari met de papieren overdracht. Spoed: nog bekijken."
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass(frozen=True)
class Words:
    """What somebody writes on their phone."""

    name: str
    locale: str
    sentence: str
    what: str
    status: str
    who: str
    when: tuple[str, str]
    limit: tuple[str, str]
    step: str = ""


FEBRUARY = ("from", "2027-02-01")
EAST, EMERGENCY, ALL = "alle afdelingen op Oost", ("text", "behalve de spoed"), ("no_exception", "")
STOP, SCREEN = "Stoppen met de papieren overdracht", ("condition", "zodra het scherm werkt")
SEVEN = (
    Words(
        "Marieke van Dongen", "nl-NL",
        "Vanaf 1 februari dragen we op Oost alleen nog digitaal over. De spoed mag op papier.",
        STOP, "decided", EAST, FEBRUARY, EMERGENCY, "Bel de teamhoofden",
    ),
    Words(
        "Joost Hendriks", "nl-NL", "We proberen vanaf 1 februari de digitale overdracht op Oost.",
        STOP, "trial", "Alle afdelingen op Oost.", FEBRUARY, ALL, "Vraag de kosten op",
    ),
    Words(
        "Sam Elam", "en-GB", "East stops using paper on 1 February, except in the emergency department.",
        STOP, "decided", EAST, FEBRUARY, EMERGENCY, "Tell night care",
    ),
    Words(
        "Pieter-Jan Wiersma", "nl-NL", "Oost stopt 1 februari met papier. Over de spoed beslissen we later.",
        STOP, "decided", EAST, FEBRUARY, EMERGENCY, "Zet het in de nieuwsbrief",
    ),
    Words(
        "Ann Baker", "en-GB", "East stops with paper as soon as the screen works, first as a trial.",
        STOP, "trial", EAST, SCREEN, EMERGENCY,
    ),
    Words(
        "Ravi Ramdin", "en-GB", "From 1 February all of East tries the digital handover, emergency must too.",
        "Geen papieren overdracht meer", "trial", EAST, FEBRUARY, ALL, "Check the screens",
    ),
    Words(
        "Lotte Verhoeven", "nl-NL", "Op 1 februari stopt Oost met papier, de spoed nog niet.",
        STOP, "decided", EAST, FEBRUARY, EMERGENCY, "Maak een vraag-en-antwoord",
    ),
)  # fmt: skip


# --- what people do


def start(laptop: Page) -> int:
    """From the first screen to the wall; how many taps that took."""
    laptop.goto("/")
    laptop.locator(f"a[href='{reverse('readback_start')}']").click()
    laptop.click("#text")
    laptop.locator("#text").fill(TEXT)
    laptop.locator("main form .btn--signal").click()
    laptop.wait_for_url("**/wall/")
    return 3


def join_address(laptop: Page) -> str:
    """Where the QR code leads."""
    code = laptop.locator(".join-c").inner_text()
    return str(laptop.evaluate("location.origin")) + reverse("join", args=[slug(code)])


def sit_down(phone: Page, address: str, name: str) -> None:
    """Scan, fill in a name: then the sentence is asked at once."""
    phone.goto(address)
    phone.fill("#name", name)
    phone.click("button[form=sit]")
    phone.wait_for_url("**/telling/")


def choose(phone: Page, field: str, value: str) -> None:
    """A choice: its label is what one touches."""
    phone.locator(f"label:has(input[name={field}][value={value}])").click()


def write(phone: Page, words: Words) -> None:
    """One sentence and what it says, slot by slot, on one page."""
    if phone.locator("#sentence").count():
        phone.fill("#sentence", words.sentence)
    if phone.locator("#what").count():
        phone.fill("#what", words.what)
    if phone.locator("#status").count():
        choose(phone, "status", words.status)
    if phone.locator("#who").count():
        phone.select_option("#who", "other")
        phone.fill("#who-text", words.who)
    if phone.locator("#when").count():
        choose(phone, "when", words.when[0])
        field = "#when-day" if words.when[0] in ("from", "by") else "#when-text"
        phone.fill(field, words.when[1])
    if phone.locator("#limit").count():
        choose(phone, "limit", words.limit[0])
        if words.limit[1]:
            phone.fill("#limit-text", words.limit[1])
    if phone.locator("#step").count():
        phone.fill("#step", words.step)


def send(phone: Page) -> None:
    """Give it; then the others' are there."""
    phone.click("[data-submit]")
    phone.wait_for_url("**/sentences/")


def tag(phone: Page, of: Words, word: str) -> None:
    """Say of somebody's sentence whether it says the same."""
    phone.locator("#sentences li", has_text=of.name).locator(f"button[value={word}]").click()
    pressed = phone.locator("#sentences li", has_text=of.name).locator("[aria-pressed=true]")
    expect(pressed).to_have_count(1)


def problems(page: Page) -> list[str]:
    """What the rules of accessibility find."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]


@pytest.fixture
def phone(phone: Pages) -> Pages:
    """A phone on which pages don't fade over, so that a picture shows one of them."""
    return lambda person=None, **options: phone(person, reduced_motion="reduce", **options)


@pytest.fixture
def wall(wall: Pages) -> Pages:
    """Likewise a wall."""
    return lambda person=None, **options: wall(person, reduced_motion="reduce", **options)


class Camera:
    """Takes a picture in light and dark, and looks after accessibility on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, page: Page, name: str) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(100)
            page.screenshot(path=str(self.folder / f"{name}-{scheme}.png"), full_page=True)
            assert problems(page) == [], f"{name} in {scheme}"
        page.emulate_media(color_scheme="light")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} is wider than the screen"


@pytest.fixture
def camera(tmp_path: Path) -> Camera:
    return Camera(tmp_path)


# --- the whole of it


def test_seven_phones_in_two_languages_one_late_one_offline_and_a_wall(
    wall: Pages, phone: Pages, camera: Camera
) -> None:
    laptop = wall(cast.founder())
    assert start(laptop) <= 6
    camera.take(laptop, "wall-open-nl-1440")
    address = join_address(laptop)

    # Six join and write; nobody has to look at anything but three screens.
    early, late = SEVEN[:6], SEVEN[6]
    phones = {words: phone(locale=words.locale) for words in early}
    screens: dict[Words, list[str]] = {words: [] for words in early}
    for words, one in phones.items():
        one.on("framenavigated", lambda frame, words=words: screens[words].append(frame.url.split("?")[0]))
        sit_down(one, address, words.name)
    expect(laptop.locator(".rb-there li")).to_have_count(6)
    camera.take(phones[early[0]], "phone-write-nl-390")
    for words in early[1:]:
        write(phones[words], words)
        if words is not early[2]:
            send(phones[words])
    expect(laptop.locator(".rb-there .who--guard")).to_have_count(4)
    assert early[1].sentence not in laptop.content()

    # Marieke sees nobody's sentence; Sam's connection is lost while sending, and what was written stays.
    assert early[1].sentence not in phones[early[0]].content()
    sam = phones[early[2]]
    sam.context.set_offline(True)
    sam.click("[data-submit]")
    expect(sam.locator("[data-kept]")).to_be_visible()
    sam.context.set_offline(False)
    sam.wait_for_url("**/sentences/", timeout=15000)
    write(phones[early[0]], early[0])
    camera.take(phones[early[0]], "phone-written-nl-390")
    send(phones[early[0]])
    for words, seen in screens.items():
        kinds = {url.rstrip("/").rsplit("/", 1)[-1] for url in seen if url.startswith("http")}
        assert len(kinds - {"now", "seat"}) <= 3, f"{words.name} saw {kinds}"
    expect(phones[early[0]].locator("#sentences .rb-tag-row")).to_have_count(5)

    # Everybody weighs the others' sentences.
    for words, one in phones.items():
        for other in early:
            if other is not words:
                tag(one, other, "same" if other.status == words.status else "differs")
    camera.take(phones[early[0]], "phone-tags-nl-390")
    camera.take(phones[early[4]], "phone-tags-en-390")

    # The wall lays them side by side; who comes late writes first and stands there then.
    laptop.locator("form[action$='/showing/'] button").click()
    expect(laptop.locator(".rb-slot")).to_have_count(6)
    lotte = phone(locale=late.locale)
    sit_down(lotte, address, late.name)
    assert early[1].sentence not in lotte.content()
    write(lotte, late)
    send(lotte)
    expect(laptop.locator(".rb-sent--wide li")).to_have_count(7)
    states = {row.locator("h3").inner_text(): row for row in laptop.locator(".rb-slot.is-diff").all()}
    assert len(states) == 3, list(states)
    for differs in ("een proef", "zodra het scherm werkt", "geen uitzondering"):
        expect(laptop.locator("mark.differs", has_text=differs)).to_have_count(1)
    camera.take(laptop, "wall-comparing-nl-1440")
    camera.take(lotte, "phone-comparing-nl-390")

    # The what is in own words: people say that it is the same, and can take that back.
    expect(laptop.locator(".rb-slot .tag--none").first).to_be_visible()
    laptop.locator("#lay-what button").click()
    expect(laptop.locator("form[action$='/apart/']")).to_have_count(1)
    english = wall(cast.founder(), locale="en-GB")
    english.goto(laptop.url)
    expect(english.locator("mark.differs", has_text="a trial")).to_have_count(1)
    camera.take(english, "wall-comparing-en-1440")
    small = phone(cast.founder())
    small.goto(laptop.url)
    camera.take(small, "wall-comparing-nl-390")

    # Clarify, ask only what differs again: blind again, and on every phone by itself.
    laptop.fill("#clarified", "Besloten: heel Oost stopt vanaf 1 februari 2027 met papier, behalve de spoed.")
    laptop.locator("button[name=again]").click()
    expect(laptop.locator(".rb-there li")).to_have_count(7)
    everybody = {**phones, late: lotte}
    for words, one in everybody.items():
        one.wait_for_url("**/telling/")
        assert one.locator("#sentence, #who, #step").count() == 0
        agreed = Words(words.name, words.locale, "", "", "decided", "", FEBRUARY, EMERGENCY)
        if words is early[0]:
            camera.take(one, "phone-again-nl-390")
        write(one, agreed)
        send(one)
    # All chairs have told, and nobody new is expected: the wall goes on by itself.
    expect(laptop.locator("button[value=alike]")).to_be_visible()
    camera.take(laptop, "wall-again-nl-1440")
    laptop.click("button[value=alike]")
    expect(laptop.locator("a.btn", has_text="bewaren")).to_be_visible()
    assert Readback.objects.get().stage == "alike"
    camera.take(laptop, "wall-ended-nl-1440")
    laptop.locator(".cluster a.btn").click()
    laptop.wait_for_url("**/readback/1/")
    camera.take(laptop, "kept-nl-1440")
    laptop.emulate_media(media="print")
    laptop.pdf(path=str(camera.folder / "kept.pdf"), format="A4", prefer_css_page_size=True)
    laptop.emulate_media(media="screen")
    for one in everybody.values():
        one.wait_for_url("**/readback/1/")
    camera.take(phones[early[4]], "kept-en-390")


def test_a_draft_survives_leaving_the_page(phone: Pages, linde: cast.Table) -> None:
    readback = commands.open_readback(linde.facilitator, linde.team, TEXT)
    telling = reverse("readback_telling", args=[linde.team.key, readback.number])
    one = phone(linde.chair("Joost").person)
    one.goto(telling)
    write(one, SEVEN[0])
    one.reload()
    assert one.input_value("#sentence") == SEVEN[0].sentence
    assert one.input_value("#when-day") == "2027-02-01"
    assert one.input_value("#who-text") == SEVEN[0].who
    assert one.is_checked("input[name=status][value=decided]")
    send(one)
    assert one.evaluate("Object.keys(localStorage).length") == 0


def test_everything_by_keyboard_alone(wall: Pages, linde: cast.Table) -> None:
    readback = commands.open_readback(linde.facilitator, linde.team, TEXT)
    at = [linde.team.key, readback.number]
    for name in ("Samira", "Anouk"):
        commands.tell(
            linde.seat(name), readback.pk, f"{name} leest het zo.", {"status": Said("choice", "trial")}
        )
    page = wall(linde.chair("Joost").person)
    page.goto(reverse("readback_telling", args=at))

    def to(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard doesn't reach {selector}")

    to("#sentence")
    page.keyboard.type("Oost stopt met papier.")
    to("input[name=status]")
    page.keyboard.press("Space")
    to("#who")
    page.keyboard.press("End")
    to("#who-text")
    page.keyboard.type("heel Oost")
    to("input[name=when]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    to("#when-text")
    page.keyboard.type("zodra het kan")
    to("[data-submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sentences/")
    to("button[name=tag][value=differs]")
    page.keyboard.press("Enter")
    expect(page.locator("button[value=differs][aria-pressed=true]")).to_have_count(1)
    told = Telling.objects.get(member=linde.chair("Joost")).told()
    assert told.on("who") == Said("text", "heel Oost")
    assert told.on("when") == Said("condition", "zodra het kan")
    assert told.on("status") == Said("choice", "decided")


def test_without_script_it_all_works(context: Callable[..., Any], linde: cast.Table) -> None:
    readback = commands.open_readback(linde.facilitator, linde.team, TEXT)
    commands.tell(linde.seat("Samira"), readback.pk, "Het is een proef.", {"status": Said("choice", "trial")})
    page = context(linde.chair("Joost").person, java_script_enabled=False).new_page()
    page.goto(reverse("now", args=[linde.team.key]))
    page.wait_for_url("**/telling/")
    write(page, SEVEN[0])
    page.click("[data-submit]")
    page.wait_for_url("**/sentences/")
    page.click("button[value=differs]")
    expect(page.locator("button[value=differs][aria-pressed=true]")).to_have_count(1)
    lead = context(linde.helper.person, java_script_enabled=False).new_page()
    lead.goto(reverse("readback_wall", args=[linde.team.key, readback.number]))
    lead.locator("form[action$='/showing/'] button").click()
    expect(lead.locator("mark.differs").first).to_be_visible()


@needs(*decisions.FOLDERS)
def test_ten_real_decisions_on_the_wall(wall: Pages, linde: cast.Table, camera: Camera) -> None:
    page = wall(linde.helper.person)
    for number, decision in enumerate(decisions.DECISIONS, start=1):
        readback = decisions.read_back(linde, decision)
        page.goto(reverse("readback_wall", args=[linde.team.key, readback.number]))
        expect(page.locator(".rb-slot.is-diff")).to_have_count(len(decision.differs))
        # At first sight: what differs is on the screen before anybody scrolls.
        # Asked in one go: a live page may put a fresh wall in place between finding a mark and measuring it.
        lowest = page.evaluate(
            "() => [...document.querySelectorAll('mark.differs')].at(-1).getBoundingClientRect().bottom"
        )
        assert 0 < lowest < 900, decision.begins
        page.screenshot(path=str(camera.folder / f"decision-{number:02}.png"))
