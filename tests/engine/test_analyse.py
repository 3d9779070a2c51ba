import numpy as np
import pytest
from hypothesis import given, settings

from koers.engine.common_ground import Votes, analyse, next_statement, read_polis
from tests.engine.casts import SAMPLE, camps, one_line, some_votes, votes_of

NAN = np.nan


def figures(found):
    return [vars(one) for one in found.statements]


@pytest.mark.parametrize(
    "dense",
    [
        np.zeros((0, 0)),
        [[1.0]],
        [[1.0, -1.0, 0.0]],
        [[1.0], [1.0], [-1.0]],
        np.ones((6, 4)),
        np.zeros((6, 4)),
        np.full((40, 5), 1.0),
        np.zeros((40, 5)),
        [[0.0] * 8] + [[1.0, -1.0] * 4] * 5,
    ],
    ids=[
        "nobody",
        "one",
        "one person",
        "one statement",
        "all agree",
        "all pass",
        "crowd agrees",
        "crowd passes",
        "one passes on all",
    ],
)
def test_every_edge_has_an_answer_and_claims_no_groups(dense):
    found = analyse(votes_of(np.asarray(dense)))
    assert found.groups is None
    assert not found.gate.difference
    assert all(0 <= one.low <= one.high <= 1 for one in found.statements)


def test_everyone_agreeing_is_common_ground_at_any_size():
    for people in (2, 6, 40):
        found = analyse(votes_of(np.ones((people, 4))))
        assert [one.statement for one in found.common] == [0, 1, 2, 3], people


def test_a_small_room_gets_counts_and_lists_and_no_camps():
    found = analyse(votes_of(camps(8, 20, 0.9, 1)), seed="room")
    assert found.small
    assert found.groups is None
    assert found.gate.difference
    assert len(found.axes) == 1
    assert all(one.percentile is None for one in found.statements)


def test_two_camps_in_a_crowd_are_found_with_what_sets_them_apart():
    found = analyse(votes_of(camps(60, 24, 0.85, 2)))
    assert found.groups is not None
    assert found.groups.size.tolist() == [30, 30]
    inside = {int(found.groups.label[i]) for i in range(30)}
    assert len(inside) == 1
    assert {one.group for one in found.representative} == {0, 1}
    assert not found.common


def test_a_bell_shaped_line_of_opinion_is_a_difference_without_groups():
    for seed in range(3):
        found = analyse(votes_of(one_line(80, 25, seed)))
        assert found.gate.difference
        assert found.groups is None


def test_readiness_to_agree_is_never_an_axis():
    for seed in range(3):
        found = analyse(votes_of(one_line(60, 20, seed, strength=0, readiness=1.5)))
        assert not found.gate.difference
        assert found.axes == ()


def test_the_same_votes_and_seed_give_the_same_findings_in_any_order():
    dense = one_line(45, 15, 5)
    row, column = np.nonzero(np.isfinite(dense))
    mixed = np.random.default_rng(0).permutation(len(row))
    one, two = (
        analyse(Votes.from_arrays(row[o], column[o], dense[row[o], column[o]]), seed="a")
        for o in (slice(None), mixed)
    )
    assert figures(one) == figures(two)
    assert np.array_equal(one.positions.place, two.positions.place)
    assert [vars(c) for c in one.gate.checks] == [vars(c) for c in two.gate.checks]


def test_duplicating_everybody_doubles_the_counts_and_keeps_the_order_of_what_is_shared():
    dense = one_line(40, 12, 3, strength=0.6)
    one, two = analyse(votes_of(dense)), analyse(votes_of(np.vstack([dense, dense])))
    assert [2 * s.agree for s in one.statements] == [s.agree for s in two.statements]
    assert one.ranking[:3] == two.ranking[:3]


@settings(max_examples=25, deadline=None)
@given(some_votes())
def test_any_few_votes_can_be_analysed(given_votes):
    found = analyse(Votes.from_arrays(*given_votes))
    assert found.groups is None
    told = {one.statement for one in found.common}
    assert told <= set(found.votes.statements.tolist())
    assert told.isdisjoint(one.statement for one in found.vetoed)


def test_a_late_statement_is_unknown_rather_than_shared():
    dense = np.full((40, 6), 1.0)
    dense[2:, 5] = NAN
    found = analyse(votes_of(dense))
    assert found.unknown == (5,)
    assert 5 not in [one.statement for one in found.common]


def test_a_conversation_that_is_nearly_empty_still_answers():
    rng = np.random.default_rng(1)
    dense = np.where(rng.random((200, 60)) < 0.99, NAN, rng.choice([-1.0, 1.0], (200, 60)))
    found = analyse(votes_of(dense))
    assert found.common == ()
    assert found.groups is None


def test_strangers_answer_at_the_statements_rate_and_new_statements_at_the_persons():
    dense = np.ones((40, 10))
    dense[:, :3] = -1
    dense[0] = -1
    found = analyse(votes_of(dense))
    stranger = found.predict(["nobody", "nobody"], [0, 9])
    assert stranger[0] < 0.2
    assert stranger[1] > 0.8
    never, willing = found.predict([0, 1], ["new", "new"])
    assert never < willing


def test_parties_along_the_difference_are_told_from_parties_across_it():
    dense = camps(40, 20, 0.85, 4)
    along = analyse(votes_of(dense, parties={i: "mt" if i < 20 else "or" for i in range(40)}))
    across = analyse(votes_of(dense, parties={i: "mt" if i % 2 else "or" for i in range(40)}))
    assert along.party_spread.p <= 0.01
    assert across.party_spread.p > 0.01


def test_the_sample_conversation_shares_more_than_it_divides():
    conversation = read_polis(SAMPLE)
    found = analyse(conversation.votes, seed=conversation.key)
    assert found.votes.shape == (204, 50)
    assert len(found.common) >= 10
    assert found.gate.difference
    assert found.groups is None
    assert "Northern Ireland" in " ".join(conversation.texts[c.statement] for c in found.common[:3])


def test_five_people_of_the_sample_get_counts_only():
    votes = read_polis(SAMPLE).votes
    room = votes.of_people(np.flatnonzero(votes.answered >= 45)[:5]).without(votes.statements[10:].tolist())
    found = analyse(room)
    assert found.votes.shape == (5, 10)
    assert found.groups is None
    assert found.small


def test_routing_never_repeats_never_shows_ones_own_and_reaches_everything():
    found = analyse(votes_of(one_line(40, 12, 7)))
    answers, own = {}, [3]
    while (one := next_statement(found, answers, own=own)) is not None:
        assert one not in answers
        assert one not in own
        answers[one] = 1
    assert len(answers) == 11


def test_a_statement_nobody_saw_comes_first():
    dense = one_line(40, 12, 8, seen=1.0)
    dense[1:, 4] = NAN
    assert next_statement(analyse(votes_of(dense)), {}) == 4
