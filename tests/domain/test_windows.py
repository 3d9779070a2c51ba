"""The window and the clock: working days, minutes, pauses, and closing early."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import processes
from koers.domain.processes import Terms, windows
from koers.domain.refusals import Refused
from tests.processes import (
    CLOCK,
    EVERYBODY,
    JOOST,
    LEAD,
    MONDAY,
    RAVI,
    VOTE,
    after,
    all_respond,
    opened,
    responded,
    seat,
)

ZONE = "Europe/Amsterdam"
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
OFF = frozenset({date(2026, 12, 25), date(2026, 11, 9)})


@pytest.mark.parametrize(
    ("at", "days", "end"),
    [
        (MONDAY, 5, datetime(2026, 11, 10, 9, 0, tzinfo=UTC)),  # the 9th is a day off
        (MONDAY, 1, datetime(2026, 11, 3, 9, 0, tzinfo=UTC)),
        (datetime(2026, 11, 6, 16, 0, tzinfo=UTC), 1, datetime(2026, 11, 10, 16, 0, tzinfo=UTC)),
        (datetime(2026, 11, 7, 16, 0, tzinfo=UTC), 0, datetime(2026, 11, 10, 16, 0, tzinfo=UTC)),
        # Over the change to winter time: the same hour on the wall.
        (datetime(2026, 10, 23, 8, 0, tzinfo=UTC), 1, datetime(2026, 10, 26, 9, 0, tzinfo=UTC)),
    ],
)
def test_working_days_end_at_the_same_hour_on_the_wall(at: datetime, days: int, end: datetime) -> None:
    assert windows.after(at, days, ZONE, OFF) == end


@given(MOMENTS, st.integers(0, 30))
def test_a_deadline_never_falls_on_a_day_off_and_is_a_whole_minute(at: datetime, days: int) -> None:
    end = windows.after(at, days, ZONE, OFF)
    assert windows.works(end.astimezone(ZoneInfo(ZONE)).date(), OFF)
    assert (end.second, end.microsecond, end.tzinfo) == (0, 0, UTC)
    assert end >= at


@given(MOMENTS)
def test_a_moment_to_the_minute_is_never_earlier(at: datetime) -> None:
    assert timedelta(0) <= windows.to_minute(at) - at < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("closes", "code"),
    [
        (after(hours=-1), "closes_in_past"),
        (MONDAY, "closes_in_past"),
        (after(days=5), "closes_on_day_off"),
        (after(days=400), "closes_too_late"),
    ],
)
def test_a_window_that_cannot_be_is_refused(closes: datetime, code: str) -> None:
    with pytest.raises(Refused, match=code):
        opened(closes=closes)


def test_a_window_of_consent_is_five_working_days_by_default() -> None:
    assert processes.ends(opened()) == after(days=7)


# --- the clock decides


def test_at_the_end_it_is_closed_whoever_has_noticed() -> None:
    case = opened()
    assert not processes.over(case, after(days=7, seconds=-1))
    assert processes.over(case, after(days=7))
    with pytest.raises(Refused) as refused:
        responded(case, after(days=7), m1="no_objection")
    assert (refused.value.code, refused.value.facts) == ("window_closed", {"at": after(days=7)})


def test_nobody_closes_it_before_its_end() -> None:
    for who in (CLOCK, LEAD, seat(JOOST)):
        with pytest.raises(Refused, match="window_still_open"):
            processes.close_process(opened(), who, after(days=6))


def test_it_closes_fifteen_minutes_after_the_last_of_v_responded() -> None:
    case = all_respond(opened(), after(hours=1))
    assert processes.ends(case) == after(hours=1, minutes=15)


def test_who_changes_their_answer_in_those_minutes_starts_them_anew() -> None:
    case = all_respond(opened(), after(hours=1))
    case = responded(case, after(hours=1, minutes=14), m7="concern")
    assert processes.ends(case) == after(hours=1, minutes=29)


def test_it_stays_open_when_somebody_asked_for_the_full_window() -> None:
    case = all_respond(opened(), after(hours=1))
    case = processes.ask_full_window(case, seat(RAVI), after(hours=1, minutes=5))
    assert processes.ends(case) == after(days=7)


def test_never_early_on_a_majority_alone() -> None:
    case = responded(opened("majority", VOTE), after(hours=1), **{f"m{n}": "for" for n in EVERYBODY[:-1]})
    assert processes.ends(case) == after(days=7)


def test_when_the_last_who_is_missing_leaves_it_closes_from_then_on() -> None:
    case = responded(opened(), after(hours=1), **{f"m{n}": "no_objection" for n in EVERYBODY[:-1]})
    case = processes.leave_table(case, CLOCK, after(days=2), EVERYBODY[-1])
    assert processes.ends(case) == after(days=2, minutes=15)


# --- longer


def test_a_proposer_extends_once() -> None:
    case = processes.extend_once(opened(), seat(JOOST), MONDAY, 2)
    assert processes.ends(case) == after(days=9)
    with pytest.raises(Refused, match="extended_already"):
        processes.extend_once(case, seat(JOOST), MONDAY, 1)
    with pytest.raises(Refused, match="not_yours"):
        processes.extend_once(opened(), seat(RAVI), MONDAY, 1)


@pytest.mark.parametrize(
    ("first", "last", "end"),
    [
        (date(2026, 11, 3), date(2026, 11, 4), after(days=9)),
        (date(2026, 11, 7), date(2026, 11, 8), after(days=7)),  # a weekend costs nothing
        (date(2026, 11, 20), date(2026, 11, 27), after(days=7)),  # behind the window
        (date(2026, 10, 1), date(2026, 11, 2), after(days=8)),  # only what falls within it
    ],
)
def test_absence_pauses_the_clock(first: date, last: date, end: datetime) -> None:
    case = processes.note_away(opened(), seat(RAVI), MONDAY, RAVI, first, last)
    assert processes.ends(case) == end


def test_absence_pauses_at_most_ten_working_days_in_all() -> None:
    case = processes.note_away(opened(), seat(RAVI), MONDAY, RAVI, date(2026, 11, 3), date(2026, 11, 13))
    with pytest.raises(Refused) as refused:
        processes.note_away(case, seat(RAVI), MONDAY, JOOST, date(2026, 11, 16), date(2026, 11, 17))
    assert (refused.value.code, refused.value.facts) == ("paused_too_long", {"most": 10, "left": 1})


@pytest.mark.parametrize("absence", ["later", "no_objection"])
def test_who_is_away_longer_is_spared_as_the_team_chose(absence: str) -> None:
    case = opened(terms=Terms(absence=absence))
    case = responded(case, after(hours=1), **{f"m{n}": "no_objection" for n in EVERYBODY[:-1]})
    case = processes.spare_away(case, LEAD, after(hours=2), EVERYBODY[-1])
    assert processes.ends(case) == after(hours=2, minutes=15)


def test_where_the_team_asks_before_nobody_is_spared() -> None:
    with pytest.raises(Refused, match="asked_before"):
        processes.spare_away(opened(), LEAD, MONDAY, RAVI)


def test_anybody_of_v_takes_it_to_a_meeting_which_stops_the_window() -> None:
    case = processes.take_to_meeting(opened(), seat(RAVI), MONDAY)
    assert processes.ends(case) is None
    case = all_respond(case, after(days=30))
    with pytest.raises(Refused, match="not_yours"):
        processes.close_process(case, seat(RAVI), after(days=30))
    assert processes.close_process(case, LEAD, after(days=30)).stage == "adopted"
