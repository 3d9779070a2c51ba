"""Counting by majority: known answers, and what must hold for any figures."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.engine.methods import majority
from koers.engine.methods.majority import Votes

COUNT = st.integers(0, 60)
COUNTS = st.dictionaries(st.sampled_from("abcdef"), COUNT, min_size=1)
TWO_THIRDS = Fraction(2, 3)


@pytest.mark.parametrize(
    ("yes", "no", "blank", "present", "members", "cast", "here", "all_"),
    [
        (4, 3, 0, 7, 7, True, True, True),
        (3, 3, 1, 7, 7, False, False, False),
        (3, 2, 2, 7, 7, True, False, False),
        (4, 2, 1, 7, 9, True, True, False),
        (1, 0, 6, 7, 7, True, False, False),
        (0, 0, 7, 7, 7, False, False, False),
        (5, 5, 0, 10, 10, False, False, False),
    ],
)
def test_three_simple_majorities(
    yes: int, no: int, blank: int, present: int, members: int, cast: bool, here: bool, all_: bool
) -> None:
    votes = Votes(yes, no, blank, present, members)
    assert majority.of_votes_cast(votes) is cast
    assert majority.of_those_present(votes) is here
    assert majority.of_all_members(votes) is all_


@pytest.mark.parametrize(
    ("yes", "no", "share", "at_least", "more"),
    [
        (4, 2, TWO_THIRDS, True, False),
        (5, 2, TWO_THIRDS, True, True),
        (6, 3, TWO_THIRDS, True, False),
        (3, 2, TWO_THIRDS, False, False),
        (3, 1, Fraction(3, 4), True, False),
        (0, 0, TWO_THIRDS, False, False),
        (1, 0, Fraction(1), True, False),
    ],
)
def test_a_qualified_majority_says_whether_equal_is_enough(
    yes: int, no: int, share: Fraction, at_least: bool, more: bool
) -> None:
    assert majority.qualified(Votes(yes, no), share) is at_least
    assert majority.qualified(Votes(yes, no), share, strictly=True) is more


@given(COUNT, COUNT, COUNT, COUNT, COUNT)
def test_a_vote_more_for_never_turns_adopted_into_rejected(y: int, n: int, b: int, p: int, m: int) -> None:
    votes, more = (Votes(yes, n, b, yes + n + b + p, yes + n + b + p + m) for yes in (y, y + 1))
    for rule in (majority.of_votes_cast, majority.of_those_present, majority.of_all_members):
        assert rule(more) >= rule(votes)
    assert majority.qualified(more, TWO_THIRDS) >= majority.qualified(votes, TWO_THIRDS)


@given(COUNT, COUNT, COUNT, COUNT)
def test_of_all_members_is_the_hardest_and_of_votes_cast_the_easiest(y: int, n: int, b: int, m: int) -> None:
    votes = Votes(y, n, b, y + n + b, y + n + b + m)
    assert majority.of_all_members(votes) <= majority.of_those_present(votes) <= majority.of_votes_cast(votes)


@pytest.mark.parametrize(
    ("share", "strictly", "of", "needed"),
    [
        (Fraction(1, 2), False, 7, 4),
        (Fraction(1, 2), False, 8, 4),
        (Fraction(1, 2), True, 8, 5),
        (Fraction(2, 3), False, 7, 5),
        (Fraction(2, 3), True, 9, 7),
        (Fraction(1), False, 7, 7),
    ],
)
def test_a_quorum_is_a_number_of_heads(share: Fraction, strictly: bool, of: int, needed: int) -> None:
    assert majority.needed(share, of, strictly=strictly) == needed


@pytest.mark.parametrize(
    ("counts", "most", "absolute", "highest"),
    [
        ({"a": 4, "b": 2, "c": 1}, ("a",), "a", ("a", "b")),
        ({"a": 3, "b": 2, "c": 2}, ("a",), None, ("a", "b", "c")),
        ({"a": 3, "b": 3, "c": 1}, ("a", "b"), None, ("a", "b")),
        ({"a": 4, "b": 3, "c": 1}, ("a",), None, ("a", "b")),
        ({"a": 0, "b": 0, "c": 0}, (), None, ()),
        ({"a": 2, "b": 0, "c": 0}, ("a",), "a", ("a",)),
    ],
)
def test_among_options(
    counts: dict[str, int], most: tuple[str, ...], absolute: str | None, highest: tuple[str, ...]
) -> None:
    assert majority.most(counts) == most
    assert majority.absolute(counts) == absolute
    assert majority.two_highest(counts) == highest


@given(COUNTS)
def test_more_than_half_has_most_votes_and_goes_on(counts: dict[str, int]) -> None:
    winner = majority.absolute(counts)
    if winner is not None:
        assert majority.most(counts) == (winner,)
        assert winner in majority.two_highest(counts)


@pytest.mark.parametrize(
    ("weights", "capped"),
    [
        ({1: 1, 2: 1, 3: 1}, {1: 1, 2: 1, 3: 1}),
        ({1: 9, 2: 2, 3: 3}, {1: 5, 2: 2, 3: 3}),
        ({1: 5, 2: 1}, {1: 1, 2: 1}),
        ({1: 4}, {1: 4}),
        ({}, {}),
    ],
)
def test_plural_votes_never_outweigh_the_others_together(
    weights: dict[int, int], capped: dict[int, int]
) -> None:
    assert majority.capped(weights) == capped


@given(st.dictionaries(st.integers(1, 9), st.integers(1, 50), min_size=2))
def test_whatever_the_weights_nobody_decides_alone(weights: dict[int, int]) -> None:
    capped = majority.capped(weights)
    assert all(2 * weight <= sum(capped.values()) for weight in capped.values())
    assert all(1 <= capped[one] <= weights[one] for one in weights)


def test_a_lot_is_the_same_for_everybody_whatever_the_order() -> None:
    drawn = {majority.lot(order, "waarde") for order in permutations("abcd")}
    assert len(drawn) == 1


def test_a_lot_favours_nobody() -> None:
    times = [majority.lot("abc", str(value)) for value in range(3000)]
    assert all(900 < times.count(one) < 1100 for one in "abc")


def test_a_commitment_is_sha_256_of_the_value() -> None:
    # Known answer of FIPS 180-2 for "abc".
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert majority.commitment("abc") == known
