"""Nothing is found where there is nothing, and something where there is something. Small versions of the
benchmark.
"""

import numpy as np

from koers.engine.common_ground.groups import distinct, halves
from koers.engine.common_ground.mixture import exact_icl, mixtures
from koers.engine.common_ground.structure import structure
from tests.engine.casts import camps, one_line, votes_of


def fires(dense, seed):
    return structure(votes_of(dense), seed, draws=99).p <= 0.01


def test_agreeableness_alone_is_no_structure():
    assert sum(fires(one_line(8, 20, s, strength=0, readiness=1.2), s) for s in range(80)) <= 5


def test_two_camps_of_four_are_structure():
    assert sum(fires(camps(8, 20, 0.85, s), s) for s in range(20)) >= 15


def test_the_test_is_the_same_after_a_restart():
    votes = votes_of(camps(8, 20, 0.7, 3))
    assert structure(votes, 5) == structure(votes, 5)
    assert structure(votes, 5).seen == structure(votes, 6).seen


def test_one_bell_is_one_group_and_two_are_two():
    rng = np.random.default_rng(0)
    bell = rng.normal(size=(120, 1))
    far = np.concatenate([bell[:60] - 3, bell[60:] + 3])
    one, two = (max(mixtures(points), key=lambda mix: mix.icl) for points in (bell, far))
    assert len(one.size) == 1
    assert len(two.size) == 2


def test_exact_icl_of_one_point_is_the_prior_predictive():
    # One group, one point at the centre: a Student density with 4 − 1 + 1 … known in closed form for d = 1.
    points = np.array([[0.0], [0.0], [0.0]])
    assert exact_icl(points, np.zeros(3, int), 1) > exact_icl(points, np.array([0, 1, 1]), 2)


def test_nothing_is_distinct_when_the_votes_are_shuffled():
    rng = np.random.default_rng(2)
    dense = rng.choice([1.0, -1.0], (80, 20), p=[0.7, 0.3])
    votes = votes_of(dense)
    label = rng.integers(0, 2, 80)
    assert len(distinct(votes, *halves(votes, 2, 1, 0), label)) <= 2
