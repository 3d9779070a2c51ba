"""Axes: the compiled walks equal plain NumPy, and both equal filling in the whole matrix by hand."""

import doctest

import numpy as np
import pytest

from koers.engine import common_ground
from koers.engine.common_ground import passes, polis_compatible, read_polis
from koers.engine.common_ground.groups import rand_index
from koers.engine.common_ground.kmeans import silhouette
from koers.engine.common_ground.model import fit
from koers.engine.common_ground.projection import krylov, principal_axes
from tests.engine.casts import SAMPLE, one_line, votes_of


def by_hand(dense):
    """The textbook way: fill unseen cells with the statement's mean, centre, take singular vectors."""
    filled = np.where(np.isnan(dense), np.nanmean(dense, axis=0), dense)
    u, size, vt = np.linalg.svd(filled - filled.mean(axis=0), full_matrices=False)
    return u * size, vt


@pytest.mark.parametrize(
    ("people", "statements", "seen"), [(40, 10, 0.8), (60, 30, 0.4), (25, 60, 0.6), (200, 5, 1.0)]
)
def test_axes_equal_those_of_the_filled_in_matrix(people, statements, seen):
    dense = one_line(people, statements, 1, seen=seen)
    scores, components = by_hand(dense)
    axes = principal_axes(votes_of(dense))
    for a in range(2):
        assert abs(axes.components[a] @ components[a]) == pytest.approx(1, abs=1e-9)
        assert np.allclose(np.abs(axes.scores[:, a]), np.abs(scores[:, a]), atol=1e-6)


def test_a_warm_start_finds_the_same_axes():
    votes = votes_of(one_line(80, 20, 2))
    cold = principal_axes(votes)
    warm = principal_axes(votes, start=cold.components)
    assert np.allclose(cold.components, warm.components, atol=1e-7)


def test_krylov_stays_orthonormal_after_it_has_converged():
    spread = np.diag([5.0, 3.0, *np.full(30, 1e-3)])
    found = krylov(
        lambda b: spread @ b, np.linalg.qr(np.random.default_rng(0).normal(size=(32, 8)))[0], 4, 0.0
    )
    assert np.allclose(found.T @ found, np.eye(4), atol=1e-12)
    assert np.allclose(np.abs(found[:2, :2]), np.eye(2), atol=1e-9)


@pytest.mark.skipif(passes.njit is None, reason="numba isn't installed")
def test_compiled_walks_equal_plain_ones(monkeypatch):
    votes = votes_of(one_line(120, 40, 3, seen=0.5))
    label = np.random.default_rng(1).integers(-1, 3, len(votes.people))
    mean = np.random.default_rng(2).normal(size=40)
    basis = np.random.default_rng(3).normal(size=(40, 3))
    plain = passes.tally(votes, label, 3), passes.gram(votes, mean, basis), passes.project(votes, mean, basis)
    monkeypatch.setattr(passes, "WORTH_COMPILING", 0)
    assert passes.compiled(votes)
    fast = passes.tally(votes, label, 3), passes.gram(votes, mean, basis), passes.project(votes, mean, basis)
    assert np.array_equal(plain[0], fast[0])
    assert np.allclose(plain[1], fast[1], rtol=0, atol=1e-9)
    assert np.allclose(plain[2], fast[2], rtol=0, atol=1e-9)


@pytest.mark.skipif(passes.njit is None, reason="numba isn't installed")
def test_a_compiled_fit_equals_a_plain_one(monkeypatch):
    votes = votes_of(one_line(60, 20, 3))
    plain = fit(votes, 2)
    monkeypatch.setattr(passes, "WORTH_COMPILING", 0)
    fast = fit(votes, 2)
    assert np.allclose(plain.person.mean, fast.person.mean, rtol=0, atol=1e-9)
    assert np.allclose(plain.statement.second, fast.statement.second, rtol=0, atol=1e-9)


def test_blocks_change_nothing(monkeypatch):
    votes = votes_of(one_line(60, 12, 4))
    whole = principal_axes(votes)
    monkeypatch.setattr(passes, "BLOCK_VOTES", 50)
    parts = principal_axes(votes)
    assert np.allclose(whole.components, parts.components, atol=1e-9)
    assert np.array_equal(whole.counts, parts.counts)


def silhouette_by_hand(points, label):
    total = 0.0
    for i, here in enumerate(points):
        gaps = [
            np.linalg.norm(here - points[(label == g) & (np.arange(len(points)) != i)], axis=1)
            for g in set(label)
        ]
        mean = {g: gap.mean() for g, gap in zip(set(label), gaps, strict=True) if len(gap)}
        own, other = mean[label[i]], min(v for g, v in mean.items() if g != label[i])
        total += (other - own) / max(own, other)
    return total / len(points)


def test_the_silhouette_equals_its_definition_and_weights_equal_repeats():
    rng = np.random.default_rng(5)
    points, label = rng.normal(size=(20, 2)), rng.permutation(np.arange(20) % 3)
    assert silhouette(points, np.ones(20), label) == pytest.approx(silhouette_by_hand(points, label))
    twice = silhouette(np.repeat(points, 2, axis=0), np.ones(40), np.repeat(label, 2))
    assert silhouette(points, np.full(20, 2.0), label) == pytest.approx(twice)


def test_group_aware_consensus_is_the_product_over_groups_of_smoothed_shares():
    dense = one_line(40, 10, 6)
    found = polis_compatible(votes_of(dense))
    expected = np.ones(10)
    for g in range(found.label.max() + 1):
        mine = dense[found.label == g]
        expected *= ((mine == 1).sum(axis=0) + 1) / (np.isfinite(mine).sum(axis=0) + 2)
    assert np.allclose(found.consensus_agree, expected)


def test_people_with_few_votes_move_outward_and_stay_out_of_the_groups():
    dense = one_line(40, 20, 7, seen=1.0)
    dense[0, 5:] = np.nan
    found = polis_compatible(votes_of(dense))
    assert found.label[0] == -1
    assert np.allclose(found.xy[0], 2 * found.axes.scores[0])
    assert (found.label[1:] >= 0).all()


def test_groups_come_close_to_those_polis_published():
    conversation = read_polis(SAMPLE)
    published = np.array([conversation.published.get(p, -1) for p in conversation.votes.people.tolist()])
    found = polis_compatible(conversation.votes)
    both = (published >= 0) & (found.label >= 0)
    assert found.label.max() == published.max() == 1
    assert rand_index(published[both], found.label[both]) > 0.85


def test_the_example_in_the_package_holds():
    assert doctest.testmod(common_ground).failed == 0
