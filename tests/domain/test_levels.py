"""Levels picked alone and explained; interests that a proposal may touch."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain.direction import interests, levels
from koers.domain.direction.interests import Interest
from koers.domain.refusals import Refused

TODAY = date(2026, 11, 22)
PICKS = st.dictionaries(st.integers(1, 9), st.integers(1, 7), max_size=9)


@pytest.mark.parametrize(
    ("stage", "deed"),
    [
        ("picking", "agree_level"),
        ("picking", "pick_again"),
        ("shown", "pick_level"),
        ("agreed", "pick_again"),
    ],
)
def test_nobody_agrees_before_they_are_shown_or_picks_while_they_are(stage: str, deed: str) -> None:
    with pytest.raises(Refused, match="levels_elsewhere"):
        levels.step(stage, deed)


@pytest.mark.parametrize(
    ("picks", "low", "high"),
    [
        ({}, set(), set()),
        ({1: 4, 2: 4}, set(), set()),
        ({1: 2, 2: 4, 3: 7}, {1}, {3}),
        ({1: 2, 2: 7, 3: 7}, {1}, {2, 3}),
    ],
)
def test_the_lowest_and_the_highest_explain(picks: dict[int, int], low: set[int], high: set[int]) -> None:
    assert levels.explain(picks) == (frozenset(low), frozenset(high))


@given(PICKS)
def test_who_explains_differs_and_nobody_picked_beyond_them(picks: dict[int, int]) -> None:
    low, high = levels.explain(picks)
    assert bool(low) == bool(high) == (len(set(picks.values())) > 1)
    assert not low & high
    assert all(picks[a] <= picked <= picks[b] for a in low for b in high for picked in picks.values())
    assert sum(levels.counts(picks.values())) == len(picks)


@pytest.mark.parametrize(("number", "fits"), [(0, False), (1, True), (7, True), (8, False)])
def test_levels_go_from_one_to_seven(number: int, fits: bool) -> None:
    if fits:
        assert levels.level(number) == number
    else:
        with pytest.raises(Refused, match="level_missing"):
            levels.level(number)


BOARD = Interest("Lid van de raad", "Apotheek De Brug", date(2025, 1, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("texts", "day", "touched"),
    [
        (["Eén apotheek voor alle locaties"], TODAY, True),
        (["Medicijnen", "We kiezen een APOTHEEK in de buurt"], TODAY, True),
        (["Nieuw rooster"], TODAY, False),
        (["Wij zijn de raad"], TODAY, False),
        (["Eén apotheek"], date(2027, 1, 1), False),
        (["Eén apotheek"], date(2024, 12, 31), False),
    ],
)
def test_a_proposal_touches_an_interest_that_holds_and_is_named(
    texts: list[str], day: date, touched: bool
) -> None:
    assert interests.touches(BOARD, texts, day) is touched


@pytest.mark.parametrize(
    ("what", "where", "refusal"), [("", "Apotheek", "side_unsaid"), ("Lid", " ", "where_missing")]
)
def test_an_interest_says_what_and_where(what: str, where: str, refusal: str) -> None:
    with pytest.raises(Refused, match=refusal):
        interests.tidy(Interest(what, where))


def test_an_interest_doesnt_end_before_it_began() -> None:
    with pytest.raises(Refused, match="interest_backwards"):
        interests.tidy(Interest("Lid", "Apotheek", TODAY, TODAY))
