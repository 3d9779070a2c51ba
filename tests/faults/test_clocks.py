"""Clocks that jump, nights of 23 and 25 hours, and midnight."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from koers.apps.actions.models import Action
from koers.apps.ledger import clock
from koers.apps.ledger.models import Entry
from koers.apps.people import commands as people
from koers.apps.scans import commands
from koers.apps.scans.models import Round
from koers.domain import actions
from koers.domain.refusals import Refused
from koers.domain.scans import latest_due
from tests import cast, rounds
from tests.cast import Table
from tests.reading import ClientOf

pytestmark = [pytest.mark.fault, pytest.mark.django_db]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOUR = timedelta(hours=1)


def test_a_clock_that_jumps_back_reopens_no_round(linde: Table) -> None:
    now = timezone.now()
    scan = rounds.opened(linde, closes=now + HOUR)
    with clock.at(now + HOUR):
        people.invite(linde.facilitator, linde.team)  # something happens after the end of the window
    with clock.at(now + timedelta(minutes=5)), pytest.raises(Refused) as refused:
        rounds.answer(linde, scan, "Joost")
    assert refused.value.code == "round_closed"


def test_a_clock_that_jumps_back_leaves_the_ledger_in_order(linde: Table) -> None:
    now = timezone.now()
    for jump in (HOUR, -HOUR, 2 * HOUR, timedelta(), -HOUR):
        with clock.at(now + jump):
            people.invite(linde.facilitator, linde.team)
    at = list(Entry.objects.filter(stream=linde.team.stream_id).order_by("seq").values_list("at", flat=True))
    assert at == sorted(at)


def test_a_clock_that_jumps_ahead_closes_and_says_when_the_window_ended(linde: Table) -> None:
    now = timezone.now()
    scan = rounds.opened(linde, closes=now + HOUR)
    rounds.answer(linde, scan, "Joost")
    with clock.at(now + 2 * HOUR):
        commands.close_all_over()
    assert (rounds.now(scan).closed, rounds.now(scan).answered) == (scan.closes, 1)
    assert Entry.objects.get(deed="close_round").at == scan.closes


def test_an_hour_ahead_by_mistake_lets_a_round_go_on_that_has_no_end(linde: Table) -> None:
    scan = rounds.opened(linde)
    with clock.at(timezone.now() + HOUR):
        rounds.answer(linde, scan, "Joost")
    rounds.answer(linde, scan, "Lotte")
    assert scan.how_many() == 2


# Clocks go back in the night of 25 October 2026 and forward in that of 28 March 2027.
NIGHTS = [
    pytest.param(datetime(2026, 10, 24, 15, 20, tzinfo=AMSTERDAM), id="25 hours"),
    pytest.param(datetime(2027, 3, 27, 15, 20, tzinfo=AMSTERDAM), id="23 hours"),
    pytest.param(datetime(2026, 6, 1, 15, 20, tzinfo=AMSTERDAM), id="24 hours"),
]


@pytest.mark.parametrize("moment", NIGHTS)
def test_open_until_tomorrow_this_time_means_what_the_wall_clock_says(
    client_of: ClientOf, moment: datetime
) -> None:
    with time_machine.travel(moment, tick=False):
        linde = cast.de_linde()
        client = client_of(linde.helper.person)
        form = {"mode": "confidential", "window": "24"}
        assert client.post(reverse("scan_rounds", args=[linde.team.key]), form).status_code == 302
        scan = Round.objects.latest("pk")
    assert scan.closes
    closes = scan.closes.astimezone(AMSTERDAM)
    assert (closes.date(), closes.strftime("%H:%M")) == (moment.date() + timedelta(days=1), "15:20")


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_is_two_hours(fold: int) -> None:
    """A window that ends at the second 02:30 is still open at the first."""
    closes = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=AMSTERDAM)
    scan = Round(stage="answering", closes=closes.astimezone(UTC))
    now = datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=AMSTERDAM)
    assert scan.open_at(now.astimezone(UTC)) == (fold == 0)


def test_an_action_due_today_is_late_after_midnight_here_and_not_in_greenwich() -> None:
    action = Action(due=date(2026, 7, 1))
    for hour, minute, late in ((21, 59, False), (22, 1, True)):  # 23:59 and 00:01 in Amsterdam
        with time_machine.travel(datetime(2026, 7, 1, hour, minute, tzinfo=UTC), tick=False):
            assert action.is_late(timezone.localdate()) is late


def test_thirty_days_are_thirty_days_over_the_end_of_summer_time() -> None:
    today = date(2026, 10, 10)
    due = latest_due(today)
    assert due == date(2026, 11, 9)
    assert actions.plan(1, "Bel", 7, due, [7], today).due == due
    with pytest.raises(Refused):
        actions.plan(1, "Bel", 7, due + timedelta(days=1), [7], today)
