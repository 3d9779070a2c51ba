import numpy as np
import pytest

from koers.engine.blocs import blocs


def rolls(members, items, loyalty, seed, bloc=True):
    rng = np.random.default_rng(seed)
    side = np.where(np.arange(members) < members // 2, 1, -1) if bloc else np.ones(members)
    motion = rng.choice([-1, 1], items)
    return np.outer(side, motion) * np.where(rng.random((members, items)) < loyalty, 1.0, -1.0)


def test_two_blocs_of_three_are_found_over_thirty_items():
    found = blocs(rolls(6, 30, 0.9, 1))
    assert found.split == (0, 1, 2)
    assert found.shown


def test_a_larger_body_is_cut_along_its_main_line():
    assert blocs(rolls(20, 40, 0.85, 2)).split == tuple(range(10))


def test_members_who_vote_alike_by_chance_are_no_bloc():
    assert sum(blocs(rolls(6, 25, 0.65, s, bloc=False), draws=99).p <= 0.05 for s in range(40)) <= 6


def test_unanimous_items_do_not_count():
    votes = np.hstack([rolls(6, 10, 0.9, 3), np.ones((6, 30))])
    found = blocs(votes)
    assert found.contested == blocs(votes[:, :10]).contested
    assert not found.shown


def test_the_order_of_members_only_renames_them():
    votes = rolls(7, 24, 0.8, 4)
    order = np.random.default_rng(0).permutation(7)
    one, two = blocs(votes), blocs(votes[order])
    assert one.strength == pytest.approx(two.strength)
    assert set(one.split) == {int(order[i]) for i in two.split}


@pytest.mark.parametrize("members", [3, 31])
def test_bodies_too_small_or_too_large_are_refused(members):
    with pytest.raises(ValueError, match="members"):
        blocs(np.ones((members, 5)))


def test_without_contested_items_nothing_is_shown():
    found = blocs(np.ones((6, 8)))
    assert found.contested == 0
    assert not found.shown
