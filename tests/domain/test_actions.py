"""The rules of actions: one table per rule, and what must hold for any day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import actions, days, scans
from koers.domain.refusals import Refused

TODAY = date(2026, 11, 17)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
any_day = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("due", "asked"),
    [
        (30, {"note_progress": 15, "report_action": 30}),
        (16, {"note_progress": 15, "report_action": 16}),
        (15, {"report_action": 15}),
        (2, {"report_action": 2}),
        (0, {"report_action": 0}),
    ],
)
def test_how_it_goes_is_asked_on_day_fifteen_and_what_came_of_it_on_its_own_day(due, asked):
    found = actions.asked_on(TODAY, TODAY + timedelta(days=due))
    assert {deed: (day - TODAY).days for deed, day in found.items()} == asked


@given(any_day, st.integers(0, scans.DAYS_TO_ACT))
def test_nothing_is_asked_after_an_action_is_due(agreed, wait):
    due = agreed + timedelta(days=wait)
    assert all(agreed <= day <= due for day in actions.asked_on(agreed, due).values())


@pytest.mark.parametrize(("still_open", "room"), [(0, 2), (1, 1)])
def test_what_is_still_open_takes_room(still_open, room):
    assert actions.room(still_open) == room


@pytest.mark.parametrize("still_open", [2, 3])
def test_a_third_action_is_refused(still_open):
    with pytest.raises(Refused) as refused:
        actions.room(still_open)
    assert refused.value.code == "actions_open"


@pytest.mark.parametrize(
    ("due", "asked", "fits"),
    [
        (-3, 0, True),
        (-3, 30, True),
        (-3, 31, False),
        (-3, -1, False),
        (5, 5, False),
        (5, 6, True),
        (5, 4, False),
        (0, None, False),
    ],
)
def test_another_day_is_later_than_the_one_it_had_and_within_thirty_days(due, asked, fits):
    due, asked = TODAY + timedelta(days=due), asked if asked is None else TODAY + timedelta(days=asked)
    if fits:
        assert actions.new_day(due, asked, TODAY) == asked
    else:
        with pytest.raises(Refused, match="due_unfit"):
            actions.new_day(due, asked, TODAY)


@pytest.mark.parametrize(
    ("text", "code"), [("", "word_missing"), ("  ", "word_missing"), ("x" * 301, "too_long")]
)
def test_a_day_isnt_moved_without_a_word(text, code):
    with pytest.raises(Refused, match=code):
        actions.reason(text)


@pytest.mark.parametrize(
    ("check", "code", "known"),
    [
        (actions.progress, "progress_unknown", actions.PROGRESS),
        (actions.effect, "effect_unknown", actions.EFFECTS),
    ],
)
def test_only_known_words_go_in(check, code, known):
    assert [check(one) for one in known] == list(known)
    with pytest.raises(Refused, match=code):
        check("fine")


# -- days as moments --


@pytest.mark.parametrize(
    ("zone", "day", "begins", "hours"),
    [
        ("Europe/Amsterdam", date(2026, 12, 3), datetime(2026, 12, 2, 23, tzinfo=UTC), 24),
        ("Europe/Amsterdam", date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC), 23),
        ("Europe/Amsterdam", date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC), 25),
        ("America/Santiago", date(2026, 9, 6), datetime(2026, 9, 6, 4, tzinfo=UTC), 23),
        ("Pacific/Auckland", date(2026, 1, 1), datetime(2025, 12, 31, 11, tzinfo=UTC), 24),
        ("UTC", date(2026, 6, 1), datetime(2026, 6, 1, tzinfo=UTC), 24),
    ],
)
def test_a_day_begins_at_its_own_midnight_and_has_its_own_hours(zone, day, begins, hours):
    there = ZoneInfo(zone)
    assert days.begins(day, there) == begins
    assert days.ends(day, there) - days.begins(day, there) == timedelta(hours=hours)


@given(any_day, st.sampled_from(["Europe/Amsterdam", "America/Santiago", "Africa/Cairo", "Asia/Beirut"]))
def test_the_first_moment_of_a_day_is_that_day_and_the_moment_before_isnt(day, zone):
    first = days.begins(day, ZoneInfo(zone))
    assert first.astimezone(ZoneInfo(zone)).date() == day
    assert (first - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() == day - timedelta(days=1)


@given(any_day, st.integers(0, 40))
def test_day_fifteen_is_fifteen_calendar_days_later_whatever_the_clock_did(agreed, wait):
    first, last = (
        datetime.fromisoformat(m) for m in days.window(agreed, agreed + timedelta(wait), AMSTERDAM)
    )
    assert first.astimezone(AMSTERDAM).date() == agreed
    assert last.astimezone(AMSTERDAM).date() == agreed + timedelta(days=wait + 1)
