"""What happens around a proposal: on the phone in Dutch, and on a laptop in English."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from koers.apps.decisions import commands
from koers.apps.decisions.models import Process, Response
from koers.apps.ledger import clock
from koers.apps.people import commands as people
from koers.apps.people.models import Member
from tests import cast, proposals, server
from tests.browser.test_proposals import address, choose, give
from tests.cast import MT, Table
from tests.conftest import PHONE, WALL
from tests.looking import problems

pytestmark = pytest.mark.browser

Tab = Callable[[str], Page]
DEVICES = [
    pytest.param((PHONE, "nl-NL"), id="phone, Dutch"),
    pytest.param((WALL, "en-GB"), id="laptop, English"),
]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def koers_server(transactional_db: None, moved_server: server.Server) -> server.Server:
    """Every page of this file comes from the server whose clock can be moved."""
    (moved_server.home / "clock").write_text("0")
    return moved_server


@pytest.fixture
def table(koers_server: server.Server) -> Table:
    """De Linde's management team."""
    return cast.seated(cast.organisation(), "MT", MT)


@pytest.fixture(params=DEVICES)
def tab(request: pytest.FixtureRequest, context: Callable[..., Any], table: Table) -> Tab:
    """`tab(name)`: a page of somebody at the table, or of Bram who helps."""
    size, locale = request.param

    def new(name: str) -> Page:
        person = table.helper.person if name == "Bram" else table.chair(name).person
        page: Page = context(person, viewport=size, locale=locale).new_page()
        return page

    return new


def unfold(page: Page, fold: str) -> None:
    """Open a part that is folded away."""
    page.locator(f"{fold}:not([open]) > summary").click()


def test_an_answer_recorded_for_somebody_is_corrected_by_its_owner(tab: Tab, table: Table) -> None:
    process = proposals.opened(table)
    lotte = tab("Lotte")
    lotte.goto(address(process))
    unfold(lotte, "#record")
    lotte.select_option("#record-member", str(table.chair("Anouk").pk))
    choose(lotte, "no_objection", "#record")
    lotte.fill("#record-how", "telefonisch")
    lotte.locator("#record button").click()
    expect(lotte.locator("#side .who-row .who")).to_have_count(1)
    anouk = tab("Anouk")
    anouk.goto(address(process))
    expect(anouk.locator("#respond")).to_contain_text("Lotte")
    expect(anouk.locator("#respond")).to_contain_text("telefonisch")
    assert problems(anouk) == []
    give(anouk, "concern", "Toch een zorg.")
    expect(anouk.locator("form[action$='/confirmation/']")).to_have_count(0)
    kept = Response.objects.filter(member=table.chair("Anouk").pk).values_list("choice", "recorded_by")
    assert list(kept) == [("no_objection", table.chair("Lotte").pk), ("concern", None)]


def test_somebody_leaves_and_somebody_who_was_forgotten_is_added(tab: Tab, table: Table) -> None:
    samira = table.chair("Samira")
    Member.objects.filter(pk=samira.pk).update(person=None)
    process = proposals.answered(table, proposals.opened(table), ["Joost", "Ravi"])
    Member.objects.filter(pk=samira.pk).update(person=samira.person)
    joost = tab("Joost")
    joost.goto(address(process))
    people.free_seat(table.facilitator, table.chair("Lotte").pk)
    commands.let_all_leavers_go()
    expect(joost.locator("#side")).to_contain_text("Lotte")
    expect(joost.locator("#side ul.stack li", has_text="Lotte")).to_have_count(0)

    bram = tab("Bram")
    bram.goto(address(process))
    bram.locator("#leading a[href$='/electorate/']").click()
    assert problems(bram) == []
    bram.locator(f"label:has([name=member][value='{samira.pk}'])").click()
    bram.locator("main form button.btn").first.click()
    bram.wait_for_url(f"**{address(process)}")
    expect(bram.locator("#side ul.stack li", has_text="Samira")).to_have_count(1)

    # One tap says that an earlier answer still holds; who was added just answers.
    confirms = joost.locator("form[action$='/confirmation/'] button")
    expect(confirms).to_be_visible()
    confirms.click()
    expect(confirms).to_have_count(0)
    newcomer = tab("Samira")
    newcomer.goto(address(process))
    give(newcomer, "no_objection")
    assert problems(newcomer) == []
    counting = {r.member for r in commands.closing.queries.case_of(proposals.now(process)).counting}
    assert counting == {table.chair("Joost").pk, samira.pk}


def test_whoever_proposes_cant_set_an_objection_aside_though_they_facilitate(tab: Tab, table: Table) -> None:
    Member.objects.filter(pk=table.chair("Joost").pk).update(facilitator=True)
    process = proposals.objected(table, proposals.opened(table), "Anouk")
    joost = tab("Joost")
    joost.goto(address(process))
    expect(joost.locator(".objection")).to_be_visible()
    expect(joost.locator("#test1")).to_have_count(0)
    # A form of his own making is refused as well, in words that say who can do it.
    joost.evaluate(
        """where => {
            const form = document.querySelector("form[action$='/questions/']");
            form.action = where;
            const add = (name, value) => {
                const field = document.createElement("input");
                field.type = "hidden"; field.name = name; field.value = value; form.append(field);
            };
            for (const name of ["harms", "from_this", "cannot_try"]) add(name, "no");
            add("finding", "set_aside"); add("reason", "Valt wel mee.");
            form.requestSubmit();
        }""",
        address(process, "proposal_test", 1),
    )
    expect(joost.locator(".error-sum")).to_be_visible()
    assert proposals.now(process).objections.get().finding == ""

    # Bram may, and then all the others have to agree: four of five isn't all.
    bram = tab("Bram")
    bram.goto(address(process))
    unfold(bram, "#test1")
    for test in ("harms", "from_this", "cannot_try"):
        bram.locator(f"#test1 label:has([name={test}][value=no])").click()
    bram.locator("#test1 label:has([value=set_aside])").click()
    bram.fill("#test1-reason", "De proef is te stoppen.")
    bram.locator("#test1 button").click()
    expect(bram.locator(".objection .test").first).to_be_visible()
    *others, last = [name for name in MT if name != "Anouk"]
    for name in others:
        commands.agree_set_aside(table.seat(name), process.pk, 1)
    assert not proposals.now(process).objections.get().set_aside
    end = tab(last)
    end.goto(address(process))
    end.locator("form[action$='/aside/'] button").click()
    expect(end.locator("form[action$='/aside/']")).to_have_count(0)
    assert proposals.now(process).objections.get().set_aside


def test_a_vote_without_its_quorum_doesnt_hold(tab: Tab, table: Table) -> None:
    joost = tab("Joost")
    joost.goto(reverse("proposal_new", args=[table.team.key]))
    joost.fill("#title", proposals.TITLE)
    joost.fill("#text", proposals.FIRST)
    joost.click("label:has([name=method][value=majority])")
    unfold(joost, "#terms")
    joost.fill("#quorum", "1/2")
    assert problems(joost) == []
    joost.click("main form .btn--signal")
    joost.wait_for_url("**/proposals/1/")
    joost.click("form[action$='/opening/'] button.btn--signal")
    expect(joost.locator("#respond")).to_be_visible()
    process = Process.objects.get()
    for name in ("Joost", "Anouk"):
        page = tab(name)
        page.goto(address(process))
        give(page, "for")
    proposals.ended(process)
    joost.reload()
    expect(joost.locator(".verdict")).to_contain_text("4")
    assert proposals.now(process).stage == "invalid"
    assert problems(joost) == []


def test_a_changed_text_asks_again_and_a_first_answer_stays_to_read(tab: Tab, table: Table) -> None:
    process = proposals.answered(table, proposals.opened(table), ["Anouk"])
    joost, anouk = tab("Joost"), tab("Anouk")
    anouk.goto(address(process))
    joost.goto(address(process, "proposal_text"))
    joost.fill("#text", proposals.SECOND)
    joost.locator("label:has([name=kind][value=material])").click()
    joost.click("main form .btn--signal")
    expect(joost.locator("ins.chg").first).to_be_visible()
    expect(anouk.locator("#respond .note")).to_be_visible()
    give(anouk, "no_objection")
    expect(anouk.locator("#respond .note")).to_have_count(0)
    expect(anouk.locator("#answers details").first).to_be_attached()
    joost.goto(address(process, "proposal_comparison", 1))
    assert problems(joost) == []


# --- a night on which the clock changes, seen from two places


def moved(home: Path, to: datetime) -> None:
    """The server's clock, put to this moment."""
    (home / "clock").write_text(str((to - timezone.now()).total_seconds()))


@pytest.mark.parametrize(
    ("opens", "last", "there_at"),
    [
        # Back on the last Sunday of October in Amsterdam, a week later in New York: five hours between.
        pytest.param(date(2027, 10, 28), date(2027, 11, 2), ("10.00", "10"), id="back"),
        # Forward on the last Sunday of March, two weeks after New York: six hours.
        pytest.param(date(2027, 3, 24), date(2027, 3, 31), ("9.00", "9"), id="forward"),
    ],
)
def test_a_window_over_such_a_night_ends_at_the_hour_on_the_wall(
    context: Callable[..., Any], table: Table, koers_server: server.Server, opens: date, last: date,
    there_at: tuple[str, str],
) -> None:  # fmt: skip
    home, end = koers_server.home, datetime.combine(last, time(15), AMSTERDAM)
    morning = datetime.combine(opens, time(10), AMSTERDAM)
    with clock.at(morning):
        draft = proposals.drafted(table)
        commands.open_process(table.seat("Joost"), draft.pk, closes=end)
    moved(home, morning + timedelta(minutes=5))
    here = context(table.chair("Anouk").person, viewport=PHONE, timezone_id="Europe/Amsterdam").new_page()
    there = context(
        table.chair("Ravi").person, viewport=WALL, timezone_id="America/New_York", locale="en-GB"
    ).new_page()
    Session.objects.update(expire_date=end + timedelta(days=1))  # it is a year later for them
    for page in (here, there):
        page.goto(address(draft))
        page.reload()  # the device has said its zone by now
    expect(here.locator("#side .time-left + p")).to_contain_text("15.00")
    expect(here.locator("#side .time-left + p")).not_to_contain_text("Amsterdam")
    expect(there.locator("#side .time-left + p")).to_contain_text("Amsterdam")
    expect(there.locator("#side .time-left + p")).to_contain_text(there_at[1])
    moved(home, end - timedelta(minutes=2))
    here.reload()
    give(here, "no_objection")
    moved(home, end + timedelta(seconds=2))
    there.reload()
    expect(there.locator("#respond")).to_have_count(0)
    expect(there.locator(".verdict")).to_be_visible()
    ended = proposals.now(draft)
    assert (ended.stage, ended.ended) == ("lapsed", end)
