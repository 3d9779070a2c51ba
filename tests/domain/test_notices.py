"""When a letter comes, by the hour and days of who gets it, and that it says ever less about one thing."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import notices
from koers.domain.notices import Mentioned, Rhythm
from koers.domain.refusals import Refused

START = datetime(2026, 1, 1, tzinfo=UTC)


def at(text: str, zone: str = "Europe/Amsterdam") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("rhythm", "moment", "following"),
    [
        (Rhythm(), "2026-11-23 08:29", "2026-11-23 08:30"),
        (Rhythm(), "2026-11-23 08:30", "2026-11-24 08:30"),
        (Rhythm(), "2026-11-20 09:00", "2026-11-23 08:30"),  # Friday, and then the weekend
        (Rhythm(days=[5]), "2026-11-21 10:00", "2026-11-28 08:30"),  # only Saturdays
        (Rhythm(), "2026-12-31 23:59", "2027-01-01 08:30"),
        # On these nights the clock goes forward, and back: half past eight stays half past eight.
        (Rhythm(days=[6]), "2026-03-28 12:00", "2026-03-29 08:30"),
        (Rhythm(days=[6]), "2026-10-24 12:00", "2026-10-25 08:30"),
    ],
)
def test_the_next_letter_comes_at_the_hour_on_a_day_that_may(
    rhythm: Rhythm, moment: str, following: str
) -> None:
    assert rhythm.after(at(moment)) == at(following)


def test_the_hour_is_the_readers_own() -> None:
    there = Rhythm(zone="America/Paramaribo").after(at("2026-11-23 08:30"))
    assert there == at("2026-11-23 08:30", "America/Paramaribo")
    assert there == datetime(2026, 11, 23, 11, 30, tzinfo=UTC)


def test_without_days_no_letter_comes() -> None:
    assert Rhythm(days=[]).after(at("2026-11-23 08:30")) is None


@given(
    moment=st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    hour=st.times(notices.FIRST, notices.LAST),
    zone=st.sampled_from(["Europe/Amsterdam", "America/Paramaribo", "Australia/Lord_Howe", "Africa/Cairo"]),
    days=st.sets(st.integers(0, 6), min_size=1),
)
def test_every_letter_comes_later_on_a_chosen_day_and_never_two_on_one(
    moment: datetime, hour: time, zone: str, days: set[int]
) -> None:
    rhythm, seen = Rhythm(hour, zone, days), []
    for _ in range(10):
        moment = rhythm.after(moment) or pytest.fail("no letter comes any more")
        seen.append(moment.astimezone(ZoneInfo(zone)))
    assert all(one.weekday() in days for one in seen)
    assert len({one.date() for one in seen}) == 10
    assert all(later - earlier <= timedelta(days=7, hours=1) for earlier, later in pairwise(seen))
    assert not any(rhythm.is_quiet(one) for one in seen)


MONDAY = date(2026, 11, 23)


def mentioned_on(days: range, last_day: date | None = None) -> list[int]:
    """On which days after Monday somebody hears of a thing, with a letter that may go every day."""
    said, heard = Mentioned(), []
    for ahead in days:
        today = MONDAY + timedelta(days=ahead)
        if notices.mentions(said, today, last_day):
            said, heard = Mentioned(said.times + 1, today), [*heard, ahead]
    return heard


def test_about_one_thing_one_hears_ever_less_and_then_no_more() -> None:
    assert mentioned_on(range(60)) == [0, 1, 3, 7]


def test_a_weekend_in_between_takes_no_mention_away() -> None:
    assert mentioned_on(range(0, 60, 7)) == [0, 7, 14, 21]


def test_what_has_a_last_day_comes_by_once_more_just_before_it() -> None:
    last = MONDAY + timedelta(days=20)
    assert mentioned_on(range(60), last) == [0, 1, 3, 7, 19]


def test_when_the_day_before_is_quiet_the_day_itself_will_do() -> None:
    last = MONDAY + timedelta(days=21)  # a Monday
    workdays = [n for n in range(30) if (MONDAY + timedelta(days=n)).weekday() < 5]
    said, heard = Mentioned(), []
    for ahead in workdays:
        today = MONDAY + timedelta(days=ahead)
        if notices.mentions(said, today, last):
            said, heard = Mentioned(said.times + 1, today), [*heard, ahead]
    assert heard == [0, 1, 3, 7, 21]


def test_what_was_stopped_is_never_mentioned() -> None:
    assert not notices.mentions(Mentioned(stopped=True), MONDAY)


@pytest.mark.parametrize(
    ("hour", "zone", "days", "code"),
    [
        (None, "Europe/Amsterdam", [0], "hour_unfit"),
        (time(5, 59), "Europe/Amsterdam", [0], "hour_unfit"),
        (time(22), "Europe/Amsterdam", [0], "hour_unfit"),
        (time(8), "Middle/Earth", [0], "zone_unknown"),
        (time(8), "../etc/passwd", [0], "zone_unknown"),
        (time(8), "Europe/Amsterdam", [], "days_missing"),
        (time(8), "Europe/Amsterdam", [7], "days_missing"),
    ],
)
def test_a_rhythm_that_cant_be_is_refused(hour: time | None, zone: str, days: list[int], code: str) -> None:
    with pytest.raises(Refused) as refused:
        notices.rhythm(hour, zone, days)
    assert refused.value.code == code


def test_tries_come_slower_and_slower_and_never_stop() -> None:
    waits = [notices.pause(n) for n in range(1, 12)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=1), timedelta(minutes=30))


@pytest.mark.parametrize(
    ("moment", "quiet"), [("05:59", True), ("06:00", False), ("22:00", False), ("22:01", True)]
)
def test_the_night_is_quiet(moment: str, quiet: bool) -> None:
    assert Rhythm().is_quiet(at(f"2026-11-23 {moment}")) is quiet
