"""A role election for real: a tie, somebody who declines, and who takes the role in the end.

Pictures of the main faces lie in the test's own folder (`--basetemp` says where).
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process
from koers.apps.roles.elected import elected
from koers.apps.roles.models import Term
from tests import cast, choosing
from tests.browser.test_proposals import FULL, address
from tests.looking import problems

pytestmark = pytest.mark.browser

Pages = Callable[..., Page]
MARIEKE, JOOST, SAMIRA, PIETER_JAN, ANOUK, RAVI, LOTTE = FULL


@pytest.fixture
def linde(transactional_db: None) -> cast.Table:
    """The management team with names as people have them."""
    return cast.seated(cast.organisation(), "MT Zorggroep De Linde", FULL)


def name(page: Page, whom: int, reason: str) -> None:
    """Name somebody, with the reason."""
    page.locator(f"#respond label:has(input[value='{whom}'])").click()
    page.fill("#respond-reason", reason)
    page.locator("#respond .answers button").click()
    expect(page.locator("#respond h2 + p strong")).to_be_visible()


def test_a_tie_a_nominee_who_declines_and_who_takes_the_role(
    wall: Pages, phone: Pages, linde: cast.Table, tmp_path: Path
) -> None:
    role = choosing.role(linde)
    joost = wall(linde.chair(JOOST).person)
    joost.goto(reverse("proposal_new", args=[linde.team.key]) + f"?about={role.code}&method=election")
    joost.fill("#title", "Wie neemt de opnames?")
    joost.fill("#text", choosing.ASKS)
    expect(joost.locator("#e_until")).to_be_visible()
    expect(joost.locator("#r_nothing")).to_be_hidden()
    joost.fill("#e_until", "2099-12-31")
    joost.click("#terms > summary")
    joost.select_option("#e_choosing", "count")
    joost.select_option("#e_tie", "again")
    assert problems(joost) == []
    joost.screenshot(path=tmp_path / "1-form.png", full_page=True)
    joost.click("main form .btn--signal")
    joost.wait_for_url("**/proposals/1/")
    joost.click("form[action$='/opening/'] button")
    expect(joost.locator("#respond")).to_be_visible()
    where = joost.url
    process = Process.objects.get()

    # Ravi names Samira on his phone; nobody else sees it.
    ravi = phone(linde.chair(RAVI).person)
    ravi.goto(where)
    assert problems(ravi) == []
    ravi.screenshot(path=tmp_path / "2-naming-phone.png", full_page=True)
    name(ravi, linde.chair(SAMIRA).pk, "Zij vraagt door tot iedereen het snapt.")
    expect(joost.locator("#side")).to_contain_text("Wel geantwoord")
    expect(joost.locator("body")).not_to_contain_text("Zij vraagt door")

    # As many name Samira as Anouk: it is named again, and then Samira has one more.
    samira, anouk = linde.chair(SAMIRA).pk, linde.chair(ANOUK).pk
    tied = {MARIEKE: samira, JOOST: samira, SAMIRA: anouk, PIETER_JAN: anouk, ANOUK: samira, LOTTE: anouk}
    for who, whom in {**tied, ANOUK: "blank"}.items():
        commands.respond(linde.seat(who), process.pk, str(whom), "Ziet wat anderen laten liggen.")
    commands.take_to_meeting(linde.seat(JOOST), process.pk)
    commands.close_process(linde.facilitator, process.pk)
    expect(joost.locator("#named")).to_contain_text("3 keer genoemd")
    expect(ravi.locator("#named")).to_contain_text("Zij vraagt door")
    assert problems(joost) == []
    joost.screenshot(path=tmp_path / "3-reasons.png", full_page=True)
    ravi.screenshot(path=tmp_path / "3-reasons-phone.png", full_page=True)
    joost.click("form[action$='/step/'] button")
    expect(joost.locator("form[action$='/naming/'] button")).to_be_visible()
    joost.click("form[action$='/naming/'] button")
    expect(joost.locator(".steps [aria-current]")).to_have_text("Namen noemen")
    for who, whom in {**tied, RAVI: samira}.items():
        commands.respond(linde.seat(who), process.pk, str(whom), "Na de redenen weet ik het zeker.")
    commands.close_process(linde.facilitator, process.pk)
    commands.move_on(linde.facilitator, process.pk)
    commands.end_naming(linde.facilitator, process.pk)
    expect(joost.locator("#course")).to_contain_text(f"{SAMIRA} is voorgesteld.")
    joost.screenshot(path=tmp_path / "4-proposed.png", full_page=True)

    # Samira declines on her phone, and needn't say why: Anouk is next.
    phone_of_samira = phone(linde.chair(SAMIRA).person)
    phone_of_samira.goto(where)
    expect(phone_of_samira.locator("#side")).to_contain_text("Jij bent voorgesteld")
    phone_of_samira.click("#decline > summary")
    assert problems(phone_of_samira) == []
    phone_of_samira.screenshot(path=tmp_path / "5-declines-phone.png", full_page=True)
    phone_of_samira.click("#decline button")
    expect(joost.locator("#course")).to_contain_text(f"{ANOUK} is voorgesteld.")
    for who in FULL:
        if who != ANOUK:
            commands.respond(linde.seat(who), process.pk, "no_objection")
    phone_of_anouk = phone(linde.chair(ANOUK).person, color_scheme="dark")
    phone_of_anouk.goto(where)
    phone_of_anouk.locator("#respond label:has(input[value=no_objection])").click()
    assert problems(phone_of_anouk) == []
    phone_of_anouk.screenshot(path=tmp_path / "6-accepts-phone-dark.png", full_page=True)
    phone_of_anouk.locator("#respond .answers button").click()
    expect(phone_of_anouk.locator("#respond h2 + p strong")).to_be_visible()
    joost.click("form[action$='/closing/'] button")
    expect(joost.locator(".verdict")).to_contain_text(f"{ANOUK} heeft vanaf nu deze rol")
    joost.screenshot(path=tmp_path / "7-elected.png", full_page=True)

    decision = Decision.objects.get(process=process)
    joost.goto(reverse("decision", args=[linde.team.key, decision.number]))
    expect(joost.locator("body")).not_to_contain_text("Na de redenen weet ik het zeker")
    joost.screenshot(path=tmp_path / "8-record.png", full_page=True)
    elected.catch_up_all()
    assert Term.objects.get(role=role).name == ANOUK


def test_the_keyboard_alone_names_somebody_without_a_script(wall: Pages, linde: cast.Table) -> None:
    process = choosing.opened(linde, "election")
    page = wall(linde.chair(RAVI).person, java_script_enabled=False)
    page.goto(address(process))
    page.locator("#respond input[name=choice]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Zag het eerst dat het misging.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#respond h2 + p strong")).to_have_text(JOOST)
