"""Three rounds on a server whose clock moves, and what lies between them: days 15 and 30, a check."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from koers.apps.actions import commands as actions
from koers.apps.actions.models import Action
from koers.apps.checks import commands as checks
from koers.apps.checks.models import Check
from koers.apps.ledger import clock, readers
from koers.apps.people import commands as people
from koers.apps.scans import commands
from koers.apps.scans.models import Round
from koers.domain.actions import Plan
from koers.domain.checks import Agreement
from tests import cast, checking, rounds, server
from tests.cast import MT, Table

pytestmark = pytest.mark.browser

Pages = Callable[..., Page]


@pytest.fixture
def koers_server(transactional_db: None, moved_server: server.Server) -> server.Server:
    """Instead of the usual one: every page of this file comes from the server that can be moved."""
    (moved_server.home / "clock").write_text("0")
    return moved_server


class Story:
    """De Linde's MT, so many days after its first scan."""

    def __init__(self, home: Path, table: Table, wall: Pages, phone: Pages) -> None:
        self.home, self.table, self.wall, self.phone = home, table, wall, phone
        self.began, self.day = timezone.now(), 0

    def on(self, day: int) -> None:
        """Move the server's clock to the same time of another day."""
        self.day = day
        (self.home / "clock").write_text(str((self.moment() - timezone.now()).total_seconds()))
        readers.asks.catch_up(self.table.team.stream_id)

    def moment(self) -> datetime:
        """Now, in the story; by the wall's clock, which may have been put forward or back since."""
        local = timezone.localtime(self.began).replace(tzinfo=None) + timedelta(days=self.day)
        return timezone.make_aware(local) + (timezone.now() - self.began) / 100

    def then(self) -> AbstractContextManager[None]:
        """What commands do in here happens now, in the story."""
        return clock.at(self.moment())

    def open(self, page: Page, name: str, *more: object) -> Page:
        """A page of the team."""
        page.goto(reverse(name, args=[self.table.team.key, *more]))
        return page

    def joins(self, *names: str) -> None:
        """Some more people come to sit at the table."""
        with self.then():
            people.set_table(self.table.facilitator, self.table.team, [*self.table.names, *names])
            for name in names:
                cast.sit(self.table, name)

    def answers(self, scan: Round, score: int) -> None:
        """Everybody gives the same, and then everybody chooses Structure."""
        with self.then():
            for name in self.table.names:
                rounds.answer(self.table, scan, name, score)
            commands.talk_about(self.table.facilitator, scan.pk, "structure")
            commands.open_choice(self.table.facilitator, scan.pk)
            commands.close_choice(self.table.facilitator, scan.pk)

    def agrees(self, scan: Round, count: int) -> list[Action]:
        """So many actions, due on day 30."""
        due = clock.day(self.moment()) + timedelta(days=30)
        owners = [self.table.chair(name).pk for name in ("Joost", "Samira")]
        plans = [Plan(f"Actie {n} van ronde {scan.number}", owners[n], due) for n in range(count)]
        with self.then():
            lead = self.table.facilitator
            return actions.agree_actions(lead, scan.pk, "structure", plans, "Er belt één persoon")


@pytest.fixture
def story(koers_server: server.Server, wall: Pages, phone: Pages) -> Story:
    """The first round: everybody gave a 2, and two actions were agreed."""
    table = cast.seated(cast.organisation(), "MT", MT)
    told = Story(koers_server.home, table, wall, phone)
    scan = rounds.opened(table)
    told.answers(scan, 2)
    told.agrees(rounds.now(scan), 2)
    return told


def choose(page: Page, form: str, field: str, value: str) -> None:
    """A choice in a form: its label is what one touches."""
    page.locator(f"{form} label:has(input[name={field}][value={value}])").click()


def test_a_scan_comes_back_on_day_15_on_day_30_and_for_its_next_rounds(story: Story) -> None:
    first, second = Action.objects.order_by("pk")
    joost = story.phone(story.table.chair("Joost").person)
    _on_day_fifteen(story, joost, first)
    _on_day_thirty(story, joost, first, second)
    laptop = story.wall(story.table.helper.person)
    _the_next_round_is_put_off_and_opened(story, laptop)
    _a_second_round_with_one_joiner_stands_alone(story, laptop)
    _a_check_in_between_and_another_guardian(story, laptop)
    _a_third_round_with_three_joiners_is_laid_beside_the_second(story, laptop)


def _on_day_fifteen(story: Story, joost: Page, action: Action) -> None:
    form = f"#action-{action.pk} form[action$='/progress/']"
    mine = joost.locator(".todo li", has_text=action.text)
    story.on(14)
    expect(story.open(joost, "actions").locator(form)).to_have_count(0)
    story.open(joost, "home")
    expect(mine).to_have_count(1)
    expect(mine.locator(".kind")).to_have_count(0)
    story.on(15)
    story.open(joost, "home")
    expect(mine.locator(".kind")).to_have_count(1)
    story.open(joost, "actions")
    choose(joost, form, "progress", "stuck")
    joost.fill(f"{form} input[name=word]", "Wacht op de planning")
    joost.click(f"{form} button")
    expect(joost.locator(f"#action-{action.pk}")).to_contain_text("Wacht op de planning")
    expect(joost.locator(form)).to_have_count(0)


def _on_day_thirty(story: Story, joost: Page, first: Action, second: Action) -> None:
    """One is reported with what the team notices; the other returns to the table and gets another day."""
    form = f"#action-{first.pk} form[action$='/report/']"
    story.on(30)
    story.open(joost, "actions")
    choose(joost, form, "outcome", "partly")
    choose(joost, form, "effect", "a_bit")
    joost.fill(f"{form} input[name=word]", "De helft staat er")
    joost.click(f"{form} button")
    said = joost.locator(f"#action-{first.pk}")
    expect(said).to_contain_text("De helft staat er")
    expect(said).to_contain_text("Er belt één persoon")
    story.on(31)
    expect(story.open(joost, "home").locator("#asks")).to_contain_text(second.text)
    form = f"#action-{second.pk} form[action$='/day/']"
    story.open(joost, "actions").locator(f"#action-{second.pk} details", has=joost.locator("select")).click()
    joost.select_option(f"{form} select", index=12)
    joost.fill(f"{form} input[name=word]", "De planning liep uit")
    joost.click(f"{form} button")
    expect(joost.locator(f"#action-{second.pk}")).to_contain_text("De planning liep uit")
    expect(joost.locator(form)).to_have_count(0)


def _the_next_round_is_put_off_and_opened(story: Story, laptop: Page) -> None:
    later = "form[action$='/later/']"
    story.on(29)
    expect(story.open(laptop, "home").locator(later)).to_have_count(0)
    story.on(32)
    story.open(laptop, "home").click(f"{later} button")
    expect(laptop.locator(later)).to_have_count(0)
    story.on(45)
    expect(story.open(laptop, "home").locator(later)).to_have_count(0)
    story.on(46)
    story.joins("Karin")
    story.open(laptop, "home").click("section form[action$='/rounds/'] button")
    laptop.wait_for_url("**/scan/2/wall/")


def _a_second_round_with_one_joiner_stands_alone(story: Story, laptop: Page) -> None:
    scan = Round.objects.get(number=2)
    story.answers(scan, 3)
    story.open(laptop, "scan", 2)
    expect(laptop.locator("#apart")).to_be_visible()
    expect(laptop.locator(".ch-ghost")).to_have_count(0)
    expect(laptop.locator(".risen")).to_have_count(0)
    # One of the first round is still open: there is room for one new action.
    expect(laptop.locator("#text-1")).to_be_visible()
    expect(laptop.locator("#text-2")).to_have_count(0)
    story.agrees(rounds.now(scan), 1)


def _a_check_in_between_and_another_guardian(story: Story, laptop: Page) -> None:
    """Seven weeks on: what was agreed comes first, and at the end the guarding is handed over."""
    table, at = story.table, [story.table.team.key]
    # Two are open, and one of them is past its day: there is no room for a third.
    story.open(laptop, "scan_new")
    expect(laptop.locator("main")).to_contain_text("Actie 1 van ronde 1")
    story.on(50)
    with story.then():
        first = checking.hands_over(table)
    story.on(70)
    story.open(laptop, "checks").locator("form[action$='/opening/'] button").click()
    laptop.wait_for_url("**/wall/")
    expect(laptop.locator("#wall")).to_contain_text("Actie 0 van ronde 2")
    with story.then():
        check = Check.objects.get(ended=None)
        late, going = check.formers.order_by("action__due")
        checks.word_former(table.facilitator, check.pk, late.pk, "kept", "Net af")
        checks.word_former(table.facilitator, check.pk, going.pk, "under_way", "Loopt")
        check = checking.to(table, check, "agree")
        today = clock.day(story.moment())
        agreed = Agreement("Begin op tijd", table.chair("Joost").pk, today + timedelta(days=20))
        checks.agree_check(table.facilitator, check.pk, [agreed])
    guardian = story.phone(table.chair(first).person)
    story.open(guardian, "guardian").locator("#note").fill("Let op wie er stil blijft.")
    guardian.click("#handover")
    term = checking.asked(table)
    assert term is not None
    assert term.member.name != first
    following = story.phone(table.chair(term.member.name).person)
    following.goto(reverse("guardian", args=at))
    expect(following.locator("main")).to_contain_text("Let op wie er stil blijft.")
    following.click("button[value=yes]")
    expect(following.locator("#toasts .toast")).to_be_visible()
    assert checking.guardian(table) == term.member.name


def _a_third_round_with_three_joiners_is_laid_beside_the_second(story: Story, laptop: Page) -> None:
    story.on(110)
    story.joins("Lex", "Mo", "Nel")
    with story.then():
        scan = rounds.opened(story.table)
    story.answers(scan, 4)
    story.open(laptop, "scan", 3)
    expect(laptop.locator("#apart")).to_have_count(0)
    expect(laptop.locator(".scan-row .ch-ghost").first).to_be_visible()
    expect(laptop.locator(".risen dt")).to_have_count(4)
    # What was late was spoken of in the check; the other is late by now, and stands here.
    expect(laptop.locator("main")).to_contain_text("Actie 0 van ronde 2")
    expect(laptop.locator("#text-1")).to_be_visible()
    expect(laptop.locator("#text-2")).to_have_count(0)
    story.open(laptop, "scan_series", 1)
    expect(laptop.locator(".over-time")).to_have_count(5)
    expect(laptop.locator(".over-time").first.locator(".ch-dot")).to_have_count(2)
    expect(laptop.locator("main a[href$='/scan/1/']")).to_be_visible()
