"""Ranked and scored ballots: known answers, what holds always, and every method once more the slow way."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from koers.engine.methods import approval, irv, plurality, resistance, schulze, star
from koers.engine.methods.ballots import NO_OPINION, Ballots, Unfit
from koers.engine.methods.standing import TooManyTies
from tests import ballot_oracles as slowly

SCALES = {
    "schulze": (1, 5),
    "irv": None,
    "star": (0, 5),
    "approval": (0, 1),
    "plurality": None,
    "resistance": None,
}
METHODS = {
    "schulze": schulze.count,
    "irv": irv.count,
    "star": star.count,
    "approval": approval.count,
    "plurality": plurality.count,
    "resistance": resistance.count,
}
SLOWLY = {
    "schulze": slowly.schulze,
    "irv": lambda rows, n: slowly.by_best_place(slowly.irv_orders(rows, n)),
    "star": lambda rows, n: slowly.by_best_place(slowly.star_orders(rows, n)),
    "approval": slowly.approval,
    "plurality": slowly.plurality,
    "resistance": slowly.resistance,
}
EVERY = pytest.mark.parametrize("method", METHODS)


def ballots(rows, options="ABCDEFGHIJKL"):
    n = len(rows[0])
    values = [[NO_OPINION if cell is None else cell for cell in row] for row in rows]
    return Ballots(tuple(options[:n]), np.array(values, dtype=np.int64).reshape(-1, n))


def cast(*groups):
    """Rankings such as "ACBED" and how many cast them, as ranks in alphabetical order."""
    return [[ranking.index(o) + 1 for o in sorted(ranking)] for many, ranking in groups for _ in range(many)]


def order(found):
    return [set(tied) for tied in found.standing.order]


@st.composite
def row(draw, method, n):
    if method in ("irv", "plurality"):
        named = draw(st.lists(st.sampled_from(range(n)), unique=True, max_size=n))
        return [named.index(o) + 1 if o in named else None for o in range(n)]
    if method == "resistance":
        values = draw(st.lists(st.integers(0, 10), min_size=n, max_size=n))
        return values if draw(st.integers(0, 5)) else [None] * n
    return draw(st.lists(st.none() | st.integers(*SCALES[method]), min_size=n, max_size=n))


@st.composite
def rows(draw, method, most=7):
    n = draw(st.integers(2, 4))
    return draw(st.lists(row(method, n), min_size=1, max_size=most))


# --- known answers


# M. Schulze (2011), the first example: 21 voters, four options.
def test_schulze_example_1_d_wins_and_the_order_is_d_a_c_b():
    found = schulze.count(ballots(cast((8, "ACDB"), (2, "BADC"), (4, "CDBA"), (4, "DBAC"), (3, "DCBA"))))
    assert found.standing.order == (("D",), ("A",), ("C",), ("B",))
    assert found.pairs.tolist() == [[0, 8, 14, 10], [13, 0, 6, 2], [7, 15, 0, 12], [11, 19, 9, 0]]
    assert found.strengths.tolist() == [[0, 14, 14, 12], [13, 0, 13, 12], [13, 15, 0, 12], [13, 19, 13, 0]]


def test_schulze_forty_five_voters_e_wins_by_its_chain_over_d():
    # The usual example with 45 voters and five options, in which nobody wins every duel.
    groups = [(5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE")]
    found = schulze.count(ballots(cast(*groups, (7, "DCEBA"), (8, "EBADC"))))
    assert found.standing.order == (("E",), ("A",), ("C",), ("B",), ("D",))
    assert found.strengths[4].tolist() == [25, 28, 28, 31, 0]
    assert found.chain("E", "C") == ("E", "D", "C")
    assert found.condorcet is None


def test_tennessee_each_method_has_its_own_capital():
    # The usual example: Memphis 42, Nashville 26, Chattanooga 15, Knoxville 17, each by distance.
    rows = [[1, 2, 3, 4]] * 42 + [[4, 1, 2, 3]] * 26 + [[4, 3, 1, 2]] * 15 + [[4, 3, 2, 1]] * 17
    voted = ballots(rows, ["Memphis", "Nashville", "Chattanooga", "Knoxville"])
    assert schulze.count(voted).condorcet == "Nashville"
    most = plurality.count(voted)
    assert (most.standing.winner, most.majority) == ("Memphis", None)
    assert most.run_off == ("Memphis", "Nashville")
    run_off = irv.count(voted)
    assert run_off.standing.winner == "Knoxville"
    assert [one.out for one in run_off.rounds] == [("Chattanooga",), ("Nashville",), ("Memphis",), ()]
    assert run_off.rounds[0].moved == {"Memphis": 0, "Nashville": 0, "Knoxville": 15}
    assert run_off.majority_in == 3


def test_tennessee_with_stars_nashville_wins_over_chattanooga_68_to_32():
    rows = [[5, 2, 1, 0]] * 42 + [[0, 5, 2, 1]] * 26 + [[0, 3, 5, 4]] * 15 + [[0, 2, 4, 5]] * 17
    found = star.count(ballots(rows, ["Memphis", "Nashville", "Chattanooga", "Knoxville"]), seats=2)
    assert {option: tally.total for option, tally in found.tallies.items()} == {
        "Memphis": 210,
        "Nashville": 293,
        "Chattanooga": 237,
        "Knoxville": 171,
    }
    first, second = found.rounds
    assert (first.finalists, first.votes, first.winner) == (
        ("Nashville", "Chattanooga"),
        (68, 32),
        "Nashville",
    )
    assert (second.finalists, second.winner) == (("Chattanooga", "Memphis"), "Chattanooga")
    assert found.standing.winners == ("Nashville", "Chattanooga")


def test_burlington_2009_the_run_off_passes_over_the_one_who_wins_every_duel():
    # The published ballots, reduced to the three who were left: Kiss, Montroll, Wright.
    groups = [(1332, "MKW"), (767, "MWK"), (455, "M"), (2043, "KMW"), (371, "KWM"), (568, "K")]
    groups += [(1513, "WMK"), (495, "WKM"), (1289, "W")]
    rows = [[r.index(o) + 1 if o in r else None for o in "KMW"] for many, r in groups for _ in range(many)]
    voted = ballots(rows, "KMW")
    found = irv.count(voted)
    assert [dict(one.votes) for one in found.rounds[:2]] == [
        {"K": 2982, "M": 2554, "W": 3297},
        {"K": 4314, "W": 4064},
    ]
    assert found.rounds[1].exhausted == 455
    assert found.standing.winner == "K"
    # Unranked meant last there, so here too: in this count "no opinion" would be something else.
    duels = schulze.count(ballots([[3 if rank is None else rank for rank in row] for row in rows], "KMW"))
    assert duels.pairs.tolist() == [[0, 3477, 4314], [4067, 0, 4597], [4064, 3668, 0]]
    assert duels.condorcet == "M"


def test_resistance_sums_acceptance_highest_and_strong_values():
    found = resistance.count(ballots([[0, 4, 10], [2, 3, 8], [9, 4, 0], [None, None, None]]))
    a, b, c = found.resisted.values()
    assert ([one.total for one in (a, b, c)], a.highest, c.strong) == ([11, 11, 18], 9, 2)
    assert a.acceptance == 100 * (1 - Fraction(11, 30))
    assert found.standing.winner == "B"  # the same sum as A, a lower highest value
    assert (found.unanswered, found.firm) == (1, False)


@pytest.mark.parametrize(
    ("lowest", "other", "missing", "firm"),
    [(10, 20, 1, False), (10, 21, 1, True), (5, 25, 2, False), (5, 26, 2, True)],
)
def test_resistance_is_firm_only_when_ten_from_everybody_missing_stays_below(lowest, other, missing, firm):
    tens = [[min(10, max(0, total - 10 * k)) for total in (lowest, other)] for k in range(3)]
    assert resistance.count(ballots(tens), unanswered=missing).firm is firm


@pytest.mark.parametrize(
    ("rows", "winner"),
    [
        ([[5, 6], [5, 4]], "A"),  # sums 10: A has the lower highest value
        ([[8, 8, 0], [8, 4, 8], [0, 4, 8]], "B"),  # sums 16, highest 8: B has it once
        ([[9, 9], [3, 1], [3, 5]], "A"),  # sums 15, one from 8 each: A has the lower variance
    ],
)
def test_resistance_ties_go_by_highest_then_strong_then_variance(rows, winner):
    assert resistance.count(ballots(rows)).standing.winner == winner


# --- what a method doesn't take


def test_equal_ranks_are_named_by_their_ballot_in_a_run_off():
    with pytest.raises(Unfit) as refused:
        irv.count(ballots([[1, 2, 3], [2, 1, 2]]))
    assert (refused.value.code, refused.value.ballot, refused.value.options) == ("equal_ranks", 1, ("A", "C"))


def test_two_first_choices_and_gaps_in_resistance_are_named():
    with pytest.raises(Unfit) as refused:
        plurality.count(ballots([[1, 1, 3]]))
    assert (refused.value.code, refused.value.options) == ("two_firsts", ("A", "B"))
    with pytest.raises(Unfit) as refused:
        resistance.count(ballots([[1, 1, 3], [None, 3, None]]))
    assert (refused.value.code, refused.value.ballot, refused.value.options) == ("gaps", 1, ("A", "C"))


def test_more_ties_than_can_be_followed_are_refused_and_not_guessed():
    alone = [[1 if column == place else None for column in range(18)] for place in range(18)]
    with pytest.raises(TooManyTies):
        irv.count(ballots(alone, "ABCDEFGHIJKLMNOPQR"))


@pytest.mark.parametrize("shape", [(2, 3), (4,)])
def test_ballots_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match="expected"):
        Ballots(("A", "B"), np.ones(shape, dtype=np.int64))
    with pytest.raises(ValueError, match="once"):
        Ballots(("A", "A"), np.ones((1, 2), dtype=np.int64))


# --- ties and lots


@EVERY
def test_a_tie_stays_a_tie_until_a_seed_is_given_and_then_anybody_gets_the_same(method):
    rows = [[1, 0], [0, 1]] if method in ("star", "approval", "resistance") else [[1, 2], [2, 1]]
    open_, drawn = METHODS[method](ballots(rows)), METHODS[method](ballots(rows), seed="published")
    assert open_.standing.tied == open_.standing.winners == ("A", "B")
    assert drawn.standing.winner in ("A", "B")
    assert drawn.standing.order == (("A", "B"),)
    turned = METHODS[method](ballots([row[::-1] for row in rows], "BA"), seed="published")
    assert turned.standing.winners == drawn.standing.winners


def test_a_tie_for_the_last_seat_leaves_the_others_chosen():
    found = schulze.count(ballots([[1, 2, 3], [1, 3, 2]]), seats=2)
    assert (found.standing.winners, found.standing.tied) == (("A", "B", "C"), ("B", "C"))
    drawn = schulze.count(ballots([[1, 2, 3], [1, 3, 2]]), seats=2, seed="x").standing
    assert (len(drawn.winners), drawn.winners[0], drawn.draws[0].between) == (2, "A", ("B", "C"))


# --- against the slow way, and what must hold always


@EVERY
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_the_order_is_that_of_the_slow_way(method, data):
    voted = data.draw(rows(method))
    expected = [{"ABCD"[o] for o in tied} for tied in SLOWLY[method](voted, len(voted[0]))]
    assert order(METHODS[method](ballots(voted))) == expected


@EVERY
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_blank_ballot_changes_nothing(method, data):
    voted = data.draw(rows(method))
    more = [*voted, [None] * len(voted[0])]
    before, after = METHODS[method](ballots(voted)), METHODS[method](ballots(more))
    assert before.standing == after.standing


@EVERY
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_neither_the_order_of_ballots_nor_that_of_options_matters(method, data):
    voted = data.draw(rows(method))
    columns = data.draw(st.permutations(range(len(voted[0]))))
    shuffled = [[row[c] for c in columns] for row in data.draw(st.permutations(voted))]
    names = "".join("ABCD"[c] for c in columns)
    for seed in (None, "s"):
        one, other = (
            METHODS[method](ballots(voted), seed=seed),
            METHODS[method](ballots(shuffled, names), seed=seed),
        )
        assert order(one) == order(other)
        assert set(one.standing.winners) == set(other.standing.winners)


@EVERY
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_as_many_ballots_as_it_holds_against_change_no_winner(method, data):
    voted = 4 * data.draw(rows(method, most=4))  # so that margins are wide enough to hold against something
    found = METHODS[method](ballots(voted))
    n = len(voted[0])
    full = row(method, n) if method != "resistance" else st.lists(st.integers(0, 10), min_size=n, max_size=n)
    # One ballot cast again and again is the hardest push in one direction.
    more = data.draw(full | full.filter(any))
    for many in {1, found.holds_against} if found.holds_against else ():
        assert METHODS[method](ballots(voted + [more] * many)).standing.winners == found.standing.winners


@settings(max_examples=200, deadline=None)
@given(rows("schulze"))
def test_who_wins_every_duel_wins_under_schulze(voted):
    won = slowly.duels(voted, len(voted[0]), lambda mine, theirs: mine < theirs)
    n = len(voted[0])
    best = [i for i in range(n) if all(won[i, j] > won[j, i] for j in range(n) if j != i)]
    found = schulze.count(ballots(voted))
    assert [found.condorcet] == (["ABCD"[i] for i in best] or [None])
    assert not best or found.standing.winners == (found.condorcet,)


@settings(max_examples=200, deadline=None)
@given(rows("schulze"), st.data())
def test_a_winner_that_is_put_higher_still_wins_under_schulze(voted, data):
    winner = "ABCD".index(schulze.count(ballots(voted)).standing.winners[0])
    at = data.draw(st.integers(0, len(voted) - 1))
    assume(voted[at][winner] is not None)
    raised = [list(row) for row in voted]
    raised[at][winner] = 1
    raised[at] = [v if v is None or o == winner else v + 1 for o, v in enumerate(raised[at])]
    assert "ABCD"[winner] in schulze.count(ballots(raised)).standing.winners


@settings(max_examples=200, deadline=None)
@given(rows("schulze"))
def test_the_only_winner_never_wins_when_all_ballots_are_turned_round_under_schulze(voted):
    winner = schulze.count(ballots(voted)).standing.winner
    assume(winner)
    turned = [[None if v is None else 6 - v for v in row] for row in voted]
    assert winner not in schulze.count(ballots(turned)).standing.winners


@settings(max_examples=200, deadline=None)
@given(rows("schulze"), st.data())
def test_a_double_of_an_option_neither_helps_nor_harms_under_schulze(voted, data):
    n = len(voted[0])
    one = data.draw(st.integers(0, n - 1))
    doubled = []
    for ballot in voted:
        spread = [None if v is None else 2 * v for v in ballot]
        # Beside its original, before or after it; no third option may come in between or be passed.
        apart = st.integers(-1, 1) if ballot.count(ballot[one]) == 1 else st.just(0)
        doubled.append([*spread, None if ballot[one] is None else spread[one] + data.draw(apart)])
    before = set(schulze.count(ballots(voted)).standing.winners)
    after = set(schulze.count(ballots(doubled, "ABCD"[:n] + "Z")).standing.winners)
    assert {"ABCD"[one] if winner == "Z" else winner for winner in after} == before


@settings(max_examples=100, deadline=None)
@given(rows("irv"))
def test_more_than_half_of_the_first_choices_wins_the_run_off(voted):
    most = plurality.count(ballots(voted))
    found = irv.count(ballots(voted))
    assert most.majority is None or found.standing.winners == (most.majority,)
    spent = sum(found.rounds[0].votes.values()) + found.rounds[0].exhausted
    assert all(sum(one.votes.values()) + one.exhausted == spent == len(voted) for one in found.rounds)
