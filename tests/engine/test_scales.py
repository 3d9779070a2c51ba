"""Known answers from the literature, brute-force oracles, and what must hold for any counts."""

from collections import Counter
from itertools import combinations_with_replacement, product
from math import sqrt
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.engine import scales
from koers.engine.scales import Band, Interval, Span

STEPS = range(1, 6)


def counted(answers, steps=5):
    seen = Counter(answers)
    return tuple(seen[step] for step in range(1, steps + 1))


def all_rounds(largest, smallest=1, steps=5):
    """Every distribution of up to `largest` answers, as answers."""
    for n in range(smallest, largest + 1):
        yield from combinations_with_replacement(range(1, steps + 1), n)


counts_of_five = st.lists(st.integers(0, 12), min_size=5, max_size=5).filter(any)
counts_of_any = st.lists(st.integers(0, 12), min_size=3, max_size=9).filter(any)


# -- agreement --


@pytest.mark.parametrize(
    ("counts", "published"),
    [
        # Two Dutch parties on seven steps, in tenths of per cent: van der Eijk (2001), as worked in the
        # manual of the R package agrmt (D. Ruedin), which also gives the four below.
        ((24, 28, 32, 62, 135, 304, 416), 0.61),
        ((16, 26, 82, 210, 293, 270, 103), 0.48),
        ((6, 8, 5, 3, 2), 0.31),
        ((6, 8, 5, 3, 2, 0, 2), 0.39),
    ],
)
def test_agreement_gives_published_figures(counts, published):
    assert scales.agreement(counts) == pytest.approx(published, abs=0.005)


def test_agreement_gives_the_published_figure_to_all_its_digits():
    assert scales.agreement((30, 40, 210, 130, 530, 50, 10)) == pytest.approx(0.6113333, abs=5e-8)


@pytest.mark.parametrize(
    ("counts", "a"),
    [
        ((0, 0, 7, 0, 0), 1.0),
        ((3, 0, 0, 0, 3), -1.0),
        ((2, 2, 2, 2, 2), 0.0),
        # by hand: 2/5 of the answers in a layer of two neighbours (3/4), 3/5 in a layer of one step (1)
        ((4, 1, 0, 0, 0), 0.9),
        # by hand: 4/5 in a layer of two neighbours, 1/5 in a layer of one step: exactly on the threshold
        ((3, 2, 0, 0, 0), 0.8),
    ],
)
def test_agreement_by_hand(counts, a):
    assert scales.agreement(counts) == a


@given(st.integers(3, 9), st.data())
def test_agreement_is_one_when_all_give_one_step(steps, data):
    counts = [0] * steps
    counts[data.draw(st.integers(0, steps - 1))] = data.draw(st.integers(1, 1000))
    assert scales.agreement(counts) == 1


@given(st.integers(3, 9), st.integers(1, 1000))
def test_agreement_is_minus_one_for_two_equal_extremes_and_zero_when_all_steps_are_equally_full(steps, n):
    assert scales.agreement([n, *[0] * (steps - 2), n]) == -1
    assert scales.agreement([n] * steps) == 0


@given(counts_of_any, st.integers(1, 50))
def test_agreement_stays_within_its_ends_and_knows_no_direction_and_no_size(counts, times):
    a = scales.agreement(counts)
    assert -1 <= a <= 1
    assert scales.agreement(counts[::-1]) == a
    assert scales.agreement([times * count for count in counts]) == a


def test_agreement_needs_three_steps_and_an_answer():
    for counts in ((3, 4), (0, 0, 0), ()):
        with pytest.raises(ValueError, match=r"steps|answers"):
            scales.agreement(counts)


# -- middle and spread --


def test_mean_median_span_and_deviation_agree_with_the_answers_written_out():
    for answers in all_rounds(7):
        counts, middle = counted(answers), median(answers)
        assert scales.total(counts) == len(answers)
        assert scales.mean(counts) == pytest.approx(mean(answers))
        assert scales.median(counts) == middle
        assert scales.span(counts) == Span(min(answers), max(answers))
        assert scales.average_deviation(counts) == pytest.approx(mean(abs(x - middle) for x in answers))


def test_average_deviation_of_burke_and_dunlap_at_its_customary_cutoff():
    # Burke & Dunlap (2002), Organizational Research Methods 5, 159-172: c/6 = .83 is the cutoff on five
    # steps, so a team of which five sixths lie one step from the middle is the last to pass.
    assert scales.average_deviation((5, 2, 5, 0, 0)) == pytest.approx(10 / 12)


def test_average_deviation_is_the_least_there_is_around_any_step():
    for answers in all_rounds(6):
        least = min(mean(abs(x - centre) for x in answers) for centre in STEPS)
        assert scales.average_deviation(counted(answers)) == pytest.approx(least)


@pytest.mark.parametrize(
    ("counts", "band"),
    [
        ((1, 4, 1, 1, 0), Band(2, 3, 5)),  # seven people: one off on either side
        ((1, 2, 1, 2, 1), Band(2, 4, 5)),
        ((1, 1, 1, 1, 2), Band(1, 5, 6)),  # six people: nobody is put outside
        ((2, 0, 10, 0, 2), Band(3, 3, 10)),  # fourteen: two off on either side
    ],
)
def test_the_middle_band_is_the_middle_five_of_seven(counts, band):
    assert scales.middle_band(counts) == band


@given(counts_of_five)
def test_the_middle_band_lies_in_the_span_holds_the_median_and_five_sevenths(counts):
    band, whole = scales.middle_band(counts), scales.span(counts)
    assert whole.low <= band.low <= scales.median(counts) <= band.high <= whole.high
    assert 7 * band.size >= 5 * sum(counts)


@pytest.mark.parametrize(
    ("counts", "camps"),
    [
        ((2, 0, 2, 0, 0), True),
        ((2, 1, 1, 2, 0), False),  # no empty step between
        ((1, 0, 5, 0, 0), False),  # one person is no camp
        ((1, 1, 0, 1, 1), True),  # a camp may lie over two steps
        ((0, 3, 0, 0, 3), True),
        ((0, 0, 0, 0, 6), False),
    ],
)
def test_two_camps_is_an_empty_step_with_two_on_both_sides(counts, camps):
    assert scales.two_camps(counts) is camps
    assert scales.two_camps(counts[::-1]) is camps


@pytest.mark.parametrize(
    ("counts", "step"),
    [
        ((1, 0, 0, 6, 1), 1),
        ((2, 0, 0, 6, 0), None),  # two stand there: nobody stands alone
        ((0, 1, 0, 6, 0), None),  # two steps away isn't apart
        ((0, 7, 0, 0, 1), 5),
        ((4, 0, 0, 0, 0), None),
    ],
)
def test_one_stands_apart_when_it_alone_is_three_steps_from_the_middle(counts, step):
    assert scales.stands_apart(counts) == step


# -- what would change the picture --


def moves_by_trying(answers):
    """Change one answer, then two, and so on, in every way, until the median differs."""
    reached, tries = {tuple(sorted(answers))}, 0
    while all(median(a) == median(answers) for a in reached):
        reached = {
            tuple(sorted((*a[:i], step, *a[i + 1 :])))
            for a in reached
            for i in range(len(a))
            for step in STEPS
        }
        tries += 1
    return tries


def test_answers_to_move_the_median_agrees_with_trying_every_change():
    for answers in all_rounds(6):
        assert scales.answers_to_move_median(counted(answers)) == moves_by_trying(answers), answers


@pytest.mark.parametrize(
    ("counts", "moves"),
    [
        ((1, 4, 1, 1, 0), 2),
        ((1, 2, 1, 2, 1), 1),
        ((0, 1, 4, 2, 0), 2),
        ((0, 1, 2, 4, 0), 1),
        ((7, 0, 0, 0, 0), 4),
    ],
)
def test_the_middle_of_seven_moves_when_one_two_or_four_answer_differently(counts, moves):
    assert scales.answers_to_move_median(counts) == moves


def test_on_a_scale_of_two_steps_the_middle_can_only_go_to_the_other():
    assert [scales.answers_to_move_median(counts) for counts in [(5, 0), (0, 4), (3, 2), (2, 2)]] == [
        3,
        2,
        1,
        1,
    ]


def test_nothing_moves_on_a_scale_of_one_step():
    with pytest.raises(ValueError, match="one step"):
        scales.answers_to_move_median((4,))


def test_bounds_are_the_extremes_over_every_way_to_fill_in_what_is_missing():
    for answers in all_rounds(4):
        for missing in range(3):
            wholes = [answers + rest for rest in product(STEPS, repeat=missing)]
            means, medians = [mean(whole) for whole in wholes], [median(whole) for whole in wholes]
            found = scales.mean_bounds(counted(answers), missing)
            assert (found.low, found.high) == pytest.approx((min(means), max(means)))
            assert scales.median_bounds(counted(answers), missing) == Interval(min(medians), max(medians))


# -- intervals for large groups --


def test_wilson_gives_newcombes_published_intervals():
    # R. Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
    for yes, n, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]:
        found = scales.share_interval(yes, n)
        assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_all_mirrors_a_share_of_none_and_stays_within_one():
    for n in (1, 2, 20):
        none, every = scales.share_interval(0, n), scales.share_interval(n, n)
        assert (none.low, every.high) == (0, 1)
        assert none.high == pytest.approx(1 - every.low)


def test_a_share_needs_somebody_and_no_more_yes_than_people():
    for yes, n in [(0, 0), (3, 2), (-1, 2)]:
        with pytest.raises(ValueError, match="a share needs"):
            scales.share_interval(yes, n)


def test_two_answers_are_enough_for_an_interval_and_one_is_not():
    # t with one degree of freedom, .975: 12.7062 (any table); mean 2, standard deviation the root of 2
    found = scales.mean_interval((1, 0, 1), 10)
    assert found.high - 2 == pytest.approx(12.7062 * sqrt(2 * (1 - 2 / 10) / 2), abs=1e-4)
    with pytest.raises(ValueError, match="two answers"):
        scales.mean_interval((1, 0, 0), 10)


def test_the_mean_interval_is_students_t_with_the_finite_population_correction():
    counts = (2, 8, 10, 7, 3)  # n = 30, mean 91/30, t(29, .975) = 2.045230 (any table)
    answers = [step for step, count in enumerate(counts, 1) for _ in range(count)]
    centre = mean(answers)
    s2 = sum((x - centre) ** 2 for x in answers) / 29
    half = 2.045230 * sqrt(s2 / 30 * (1 - 30 / 50))
    found = scales.mean_interval(counts, 50)
    assert (found.low, found.high) == pytest.approx((centre - half, centre + half), abs=1e-6)


def test_the_mean_interval_closes_when_all_have_answered():
    counts = (2, 8, 10, 7, 3)
    assert scales.mean_interval(counts, 30) == Interval(scales.mean(counts), scales.mean(counts))
    with pytest.raises(ValueError, match="no more answers than people"):
        scales.mean_interval(counts, 29)


@pytest.mark.parametrize(
    ("n", "rank"), [(6, 1), (8, 1), (9, 2), (15, 4), (20, 6), (25, 8), (30, 10), (100, 40)]
)
def test_the_median_interval_takes_the_ranks_of_the_binomial_table(n, rank):
    # Ranks of the 95 % interval of the median: Conover (1999), from table A3. One answer per step shows the
    # ranks.
    assert scales.median_interval([1] * n) == Interval(rank, n + 1 - rank)


def test_a_median_interval_may_miss_exactly_what_was_allowed():
    # The lowest and highest of two answers miss the true middle in half of the cases, not more.
    assert scales.median_interval([1, 1], confidence=0.5) == Interval(1, 2)


def test_below_six_answers_there_is_no_median_interval():
    assert scales.median_interval([1] * 5) is None
    assert scales.median_interval([1] * 6) is not None


# -- two rounds --


def moved_by_trying(before, now, shared):
    """Over every choice of who was there twice and every pairing: the fewest who answered differently."""
    from itertools import combinations, permutations

    return min(
        sum(a != b for a, b in zip(kept, other, strict=True))
        for kept in combinations(before, shared)
        for chosen in combinations(now, shared)
        for other in permutations(chosen)
    )


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=5),
    st.lists(st.integers(1, 5), min_size=1, max_size=5),
    st.data(),
)
def test_least_moved_agrees_with_trying_every_pairing(before, now, data):
    shared = data.draw(st.integers(0, min(len(before), len(now))))
    assert scales.least_moved(counted(before), counted(now), shared) == moved_by_trying(before, now, shared)


@given(counts_of_five, st.permutations(range(5)))
def test_with_the_same_people_least_moved_is_n_minus_what_both_rounds_have(before, shuffle):
    now = [before[i] for i in shuffle]
    assert scales.least_moved(before, now) == sum(before) - sum(map(min, before, now))
    assert scales.least_moved(before, before) == 0


def test_least_moved_asks_how_many_were_there_twice_when_totals_differ():
    with pytest.raises(ValueError, match="both times"):
        scales.least_moved((1, 0, 0), (1, 1, 0))
    with pytest.raises(ValueError, match="both times"):
        scales.least_moved((1, 0, 0), (1, 1, 0), shared=2)
    with pytest.raises(ValueError, match="scales"):
        scales.least_moved((1, 0, 0), (1, 0))


def test_a_count_below_zero_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        scales.mean((1, -1, 3))
