"""Rounds of one series: which may stand beside which, and when the next one comes."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import scans
from koers.domain.refusals import Refused
from koers.domain.scans import Answerers

TODAY = date(2026, 11, 17)


def took(people, missing=0):
    """A round in which these people sat, of whom so many gave nothing."""
    return Answerers(frozenset(people), len(people), len(people) - missing)


SEVEN = range(7)
peopled = st.frozensets(st.integers(0, 11), min_size=6, max_size=12).map(took)


@pytest.mark.parametrize(
    ("mode", "last", "fresh", "series"),
    [
        ("confidential", None, False, 1),
        ("confidential", None, True, 1),
        ("confidential", ("confidential", 1), False, 1),
        ("confidential", ("confidential", 1), True, 2),
        ("by_name", ("confidential", 1), False, 2),
        ("confidential", ("by_name", 2), False, 3),
        ("not_recorded", ("confidential", 2), True, 0),
    ],
)
def test_another_form_is_another_series_and_so_is_a_wish(mode, last, fresh, series):
    assert scans.series(mode, last, fresh=fresh) == series


@pytest.mark.parametrize(
    ("mode", "before", "now", "why"),
    [
        ("confidential", took(SEVEN), took(SEVEN), ""),
        ("confidential", took(SEVEN), took(range(8)), "nearly_same_people"),
        ("confidential", took(SEVEN), took(range(1, 8)), "nearly_same_people"),
        ("confidential", took(SEVEN), took(range(10)), ""),
        ("confidential", took(SEVEN), took(SEVEN, missing=3), "not_all_answered"),
        ("confidential", Answerers(frozenset(SEVEN), 8, 8), took(SEVEN), "not_all_answered"),
        ("guessable", took(range(4)), took(range(5)), "nearly_same_people"),
        ("by_name", took(SEVEN), took(range(8)), ""),
    ],
)
def test_rounds_that_one_or_two_people_differ_stay_apart(mode, before, now, why):
    assert scans.why_apart(mode, before, now) == why


@given(st.lists(peopled, min_size=1, max_size=8), st.sampled_from(("confidential", "guessable")))
def test_no_two_rounds_on_one_page_differ_by_one_or_two_people(rounds, mode):
    stand = scans.laid_together(mode, rounds)
    assert stand[-1] == len(rounds) - 1
    assert list(stand) == sorted(set(stand))
    assert all(len(rounds[a].people ^ rounds[b].people) not in (1, 2) for a, b in combinations(stand, 2))


@given(st.lists(peopled, min_size=1, max_size=8))
def test_a_round_is_left_out_only_when_it_must_be(rounds):
    stand = scans.laid_together("confidential", rounds)
    for out in set(range(len(rounds))) - set(stand):
        assert any(scans.why_apart("confidential", rounds[out], rounds[there]) for there in stand)


def test_two_by_two_isnt_enough():
    one, three_more, one_less = took(SEVEN), took(range(10)), took(range(8))
    assert not scans.why_apart("confidential", one, three_more)
    assert scans.laid_together("confidential", [one, three_more, one_less]) == (2,)
    assert scans.laid_together("confidential", [one, one_less, three_more]) == (0, 2)


@pytest.mark.parametrize("weeks", [6, 8, 12])
def test_the_next_round_is_proposed_after_the_thirty_days_and_has_its_day(weeks):
    first, day = scans.next_round(TODAY, weeks)
    assert (first - TODAY).days == 30
    assert (day - TODAY).days == 7 * weeks
    assert first < day


def test_not_now_is_two_weeks():
    assert scans.put_off(TODAY) - TODAY == timedelta(days=14)


@pytest.mark.parametrize("weeks", [None, 0, 5, 13])
def test_a_rhythm_that_leaves_no_time_or_forgets_is_refused(weeks):
    with pytest.raises(Refused, match="rhythm_unfit"):
        scans.rhythm(weeks)
