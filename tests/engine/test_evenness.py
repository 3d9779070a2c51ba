"""Evenness: known answers, and the band by chance against every way to deal out the items."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.engine import chance, evenness

FIGURES = (evenness.gini, evenness.concentration, evenness.evenness)
parts = st.lists(st.integers(0, 30), min_size=2, max_size=8).filter(any)


@pytest.mark.parametrize(
    ("given_parts", "gini", "concentration", "entropy"),
    [
        ((5, 5, 5, 5), 0, 0, 1),
        ((0, 0, 0, 20), 1, 1, 0),
        # by hand: the six gaps average 5/3, twice the mean is 5; squares sum to 30
        (
            (1, 2, 3, 4),
            1 / 3,
            (4 * 30 - 100) / 300,
            (log(10) - (2 * log(2) + 3 * log(3) + 4 * log(4)) / 10) / log(4),
        ),
    ],
)
def test_known_spreads(given_parts, gini, concentration, entropy):
    assert [figure(given_parts) for figure in FIGURES] == pytest.approx([gini, concentration, entropy])


@given(parts)
def test_gini_is_the_mean_difference_of_two_different_people_over_twice_the_mean(given_parts):
    n = len(given_parts)
    gaps = [abs(a - b) for i, a in enumerate(given_parts) for b in given_parts[i + 1 :]]
    relative = (sum(gaps) / len(gaps)) / (2 * sum(given_parts) / n)
    assert evenness.gini(given_parts) == pytest.approx(relative)


@given(parts, st.randoms())
def test_every_figure_lies_between_nought_and_one_and_knows_no_order(given_parts, random):
    shuffled = random.sample(given_parts, len(given_parts))
    for figure in FIGURES:
        assert -1e-12 <= figure(given_parts) <= 1 + 1e-12
        assert figure(shuffled) == pytest.approx(figure(given_parts))


def test_the_band_by_chance_agrees_with_dealing_out_the_items_in_every_way():
    people, items = 4, 10
    exact = [chance.expected(items, chance.uniform(people), figure) for figure in FIGURES]
    found = evenness.equal_shares(people, items)
    assert [found.gini.mean, found.concentration.mean, found.evenness.mean] == pytest.approx(exact, abs=0.004)


def test_the_same_seed_gives_the_same_band_and_its_ends_enclose_the_mean():
    band = evenness.equal_shares(6, 20)
    assert band == evenness.equal_shares(6, 20)
    for figure in (band.gini, band.concentration, band.evenness):
        assert figure.low < figure.mean < figure.high


def test_nothing_to_spread_or_nobody_to_spread_over_is_refused():
    for given_parts in ((3,), (0, 0), (1, -1)):
        for figure in FIGURES:
            with pytest.raises(ValueError, match="evenness needs"):
                figure(given_parts)
