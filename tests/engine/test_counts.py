import numpy as np
import pytest

from koers.engine.common_ground import analyse
from koers.engine.common_ground.counts import bounds, count, covered, standing, wilson
from koers.engine.common_ground.veto import lower_bound
from tests.engine.casts import votes_of

NAN = np.nan


def said(column, present=None):
    votes = votes_of(np.array(column, float)[:, None], present=range(present or len(column)))
    counts = count(votes)
    codes, stance = standing(counts, covered(counts, votes.room))
    return codes[0], int(stance[0])


@pytest.mark.parametrize(
    ("column", "code", "stance"),
    [
        ([1, 1, 1, 1, 1], "shared", 1),
        ([1, 1, 1, 1, 0], "no_objection", 1),
        ([1, 1, 0, 0, 0], "open", 1),
        ([1, 1, 1, 1, -1], "one_objection", 1),
        ([1, 1, -1], "open", 1),
        ([1, 1, 1, -1, -1], "divided", 1),
        ([-1, -1, -1, -1, -1], "shared", -1),
        ([1, 1, 1, NAN, NAN], "shared", 1),
        ([1, 1, NAN, NAN, NAN], "unseen_by_many", 1),
        ([1] * 20 + [-1] * 3, "broad", 1),
    ],
)
def test_what_counts_alone_say(column, code, stance):
    assert said(column) == (code, stance)


def test_in_a_room_the_bounds_are_the_worst_cases():
    votes = votes_of([[1], [1], [-1], [NAN], [NAN]], present=range(5))
    low, high = bounds(count(votes), votes.room)
    assert (low[0], high[0]) == (2 / 5, 4 / 5)


def test_a_full_room_is_a_census():
    votes = votes_of([[1], [1], [-1]], present=range(3))
    low, high = bounds(count(votes), votes.room)
    assert low[0] == high[0] == pytest.approx(2 / 3)


def test_wilson_gives_the_textbook_interval():
    # 81 of 263, 95 %: Newcombe 1998, Statistics in Medicine 17, table I.
    low, high = wilson(np.array([81]), np.array([263]), 1.959964)
    assert (round(low[0], 4), round(high[0], 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize(
    ("agree", "seen", "size", "blocks"),
    [
        (3, 3, 3, False),  # all three agree: nothing left to estimate
        (2, 3, 3, False),
        (1, 3, 3, True),
        (1, 2, 2, False),  # half isn't fewer than half
        (2, 2, 3, False),
        (0, 0, 3, True),  # silence isn't agreement
        (5, 9, 20, True),  # more than half, but not surely
        (8, 9, 20, False),
    ],
)
def test_a_party_blocks_when_fewer_than_half_agree_or_that_is_not_sure(agree, seen, size, blocks):
    assert bool(lower_bound(np.array([agree]), np.array([seen]), size)[0] < 0.5) is blocks


def test_a_statement_a_party_opposes_is_not_common_and_says_by_whom():
    dense = [[1, 1]] * 6 + [[1, -1]] * 3
    parties = {i: "mt" if i < 6 else "or" for i in range(9)}
    found = analyse(votes_of([[1, 1, 1]] * 6 + [[1, 0, 1]] * 3, parties=parties, present=range(9)))
    assert [one.statement for one in found.common] == [0, 2]
    assert [(one.statement, one.by) for one in found.vetoed] == [(1, (("or", "party", "against"),))]
    assert analyse(votes_of(dense, parties=parties, present=range(9))).dividing == (1,)


def test_a_party_of_two_is_asked_first():
    found = analyse(votes_of([[1]] * 5, parties={0: "or", 1: "or", 2: "mt", 3: "mt", 4: "mt"}))
    assert [(side.name, side.ask_first) for side in found.parties] == [("mt", False), ("or", True)]
