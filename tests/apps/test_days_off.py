"""Days on which a team doesn't work: no window ends on one, and none is counted."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from koers.apps.decisions import commands as deciding
from koers.apps.ledger import clock
from koers.apps.people.days_off import commands, queries
from koers.apps.people.models import DayOff
from koers.domain.refusals import NotHere, Refused
from tests import proposals
from tests.cast import Table

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
#: A Tuesday; the Friday after it is Christmas Day.
BEFORE_CHRISTMAS = datetime(2026, 12, 22, 9, 0, tzinfo=UTC)
CHRISTMAS = date(2026, 12, 25)


def closed(table: Table, name: str, first: date, last: date | None = None) -> DayOff:
    commands.add_day_off(table.facilitator, table.team, name, first, last)
    return DayOff.objects.latest("pk")


def ends_on(table: Table) -> date:
    """The day on which five working days are over."""
    process = proposals.opened(table)
    assert process.closes is not None
    return process.closes.astimezone(AMSTERDAM).date()


def test_a_public_holiday_is_no_working_day(linde: Table) -> None:
    with clock.at(BEFORE_CHRISTMAS):
        # 23, 24, 28, 29 and 30 December.
        assert ends_on(linde) == date(2026, 12, 30)


def test_another_country_has_other_holidays(linde: Table, settings: Any) -> None:
    settings.HOLIDAYS = ""
    with clock.at(BEFORE_CHRISTMAS):
        assert ends_on(linde) == date(2026, 12, 29)


def test_the_teams_own_days_are_no_working_days(linde: Table) -> None:
    with clock.at(BEFORE_CHRISTMAS):
        closed(linde, "Kerstsluiting", date(2026, 12, 24), date(2027, 1, 3))
        # 23 December, then 4, 5, 6 and 7 January.
        assert ends_on(linde) == date(2027, 1, 7)


def test_a_window_doesnt_end_on_a_day_off(linde: Table) -> None:
    with clock.at(BEFORE_CHRISTMAS):
        draft = proposals.drafted(linde)
        end = datetime(2026, 12, 25, 14, tzinfo=UTC)
        with pytest.raises(Refused, match="closes_on_day_off"):
            deciding.open_process(linde.seat(linde.names[1]), draft.pk, closes=end)


def test_what_is_open_keeps_its_end(linde: Table) -> None:
    with clock.at(BEFORE_CHRISTMAS):
        process = proposals.opened(linde)
        closed(linde, "Kerstsluiting", date(2026, 12, 23), date(2027, 1, 3))
        assert proposals.now(process).closes == process.closes


def test_days_that_are_taken_away_are_worked_on_again(linde: Table) -> None:
    with clock.at(BEFORE_CHRISTMAS):
        made = closed(linde, "Studiedag", date(2026, 12, 23))
        commands.drop_day_off(linde.facilitator, made.pk)
        assert date(2026, 12, 23) not in queries.off(linde.facilitator, date(2026, 12, 22))


def test_only_days_of_a_working_week_from_today_on_are_given(linde: Table) -> None:
    closed(linde, "Zomer", date(2026, 7, 17), date(2026, 8, 2))
    today = date(2026, 7, 22)
    off = queries.off(linde.facilitator, today)
    assert min(off) == today
    assert all(day.weekday() < 5 for day in off)
    assert max(off) <= today + timedelta(days=400)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("", CHRISTMAS, None), "day_off_nameless"),
        (("x" * 81, CHRISTMAS, None), "too_long"),
        (("Kerst", None, CHRISTMAS), "day_off_dayless"),
        (("Kerst", CHRISTMAS, CHRISTMAS - timedelta(days=1)), "day_off_backwards"),
        (("Kerst", CHRISTMAS, CHRISTMAS + timedelta(days=92)), "day_off_long"),
    ],
)
def test_days_that_cant_be_are_refused(linde: Table, given: Any, code: str) -> None:
    with pytest.raises(Refused, match=code):
        commands.add_day_off(linde.facilitator, linde.team, *given)
    assert not DayOff.objects.exists()


def test_days_of_another_team_arent_there(linde: Table, next_door: Table) -> None:
    theirs = closed(next_door, "Studiedag", CHRISTMAS)
    assert not queries.own(linde.facilitator, date(2026, 1, 1)).exists()
    with pytest.raises(NotHere):
        commands.drop_day_off(linde.facilitator, theirs.pk)
