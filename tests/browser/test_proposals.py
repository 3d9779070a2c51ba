"""Deciding, for real: phones in two languages, a laptop, the keyboard alone, no script.

Pictures of the main faces lie in the test's own folder (`--basetemp` says where).
"""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process, Response
from koers.apps.people import commands as people
from koers.apps.people.models import Member
from koers.domain.processes import Terms
from tests import cast, proposals
from tests.conftest import PHONE, WALL
from tests.looking import problems

pytestmark = pytest.mark.browser

Pages = Callable[..., Page]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FULL = (
    "Marieke van Dongen", "Joost Hendriks", "Samira El Amrani", "Pieter-Jan Wiersma", "Anouk Bakker",
    "Ravi Ramdin", "Lotte Verhoeven",
)  # fmt: skip
FIVE = ("Ans", "Bep", "Cor", "Dirk", "Eef")


def address(process: Process, name: str = "proposal", *more: object) -> str:
    return reverse(name, args=[process.team.key, process.number, *more])


def choose(page: Page, value: str, within: str = "#respond") -> None:
    """A choice: its label is what one touches."""
    page.locator(f"{within} label:has(input[name=choice][value={value}])").click()


def give(page: Page, value: str, reason: str = "") -> None:
    """Answer, and see it stand there."""
    if page.locator("#change:not([open]) > summary").count():
        page.locator("#change > summary").click()
    choose(page, value)
    if reason:
        page.fill("#respond-reason", reason)
    if value == "objection":
        page.locator("#respond-criteria label").first.click()
    page.locator("#respond .answers button").click()
    expect(page.locator("#respond h2 + p strong")).to_be_visible()


@pytest.fixture
def linde(transactional_db: None) -> cast.Table:
    """The management team with names as people have them; Lotte watches over the process."""
    table = cast.seated(cast.organisation(), "MT Zorggroep De Linde", FULL)
    Member.objects.filter(pk=table.chair(FULL[6]).pk).update(guardian=True)
    return table


def test_an_objection_is_worked_into_version_two_and_it_is_adopted(
    wall: Pages, phone: Pages, linde: cast.Table, tmp_path: Path
) -> None:
    laptop = wall(linde.chair(FULL[1]).person)
    laptop.goto(reverse("proposal_new", args=[linde.team.key]))
    laptop.fill("#title", proposals.TITLE)
    laptop.fill("#text", proposals.FIRST)
    laptop.click("label:has([name=method][value=consent])")
    assert problems(laptop) == []
    laptop.click("main form .btn--signal")
    laptop.wait_for_url("**/proposals/1/")
    assert problems(laptop) == []
    laptop.click("form[action$='/opening/'] button")
    expect(laptop.locator("#respond")).to_be_visible()
    where = laptop.url

    # Anouk objects on her phone; Joost's laptop shows it by itself, and Bram keeps the test.
    anouk = phone(linde.chair(FULL[4]).person, locale="en-GB")
    anouk.goto(where)
    expect(anouk.locator(".dock--prop")).to_be_visible()
    give(anouk, "objection", "We lose two planners in Haven.")
    expect(laptop.locator(".objection")).to_contain_text("We lose two planners in Haven.")
    bram = wall(linde.helper.person)
    bram.goto(where)
    bram.click("#test1 > summary")
    for test in ("harms", "from_this", "cannot_try"):
        bram.click(f"#test1 label:has([name={test}][value=yes])")
    bram.click("#test1 label:has([value=holds])")
    bram.click("#test1 button")
    expect(bram.locator(".objection .test").first).to_be_visible()
    assert problems(bram) == []

    # Joost works it into the text; Anouk says that it is met, and everybody answers the new version.
    laptop.locator(".objection a.link").click()
    laptop.fill("#text", proposals.SECOND)
    laptop.click("label:has([value=integrate])")
    laptop.locator(".pick-met label").click()
    assert problems(laptop) == []
    laptop.click("main form .btn--signal")
    expect(laptop.locator("ins.chg").first).to_be_visible()
    expect(anouk.locator("#respond .note")).to_be_visible()
    anouk.click("form[action$='/met/'] button")
    expect(anouk.locator(".objection")).to_have_count(0)
    ravi = phone(linde.chair(FULL[5]).person)
    ravi.goto(where)
    expect(ravi.locator("#answers .said")).to_have_count(0)
    ravi.screenshot(path=str(tmp_path / "phone-version-2.png"), full_page=True)
    give(ravi, "concern", "Meet de wachttijd.")
    expect(ravi.locator("#answers .said").first).to_be_visible()
    give(anouk, "no_objection")
    process = Process.objects.get()
    proposals.answered(linde, process, (FULL[0], FULL[1], FULL[2], FULL[3], FULL[6]))
    expect(laptop.locator("#side .time-left + p")).to_contain_text("Iedereen heeft geantwoord")
    proposals.ended(process)
    laptop.reload()
    expect(laptop.locator(".verdict")).to_contain_text("1 bezwaar is in de tekst verwerkt.")
    expect(laptop.locator(".verdict")).to_contain_text(Decision.objects.get().number)
    laptop.screenshot(path=str(tmp_path / "laptop-adopted.png"), full_page=True)
    for page in (laptop, anouk, ravi):
        page.goto(where)
        assert problems(page) == []


# --- every other face


def _no_quorum(table: cast.Table) -> Process:
    terms = Terms(silence="not_counted", quorum=Fraction(1, 2))
    process = proposals.opened(table, "majority", terms)
    return proposals.ended(proposals.answered(table, process, table.names[:2], "for"))


def _older(table: cast.Table) -> Process:
    process = proposals.answered(table, proposals.opened(table), table.names[4:6])
    commands.edit_material(table.seat(table.names[1]), process.pk, proposals.TITLE, proposals.SECOND)
    return proposals.now(process)


def _recorded(table: cast.Table) -> Process:
    process = proposals.opened(table)
    for_whom = table.chair(table.names[4]).pk
    commands.record_for(table.seat(table.names[6]), process.pk, for_whom, "no_objection", how="telefonisch")
    return proposals.now(process)


def _left(table: cast.Table) -> Process:
    process = proposals.opened(table)
    people.free_seat(table.facilitator, table.chair(table.names[5]).pk)
    commands.let_all_leavers_go()
    return process


def _aside(table: cast.Table) -> Process:
    process = proposals.objected(table, proposals.opened(table), table.names[4])
    return proposals.put_to_the_test(table, process, finding="set_aside")


FACES: dict[str, Callable[[cast.Table], Process]] = {
    "told": proposals.told,
    "draft": proposals.drafted,
    "steps": lambda table: proposals.opened(table, terms=proposals.STEPS),
    "live": lambda table: proposals.opened(table, "majority", proposals.LIVE_VOTE),
    "secret": lambda table: proposals.opened(table, "majority", proposals.SECRET),
    "no quorum": _no_quorum,
    "older": _older,
    "recorded": _recorded,
    "waiting": proposals.waiting,
    "aside": _aside,
    "stuck": proposals.stuck,
    "left": _left,
}


@pytest.mark.looks
@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
def test_every_face_is_clear_on_phone_and_laptop(
    context: Callable[..., Any], linde: cast.Table, locale: str, tmp_path: Path
) -> None:
    faces = {name: make(linde) for name, make in FACES.items()}
    found = []
    for who in (FULL[1], FULL[4], ""):
        person = linde.chair(who).person if who else linde.helper.person
        tab = context(person, locale=locale, viewport=PHONE).new_page()
        for name, process in faces.items():
            if name == "draft" and who != FULL[1]:
                continue
            tab.goto(address(process))
            tab.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
            for size in (PHONE, WALL) if who == FULL[4] else (PHONE,):
                tab.set_viewport_size(size)
                found += [f"{name}, {who or 'Bram'}, {size['width']} px: {one}" for one in problems(tab)]
            tab.screenshot(path=str(tmp_path / f"{name}-{who or 'Bram'}-{locale}.png"), full_page=True)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("size", "locale", "hidden"),
    [(PHONE, "nl-NL", "Aantallen staan er niet"), (WALL, "en-GB", "Counts aren’t shown")],
    ids=["phone, Dutch", "laptop, English"],
)
def test_five_vote_without_names_and_no_count_is_shown(
    context: Callable[..., Any], linde: cast.Table, size: Any, locale: str, hidden: str
) -> None:
    five = cast.seated(linde.organisation, "Kern", FIVE)
    process = proposals.opened(five, "majority", proposals.SECRET)
    for name in FIVE:
        one = context(five.chair(name).person, viewport=size, locale=locale).new_page()
        one.context.add_cookies(
            [
                {
                    "name": f"ballot_{five.chair(name).pk}",
                    "value": five.ballots[name],
                    "url": _root(one, process),
                }
            ]
        )
        one.goto(address(process))
        choose(one, "against" if name == "Ans" else "for")
        one.locator("#respond .answers button").click()
        expect(one.locator("#respond strong")).to_be_visible()
    proposals.ended(process)
    one.reload()
    expect(one.locator(".verdict")).to_contain_text(hidden)
    assert Response.objects.count() == 0


def _root(page: Page, process: Process) -> str:
    page.goto(address(process))
    return str(page.evaluate("location.origin"))


def test_what_somebody_writes_survives_what_others_do(phone: Pages, linde: cast.Table) -> None:
    process = proposals.opened(linde)
    page = phone(linde.chair(FULL[2]).person)
    page.goto(address(process))
    choose(page, "objection")
    page.fill("#respond-reason", "Dit schrijf ik nog op")
    page.locator("h1").click()  # out of the field: only then a part is replaced
    proposals.answered(linde, process, FULL[5:6])
    expect(page.locator("#side .who-row .who")).to_have_count(1)
    assert page.input_value("#respond-reason") == "Dit schrijf ik nog op"
    assert page.is_checked("#respond [value=objection]")


def test_everything_by_keyboard_alone(wall: Pages, linde: cast.Table) -> None:
    process = proposals.opened(linde)
    page = wall(linde.chair(FULL[2]).person)
    page.goto(address(process))

    def to(selector: str) -> None:
        for _ in range(80):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard doesn't reach {selector}")

    to("#ask-fold > summary")
    page.keyboard.press("Enter")
    to("#ask-question")
    page.keyboard.type("Wie werkt er straks?")
    to("form[action$='/questions/'] button")
    page.keyboard.press("Enter")
    expect(page.locator(".qa li")).to_have_count(1)
    to("#respond input[name=choice]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    to("#respond-reason")
    page.keyboard.type("Let op de wachttijd.")
    to("#respond .answers button")
    page.keyboard.press("Enter")
    expect(page.locator("#respond h2 + p strong")).to_be_visible()
    assert Response.objects.get().choice == "concern"


def test_without_script_it_all_works(context: Callable[..., Any], linde: cast.Table) -> None:
    process = proposals.opened(linde)
    page = context(linde.chair(FULL[2]).person, java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(address(process))
    page.click("#ask-fold > summary")
    page.fill("#ask-question", "Wie werkt er straks?")
    page.click("form[action$='/questions/'] button")
    choose(page, "objection")
    page.click("#respond .answers button")
    expect(page.locator(".error-sum")).to_be_visible()
    page.fill("#respond-reason", "We verliezen twee planners.")
    page.locator("#respond-criteria label").first.click()
    page.click("#respond .answers button")
    assert process.objections.get().text == "We verliezen twee planners."
