"""Numbers on an ordered scale, taken from counts per step.

Every function takes ``counts``: ``counts[0]`` answers gave step 1, ``counts[1]`` gave step 2, and so on.
Steps are numbered from 1. A group that answers in full is a census, so nothing here is an estimate unless
its name says *interval*; *bounds* are what holds whatever the missing answers would have been.

Figures are worked out in whole numbers or fractions and rounded once, so that equal distributions compare
equal and a value on a threshold is on the threshold.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, pairwise
from math import comb, sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Span:
    """The lowest and the highest step that somebody gave."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Band:
    """The steps between which the middle ``size`` answers lie."""

    low: int
    high: int
    size: int


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends of a figure: certain ones (bounds) or likely ones (interval); the maker says which."""

    low: float
    high: float


def total(counts: Sequence[int]) -> int:
    """Number of answers.

    Raises
    ------
    ValueError
        When a count is negative.
    """
    if any(count < 0 for count in counts):
        raise ValueError("a count of answers is below zero")
    return sum(counts)


def _answered(counts: Sequence[int]) -> int:
    if n := total(counts):
        return n
    raise ValueError("there are no answers")


def _at(counts: Sequence[int], rank: int) -> int:
    """The step of the answer at this rank (1 is the lowest answer)."""
    passed = 0
    for step, count in enumerate(counts, start=1):
        passed += count
        if passed >= rank:
            return step
    raise ValueError(f"there is no answer at rank {rank}")


def mean(counts: Sequence[int]) -> float:
    """Mean step. Only ever shown small, beside the dots: it can't tell 1, 5, 5, 5 from 4, 4, 4, 4."""
    return sum(step * count for step, count in enumerate(counts, start=1)) / _answered(counts)


def _middle(counts: Sequence[int]) -> tuple[int, int]:
    """The two middle answers; with an odd number of answers twice the same one."""
    n = _answered(counts)
    return _at(counts, (n + 1) // 2), _at(counts, n // 2 + 1)


def median(counts: Sequence[int]) -> float:
    """Middle answer; halfway between the two middle ones when their number is even."""
    return sum(_middle(counts)) / 2


def span(counts: Sequence[int]) -> Span:
    """Lowest and highest step given."""
    return Span(_at(counts, 1), _at(counts, _answered(counts)))


def middle_band(counts: Sequence[int]) -> Band:
    """The middle five of seven answers, for any number of answers.

    On each side every full seven answers drop one: ``n // 7``. So the band never holds less than five
    sevenths of the answers (for a bell shape that is about one standard deviation each way, 1.07), and with
    fewer than seven people nobody is put outside it: it is then the span.
    """
    n = _answered(counts)
    dropped = n // 7
    return Band(_at(counts, dropped + 1), _at(counts, n - dropped), n - 2 * dropped)


def agreement(counts: Sequence[int]) -> float:
    """Van der Eijk's A: 1 when all give one step, 0 when all steps are equally full, -1 for two extremes.

    The counts are peeled into layers of equal height. A layer is a pattern of filled and empty steps; each
    has its own agreement, weighted by the share of answers in the layer.

    Parameters
    ----------
    counts
        Answers per step, at least three steps.

    References
    ----------
    C. van der Eijk (2001), Measuring agreement in ordered rating scales, Quality & Quantity 35, 325-341.
    """
    n = _answered(counts)
    levels = sorted({0, *counts})
    return float(sum(_layer(counts, low, high) for low, high in pairwise(levels)) / n)


def _layer(counts: Sequence[int], low: int, high: int) -> Fraction:
    """Agreement of the layer between two heights, times the number of answers in it."""
    pattern = tuple(count >= high for count in counts)
    return (high - low) * sum(pattern) * _pattern_agreement(pattern)


@lru_cache(maxsize=4096)
def _pattern_agreement(pattern: tuple[bool, ...]) -> Fraction:
    """Agreement of filled and empty steps: unimodality times how few are filled (equations 1 and 2)."""
    steps, filled = len(pattern), sum(pattern)
    if steps < 3:
        raise ValueError("agreement needs a scale of at least three steps")
    if filled in (1, steps):
        return Fraction(int(filled == 1))
    triples = Counter(combinations(pattern, 3))
    together = triples[True, True, False] + triples[False, True, True]
    apart = triples[True, False, True]
    unimodality = Fraction((steps - 2) * together - (steps - 1) * apart, (steps - 2) * (together + apart))
    return unimodality * Fraction(steps - filled, steps - 1)


def average_deviation(counts: Sequence[int]) -> float:
    """Typical distance from the middle: the mean of ``|answer - median|``, in steps.

    References
    ----------
    M. Burke, L. Finkelstein, M. Dusig (1999), On average deviation indices for estimating interrater
    agreement, Organizational Research Methods 2, 49-68.
    """
    # Doubled, because a median may lie halfway: the sum stays a whole number.
    twice = sum(_middle(counts))
    return sum(count * abs(2 * step - twice) for step, count in enumerate(counts, 1)) / (2 * total(counts))


def two_camps(counts: Sequence[int]) -> bool:
    """Whether a step that nobody gave has at least two answers on both sides."""
    return any(
        count == 0 and sum(counts[:step]) >= 2 and sum(counts[step + 1 :]) >= 2
        for step, count in enumerate(counts)
    )


def stands_apart(counts: Sequence[int], distance: int = 3) -> int | None:
    """The step of the only answer at least ``distance`` steps from the middle, if there is exactly one."""
    middle = median(counts)
    far = {step: count for step, count in enumerate(counts, 1) if count and abs(step - middle) >= distance}
    return next(iter(far)) if sum(far.values()) == 1 else None


def answers_to_move_median(counts: Sequence[int]) -> int:
    """The least number of answers that must become other ones before the middle answer changes.

    Raises
    ------
    ValueError
        Without answers, or on a scale of one step, where nothing can move.
    """
    low, high = _middle(counts)
    if len(counts) < 2:
        raise ValueError("on a scale of one step the middle can't move")
    if low < high:
        return 1  # two different answers hold the middle up from either side: each of them can tip it
    # The middle falls as soon as half of the answers (rounded up) lie below it; it rises likewise.
    below, above = sum(counts[: low - 1]), sum(counts[low:])
    return (sum(counts) + 1) // 2 - max(below, above)


def mean_bounds(counts: Sequence[int], missing: int) -> Interval:
    """Between which values the mean of everybody lies, whatever the ``missing`` people would answer."""
    n, here = total(counts) + missing, sum(step * count for step, count in enumerate(counts, start=1))
    if n == 0:
        raise ValueError("there is nobody to answer")
    return Interval((here + missing) / n, (here + len(counts) * missing) / n)


def median_bounds(counts: Sequence[int], missing: int) -> Interval:
    """Between which values the middle answer of everybody lies, whatever the ``missing`` would answer."""
    first, *between, last = counts
    return Interval(median([first + missing, *between, last]), median([first, *between, last + missing]))


def mean_interval(counts: Sequence[int], population: int, confidence: float = 0.95) -> Interval:
    """Interval for the mean of ``population`` people of whom these answered as if drawn by lot.

    Student's t with the finite population correction: the interval closes when all have answered. Meant for
    30 answers and more. It says nothing about *who* didn't answer; bounds do.

    References
    ----------
    W. Cochran (1977), Sampling Techniques, 3rd ed., section 2.8.
    """
    # Here and not on top: SciPy takes longer to load than every page that needs no interval.
    from scipy.special import stdtrit

    n, middle = _answered(counts), mean(counts)
    if not 2 <= n <= population:
        raise ValueError("an interval needs two answers, and no more answers than people")
    variance = sum(count * (step - middle) ** 2 for step, count in enumerate(counts, 1)) / (n - 1)
    half = float(stdtrit(n - 1, (1 + confidence) / 2)) * sqrt(variance * (1 - n / population) / n)
    return Interval(middle - half, middle + half)


def share_interval(yes: int, n: int, confidence: float = 0.95) -> Interval:
    """Wilson's interval for a share of ``yes`` out of ``n``.

    References
    ----------
    E. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22, 209-212.
    """
    if not 0 <= yes <= n or n == 0:
        raise ValueError("a share needs somebody to ask, and no more yes than people")
    z2 = NormalDist().inv_cdf((1 + confidence) / 2) ** 2
    centre = (yes + z2 / 2) / (n + z2)
    half = sqrt(z2 * (yes * (n - yes) / n + z2 / 4)) / (n + z2)
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def median_interval(counts: Sequence[int], confidence: float = 0.95) -> Interval | None:
    """Interval for the middle answer of a large group, between two of the answers themselves.

    The r-th lowest and r-th highest answer, r as large as coverage allows; free of any assumed shape. On a
    scale with ties it covers at least as often as promised. None when so few answered that even the lowest
    and highest answer don't reach the confidence (below six at 95 %).

    References
    ----------
    W. Conover (1999), Practical Nonparametric Statistics, 3rd ed., section 3.2.
    """
    n = _answered(counts)
    # In whole numbers: how many of the 2**n ways to fall above or below the true middle may be missed.
    allowed = int(Fraction(1 - confidence).limit_denominator(10**6) * 2**n)
    missed, rank = 0, 0
    while (missed := missed + 2 * comb(n, rank)) <= allowed:
        rank += 1
    return Interval(_at(counts, rank), _at(counts, n + 1 - rank)) if rank else None


def least_moved(before: Sequence[int], now: Sequence[int], shared: int | None = None) -> int:
    """The least number of people who must have answered differently, when nobody's answers are paired.

    Parameters
    ----------
    before, now
        Counts of two rounds on the same scale.
    shared
        How many people answered both times; all of them when not given, and then the totals must be equal.
        The answers of those who left or joined may be any, so they explain as much as they can.

    Returns
    -------
    int
        ``n - sum(min(before, now))``, with ``shared`` in the place of n.
    """
    if len(before) != len(now):
        raise ValueError("the two rounds have different scales")
    if shared is None and total(before) != total(now):
        raise ValueError("different numbers of answers: say how many people answered both times")
    both = total(now) if shared is None else shared
    if not 0 <= both <= min(total(before), total(now)):
        raise ValueError("more people answered both times than answered at all")
    return max(0, both - sum(map(min, before, now)))
