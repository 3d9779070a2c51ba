import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.engine.common_ground import BadVotes, Votes
from koers.engine.common_ground.counts import count
from tests.engine.casts import some_votes


def cells(votes):
    people, statements = votes.people[votes.person].tolist(), votes.statements[votes.statement].tolist()
    return dict(zip(zip(people, statements, strict=True), votes.value.tolist(), strict=True))


def test_the_latest_of_duplicate_votes_counts():
    votes = Votes.from_arrays(["an", "an", "bo", "an"], [1, 2, 1, 1], [1, 0, 1, -1])
    assert cells(votes) == {("an", 1): -1, ("an", 2): 0, ("bo", 1): 1}


def test_a_missing_value_is_unseen_and_not_a_pass():
    votes = Votes.from_arrays([1, 2], [1, 1], [float("nan"), 0])
    assert cells(votes) == {(2, 1): 0}


def test_people_who_joined_twice_are_one_person():
    votes = Votes.from_arrays(["an", "an-2", "an-2"], [1, 1, 2], [1, -1, 1], same={"an-2": "an"})
    assert cells(votes) == {("an", 1): -1, ("an", 2): 1}


def test_people_present_count_without_a_single_vote():
    votes = Votes.from_arrays(["an"], [1], [1], present=["an", "bo", "cas"])
    assert votes.people.tolist() == ["an", "bo", "cas"]
    assert votes.room


def test_a_withdrawn_statement_leaves_no_trace():
    votes = Votes.from_arrays([1, 1, 2], [1, 2, 2], [1, -1, 1]).without([2])
    assert votes.statements.tolist() == [1]
    assert cells(votes) == {(1, 1): 1}
    assert votes.people.tolist() == [1, 2]


def test_parties_are_sorted_and_people_of_none_are_marked():
    votes = Votes.from_arrays([1, 2, 3], [1, 1, 1], [1, 1, 1], parties={1: "ondernemingsraad", 2: "mt"})
    assert votes.parties == ("mt", "ondernemingsraad")
    assert votes.party.tolist() == [1, 0, -1]


@pytest.mark.parametrize(
    ("arrays", "code", "at"),
    [
        (([1], [1], [2]), "value", 0),
        (([1, 1], [1, 2], [1, 0.5]), "value", 1),
        (([1], [1, 2], [1, 1]), "lengths", None),
    ],
)
def test_what_is_wrong_with_votes_is_said_precisely(arrays, code, at):
    with pytest.raises(BadVotes) as wrong:
        Votes.from_arrays(*arrays)
    assert (wrong.value.code, wrong.value.at) == (code, at)


@given(some_votes(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter_once_duplicates_are_gone(given_votes, random):
    once = list({(p, s): (p, s, v) for p, s, v in zip(*given_votes, strict=True)}.values())
    mixed = once[:]
    random.shuffle(mixed)
    one, two = (Votes.from_arrays(*([row[i] for row in rows] for i in range(3))) for rows in (once, mixed))
    assert cells(one) == cells(two)
    assert one.start.tolist() == two.start.tolist()


@given(some_votes())
def test_counts_equal_a_recount_by_hand(given_votes):
    votes = Votes.from_arrays(*given_votes)
    counts, last = count(votes), cells(votes)
    for s, one in enumerate(votes.statements.tolist()):
        mine = [value for (_, statement), value in last.items() if statement == one]
        expected = (len(mine), mine.count(1), mine.count(0), mine.count(-1))
        assert (counts.seen[s], counts.agree[s], counts.passed[s], counts.disagree[s]) == expected


@given(some_votes())
def test_taking_some_people_keeps_exactly_their_votes(given_votes):
    votes = Votes.from_arrays(*given_votes)
    rows = np.arange(0, len(votes.people), 2)
    some, chosen = votes.of_people(rows), set(votes.people[rows].tolist())
    assert cells(some) == {key: value for key, value in cells(votes).items() if key[0] in chosen}
