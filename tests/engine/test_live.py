import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koers.engine.common_ground import BadVotes, Live, Votes, analyse
from koers.engine.common_ground.live import recount
from tests.engine.casts import one_line, votes_of

BASE = votes_of(one_line(12, 6, 1))
FOUND = analyse(BASE)
DEEDS = st.lists(
    st.tuples(st.integers(0, 15), st.integers(0, 8), st.sampled_from([1, 0, -1, None])), max_size=30
)


def fresh():
    return Live(BASE, findings=FOUND)


@settings(max_examples=60, deadline=None)
@given(DEEDS)
def test_incremental_tallies_equal_a_recount(deeds):
    live = fresh()
    for deed in deeds:
        live.vote(*deed)
    now = live.votes()
    for one, row in zip(now.statements.tolist(), recount(now).tolist(), strict=True):
        assert live.counts(one) == (row[2], row[1], row[0])
        assert live.mean(one) == pytest.approx((row[2] - row[0]) / max(sum(row), 1))


@settings(max_examples=40, deadline=None)
@given(DEEDS)
def test_positions_depend_on_the_votes_and_not_on_the_way_there(deeds):
    live, straight = fresh(), fresh()
    for deed in deeds:
        live.vote(*deed)
    last = {(person, statement): value for person, statement, value in deeds}
    for (person, statement), value in last.items():
        straight.vote(person, statement, value)
    for person in {person for person, _, _ in deeds} & set(live._row):
        assert np.allclose(live.position(person), straight.position(person), atol=1e-9)


def test_a_withdrawn_vote_leaves_everything_as_it_was():
    live = fresh()
    before = live.position(3)
    old = live.counts(2)
    given_before = dict(
        zip(BASE.statement[BASE.person == 3].tolist(), BASE.value[BASE.person == 3].tolist(), strict=True)
    )
    live.vote(3, 2, -given_before.get(2, 1) or 1)
    live.vote(3, 2, given_before.get(2))
    assert live.counts(2) == old
    assert np.allclose(live.position(3), before, atol=1e-12)


def test_anything_but_a_vote_is_refused():
    with pytest.raises(BadVotes):
        fresh().vote(1, 1, 2)


def test_a_refresh_equals_an_analysis_from_nothing_and_waits_two_seconds():
    live = Live(BASE, seed="s")
    live.vote(99, 0, 1)
    first = live.refresh(now=10.0)
    live.vote(98, 1, -1)
    assert live.refresh(now=11.0) is first
    second = live.refresh(now=12.5)
    assert vars(second.statements[1]) == vars(analyse(live.votes(), seed="s").statements[1])
    assert 98 in second.votes.people


def test_live_keeps_parties():
    votes = Votes.from_arrays(["a", "b"], [1, 1], [1, 1], parties={"a": "mt", "b": "or"})
    live = Live(votes)
    live.vote("a", 2, 1)
    assert live.votes().parties == ("mt", "or")
