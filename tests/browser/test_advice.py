"""Deciding after advice, for real: phones and a laptop, a silent adviser, somebody who wasn't asked."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process
from koers.apps.ledger import clock
from koers.apps.people.models import Member
from tests import cast, proposals
from tests.browser.test_proposals import FULL, address
from tests.conftest import PHONE, WALL
from tests.looking import problems

pytestmark = pytest.mark.browser

Pages = Callable[..., Page]


@pytest.fixture
def linde(transactional_db: None) -> cast.Table:
    """The management team with names as people have them; Lotte watches over the process."""
    table = cast.seated(cast.organisation(), "MT Zorggroep De Linde", FULL)
    Member.objects.filter(pk=table.chair(FULL[6]).pk).update(guardian=True)
    return table


def look(page: Page, folder: Path, name: str) -> None:
    """What it looks like, in light and dark, on a phone and a laptop."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for size, view in (("phone", PHONE), ("laptop", WALL)):
            page.set_viewport_size(view)
            assert problems(page) == [], f"{name}, {scheme}, {size}"
            page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")


def named(page: Page, name: str, part: str, why: str) -> None:
    """Add somebody to ask."""
    if page.locator("#name:not([open]) > summary").count():
        page.locator("#name > summary").click()
    page.locator("#name-member").select_option(label=name)
    page.locator(f"#name label:has([value={part}])").click()
    page.fill("#name-why", why)
    page.locator("#name form button").click()
    expect(page.locator("#asked .say-list")).to_contain_text(why)


def test_a_silent_adviser_and_a_missed_party_through_to_the_record_and_its_mark(
    wall: Pages, phone: Pages, linde: cast.Table, tmp_path: Path
) -> None:
    laptop = wall(linde.chair(FULL[1]).person)
    laptop.goto(reverse("proposal_new", args=[linde.team.key]))
    laptop.fill("#title", proposals.TITLE)
    laptop.fill("#text", proposals.FIRST)
    laptop.click("label:has([name=method][value=advice])")
    expect(laptop.locator("#terms")).to_be_hidden()
    expect(laptop.locator("#ground")).to_be_visible()
    look(laptop, tmp_path, "form")
    laptop.click("main form .btn--signal")
    laptop.wait_for_url("**/proposals/1/")
    look(laptop, tmp_path, "draft")
    laptop.click("form[action$='/opening/'] button")

    # Whom to ask: Joost names one, Ravi another from his phone, and Joost's laptop shows it by itself.
    named(laptop, FULL[4], "affected", "Plant de bedden in Haven")
    ravi = phone(linde.chair(FULL[5]).person)
    ravi.goto(laptop.url)
    named(ravi, FULL[3], "expert", "Kent de regels voor spoed")
    expect(laptop.locator("#asked .say-list")).to_contain_text("Kent de regels voor spoed")
    look(laptop, tmp_path, "mapping")
    laptop.click("form[action$='/step/'] button")

    # Anouk gives advice on her phone; Pieter-Jan stays silent, is reminded, and the window passes.
    anouk = phone(linde.chair(FULL[4]).person)
    anouk.goto(laptop.url)
    anouk.click("#respond label:has([value=advice])")
    anouk.fill("#respond-reason", proposals.ADVISED)
    look(anouk, tmp_path, "advising")
    anouk.set_viewport_size(PHONE)
    anouk.locator("#respond .answers button").click()
    expect(laptop.locator("#asked")).to_contain_text(proposals.ADVISED)
    process = Process.objects.get()
    _halfway(process)
    assert commands.remind_all_due() == 1
    expect(laptop.locator("#asked")).to_contain_text("herinnerd op")
    proposals.ended(process)

    # Joost writes what becomes of it, changes the text, and decides.
    laptop.reload()
    look(laptop, tmp_path, "weighing")
    laptop.locator("#asked label:has([name=word][value=partly])").click()
    laptop.locator("#asked textarea[name=because]").fill("Eerst Oost; Haven volgt als het scherm er is.")
    laptop.locator("#asked details:has(textarea[name=because]) button").click()
    expect(laptop.locator(".became")).to_contain_text("Deels overgenomen")
    laptop.locator("#decide a.btn").click()
    laptop.fill("#text", proposals.SECOND)
    assert problems(laptop) == []
    laptop.click("main form .btn--signal")
    look(laptop, tmp_path, "weighed")
    laptop.locator("#decide form button").click()
    expect(laptop.locator(".verdict")).to_contain_text("Gevraagd, geen antwoord")
    look(laptop, tmp_path, "decided")

    # Samira wasn't asked, and says so on the record; looking back is due, and the text stays as it was.
    decision = Decision.objects.get()
    where = reverse("decision", args=[linde.team.key, decision.number])
    samira = phone(linde.chair(FULL[2]).person)
    samira.goto(laptop.url.split("/t/")[0] + where)
    samira.click("#flag > summary")
    samira.fill("#flag-why", "Mijn planners bellen hier elke dag over.")
    samira.click("#flag button")
    expect(samira.locator(".note strong").first).to_contain_text("had gevraagd moeten worden")
    expect(samira.locator(".tracks")).to_contain_text("kijk terug")
    look(samira, tmp_path, "record")
    assert Decision.objects.get().digest == decision.digest


def _halfway(process: Process) -> None:
    """Its window began a day ago and ends tomorrow."""
    now = clock.now()
    begun, ends = now - timedelta(days=1, hours=1), now + timedelta(days=1)
    Process.objects.filter(pk=process.pk).update(opens=begun, closes=ends, over_at=ends)


def test_an_urgent_action_is_told_stopped_and_talked_about(
    wall: Pages, phone: Pages, linde: cast.Table, tmp_path: Path
) -> None:
    joost = phone(linde.chair(FULL[1]).person)
    joost.goto(reverse("proposal_new", args=[linde.team.key]))
    joost.fill("#title", "Bedden uit de kelder")
    joost.fill("#text", "Ik laat nu de bedden uit de kelder naar boven brengen.")
    joost.click("label:has([name=method][value=urgent])")
    for check, says in proposals.CHECKS.items():
        joost.fill(f"#{check}", says)
    look(joost, tmp_path, "urgent-form")
    joost.set_viewport_size(PHONE)
    joost.click("main form .btn--signal")
    joost.click("form[action$='/opening/'] button")
    expect(joost.locator(".verdict")).to_contain_text("Spoedactie")
    where = joost.locator(".verdict a").get_attribute("href")
    assert where is not None
    lotte = phone(linde.chair(FULL[6]).person)
    lotte.goto(joost.url.split("/t/")[0] + where)
    lotte.click("#reading button")
    lotte.click("#stop > summary")
    lotte.fill("#stop-why", "De nachtdienst staat nu zonder bedden.")
    lotte.click("#stop button")
    expect(lotte.locator("#marked")).to_contain_text("Iemand vraagt te stoppen.")
    joost.goto(lotte.url)
    joost.click("#stopped > summary")
    joost.fill("#stopped-stopped", "Alles staat terug.")
    joost.click("#stopped button")
    bram = wall(linde.helper.person)
    bram.goto(lotte.url)
    bram.click("#discussed > summary")
    bram.fill("#discussed-discussed", "Volgende keer bellen we eerst.")
    bram.click("#discussed button")
    expect(bram.locator("#marked")).to_contain_text("Volgende keer bellen we eerst.")
    look(bram, tmp_path, "urgent-record")


def test_a_decision_beyond_a_mandate_says_which_way_it_goes(
    phone: Pages, linde: cast.Table, tmp_path: Path
) -> None:
    given = proposals.mandated(linde)
    joost = phone(linde.chair(FULL[1]).person)
    joost.goto(reverse("proposal_new", args=[linde.team.key]))
    joost.fill("#title", "Tablets voor de nachtdienst")
    joost.fill("#text", "We kopen twaalf tablets.")
    joost.click("label:has([name=method][value=mandate])")
    joost.select_option("#ground", given.code)
    joost.fill("#amount", "6.000")
    joost.click("main form .btn--signal")
    expect(joost.locator("#amount-error, .field:has(#amount) .error").first).to_contain_text("consent")
    joost.screenshot(path=tmp_path / "mandate-beyond.png", full_page=True)
    joost.fill("#amount", "2.000")
    joost.click("main form .btn--signal")
    look(joost, tmp_path, "mandate-draft")
    joost.set_viewport_size(PHONE)
    joost.click("form[action$='/opening/'] button")
    expect(joost.locator(".verdict")).to_contain_text("Besloten met een mandaat")
    assert address(Process.objects.get()) in joost.url
