"""Options with the least resistance on two phones, and a ballot filled in with the keyboard alone.

Pictures of the main faces lie in the test's own folder (`--basetemp` says where).
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision
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


def score(page: Page, **values: int) -> None:
    """A value for each option, by touch."""
    for option, value in values.items():
        page.locator(f"label:has(input[name='value-{option}'][value='{value}'])").first.click()
    page.locator("#respond .answers button").click()
    expect(page.locator("#respond h2 + p strong")).to_be_visible()


def test_least_resistance_on_two_phones(wall: Pages, phone: Pages, linde: cast.Table, tmp_path: Path) -> None:
    process = choosing.collecting(linde)
    ravi, anouk = phone(linde.chair(RAVI).person), phone(linde.chair(ANOUK).person, color_scheme="dark")
    for page, text in ((ravi, "Eén bureau op Oost"), (anouk, "Twee bureaus die samen plannen")):
        page.goto(address(process))
        page.fill("#option-option", text)
        page.click("form[action$='/options/'] button")
        expect(page.locator("#options")).to_contain_text(text)
    expect(ravi.locator("#options")).to_contain_text("Twee bureaus")
    assert problems(ravi) == []
    ravi.screenshot(path=tmp_path / "1-collecting-phone.png", full_page=True)
    joost = wall(linde.chair(JOOST).person)
    joost.goto(address(process))
    joost.click("form[action$='/scores/'] button")
    expect(joost.locator(".scale-11").first).to_be_visible()
    assert problems(joost) == []
    joost.screenshot(path=tmp_path / "2-scoring.png", full_page=True)

    # Both give every option a value; neither sees what the other gave.
    expect(ravi.locator(".scale-11").first).to_be_visible()
    assert problems(ravi) == []
    ravi.screenshot(path=tmp_path / "2-scoring-phone.png", full_page=True)
    score(ravi, nothing=9, o1=2, o2=6)
    expect(anouk.locator(".scale-11").first).to_be_visible()
    score(anouk, nothing=10, o1=9, o2=10)
    anouk.screenshot(path=tmp_path / "3-scored-phone-dark.png", full_page=True)
    expect(ravi.locator("#answers")).not_to_contain_text(ANOUK)
    for name in (MARIEKE, JOOST, SAMIRA, PIETER_JAN, LOTTE):
        values = {"nothing": 8, "o1": 1, "o2": 4}
        commands.respond(linde.seat(name), process.pk, "scores", values=values)
    joost.reload()
    joost.click("form[action$='/closing/'] button")

    # Anouk resists the leading option strongly: her reason is heard, and Joost improves it once.
    expect(anouk.locator("#resist-reason")).to_be_visible()
    assert problems(anouk) == []
    anouk.screenshot(path=tmp_path / "4-why-phone-dark.png", full_page=True)
    anouk.fill("#resist-reason", "Dan raken we twee planners uit Haven kwijt.")
    anouk.click("form[action$='/resistance/'] button")
    expect(joost.locator("#improving")).to_contain_text("twee planners uit Haven")
    assert problems(joost) == []
    joost.screenshot(path=tmp_path / "4-improving.png", full_page=True)
    joost.fill("#improve-option", "Eén bureau op Oost, met twee vaste plekken in Haven")
    joost.click("form[action$='/improvement/'] button")
    expect(joost.locator(".scale-11").first).to_be_visible()
    for name in FULL:
        values = {"nothing": 9, "o1": 2 + (name == ANOUK), "o2": 5}
        commands.respond(linde.seat(name), process.pk, "scores", values=values)
    joost.reload()
    joost.click("form[action$='/closing/'] button")
    expect(joost.locator(".verdict")).to_contain_text("met 15 van hoogstens 70")
    assert problems(joost) == []
    joost.screenshot(path=tmp_path / "5-out.png", full_page=True)
    expect(ravi.locator(".verdict")).to_be_visible()
    assert problems(ravi) == []
    ravi.screenshot(path=tmp_path / "5-out-phone.png", full_page=True)
    decision = Decision.objects.get(process=process)
    joost.goto(reverse("decision", args=[linde.team.key, decision.number]))
    assert problems(joost) == []
    joost.screenshot(path=tmp_path / "6-record.png", full_page=True)


def test_a_ballot_with_the_keyboard_alone_and_without_a_script(
    wall: Pages, phone: Pages, linde: cast.Table, tmp_path: Path
) -> None:
    terms = choosing.Terms("not_counted", rule="schulze", live=True)
    process = choosing.opened(linde, "ranked", terms, choosing.WAYS)
    page = wall(linde.chair(RAVI).person, java_script_enabled=False)
    page.goto(address(process))
    assert page.locator("[draggable=true]").count() == 0
    for option, place in (("o2", "1"), ("o1", "2")):
        page.locator(f"#respond-{option}").focus()
        page.keyboard.type(place)
    page.screenshot(path=tmp_path / "1-ballot.png", full_page=True)
    page.locator("#respond .answers button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#respond h2 + p strong")).to_have_text("1. B, 2. A")
    for name in FULL[:4]:
        commands.respond(linde.seat(name), process.pk, "ballot", values={"o1": 1, "o2": 2, "o3": 3})
    commands.close_process(linde.facilitator, process.pk)
    anouk = phone(linde.chair(ANOUK).person)
    anouk.goto(address(process))
    expect(anouk.locator("#count table")).to_be_visible()
    assert problems(anouk) == []
    anouk.screenshot(path=tmp_path / "2-count-phone.png", full_page=True)
    laptop = wall(linde.chair(JOOST).person, color_scheme="dark")
    laptop.goto(address(process))
    assert problems(laptop) == []
    laptop.screenshot(path=tmp_path / "2-count-dark.png", full_page=True)


def test_where_everybody_stands_on_a_phone(phone: Pages, linde: cast.Table, tmp_path: Path) -> None:
    process = choosing.opened(linde, "consensus")
    page = phone(linde.chair(RAVI).person)
    page.goto(address(process))
    page.locator("#respond label:has(input[value=stand_aside])").click()
    assert problems(page) == []
    page.screenshot(path=tmp_path / "1-stances.png", full_page=True)
    page.fill("#respond-reason", "Ik kan het niet dragen, maar houd jullie niet tegen.")
    page.locator("#respond .answers button").click()
    expect(page.locator("#answers")).to_contain_text("Ik stap opzij")
