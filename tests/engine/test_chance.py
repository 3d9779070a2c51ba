"""Exact tests and shares, against published figures and against trying everything."""

from itertools import product
from math import erf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from koers.engine import chance, scales

differences = st.lists(st.integers(-4, 4), min_size=1, max_size=8)


def test_sign_flip_gives_fishers_figure_for_darwins_maize():
    # Darwin's fifteen pairs of cross- and self-fertilised maize, in eighths of an inch; Fisher (1935),
    # section 21, counted 1,726 of 32,768 ways at least as far from zero on both sides: p = .0527.
    darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    assert chance.sign_flip(darwin) == 1726 / 2**15


@given(differences)
def test_sign_flip_agrees_with_turning_every_sign(pairs):
    sums = [
        abs(sum(s * d for s, d in zip(signs, pairs, strict=True)))
        for signs in product((1, -1), repeat=len(pairs))
    ]
    assert chance.sign_flip(pairs) == sum(s >= abs(sum(pairs)) for s in sums) / len(sums)


@given(differences)
def test_sign_flip_knows_no_direction_and_zeros_carry_no_evidence(pairs):
    p = chance.sign_flip(pairs)
    assert 0 < p <= 1
    assert chance.sign_flip([-d for d in pairs]) == p
    assert chance.sign_flip([*pairs, 0, 0]) == p


def test_below_six_pairs_no_paired_test_can_reach_a_twentieth():
    assert next(pairs for pairs in range(1, 20) if chance.least_p(pairs) < 0.05) == 6


def test_holm_gives_his_worked_order():
    # By hand: .005*4, .01*3, .03*2, .04*1, each at least the one before it.
    assert chance.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert chance.holm([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_holm_lies_between_p_and_bonferroni_and_keeps_the_order(ps):
    adjusted = chance.holm(ps)
    for p, q in zip(ps, adjusted, strict=True):
        assert p <= q <= min(1, len(ps) * p) + 1e-12
    ranked = [q for _, q in sorted(zip(ps, adjusted, strict=True))]
    assert ranked == sorted(ranked)


def test_every_round_is_counted_once_and_chances_add_up_to_one():
    assert len(set(chance.rounds(5, 5))) == 126
    assert chance.expected(6, chance.rounded_normal(3.4, 1.1), lambda counts: True) == pytest.approx(1)


def test_the_chance_of_a_round_is_the_multinomial():
    shares = chance.rounded_normal(3, 1)
    for counts in chance.rounds(4, 5):
        assert chance.probability(counts, shares) == pytest.approx(stats.multinomial.pmf(counts, 4, shares))


def test_a_rounded_bell_takes_the_areas_of_the_normal_curve():
    inner = erf(0.5 / sqrt(2))
    assert chance.rounded_normal(3, 1)[2] == pytest.approx(inner)
    assert sum(chance.rounded_normal(1.3, 2, steps=7)) == pytest.approx(1)


@pytest.mark.parametrize("n", [3, 4, 5])
def test_an_insider_learns_all_exactly_when_the_others_gave_one_step(n):
    shares = chance.rounded_normal(3, 1)
    tried = sum(
        chance.probability([others.count(step) for step in range(5)], shares)
        / chance.probability([others.count(step) for step in range(5)], (1,) * 5)
        for others in product(range(5), repeat=n - 1)
        if len(set(others)) == 1
    )
    assert chance.insider_learns_all(n, shares) == pytest.approx(tried)
    assert chance.insider_learns_all(2, shares) == pytest.approx(
        1
    )  # of two, the other's answer is what is left
    with pytest.raises(ValueError, match="somebody else"):
        chance.insider_learns_all(1, shares)


def test_the_share_of_rounds_is_exact_where_it_can_be_counted_by_hand():
    # Five uniform answers all alike: 5 of 5**5.
    assert chance.expected(5, chance.uniform(), lambda c: max(c) == 5) == pytest.approx(5 / 5**5)
    assert chance.expected(5, chance.uniform(), lambda c: scales.agreement(c) == 1) == pytest.approx(5 / 5**5)


def test_what_lasts_entirely_doesnt_rise_by_itself_and_what_is_all_mood_rises_most():
    lasting, mixed, mood = (chance.rise_of_the_lowest(5, share, draws=4000) for share in (1, 0.6, 0))
    assert (lasting.mean, lasting.median) == (0, 0)
    assert lasting.retest == pytest.approx(1)
    assert 0 < mixed.mean < mood.mean
    # All mood: the lowest of five means of five rounded bells (sd .99) is 1.163 standard errors low; tables
    # of the expected least of five normal values.
    assert mood.mean == pytest.approx(1.163 * 0.99 / sqrt(5), abs=0.02)
    assert mood.retest == pytest.approx(0, abs=0.01)
    assert chance.rise_of_the_lowest(5, 0.6, draws=4000) == mixed


def test_subjects_that_truly_differ_rise_less_because_the_lowest_is_more_often_truly_low():
    alike, apart = (chance.rise_of_the_lowest(5, 0.5, spread, draws=4000).mean for spread in (0, 0.6))
    assert 0 < apart < alike - 0.05
