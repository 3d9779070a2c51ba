"""What chance alone would give: exact tests, exact shares of random rounds, and regression to the mean."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import factorial, inf, prod, sqrt
from statistics import NormalDist

Shares = Sequence[float]


def sign_flip(differences: Sequence[int]) -> float:
    """Exact two-sided p of paired whole-number differences, when each was as likely to point the other way.

    Parameters
    ----------
    differences
        One difference per pair; zeros are allowed and carry no evidence.

    Returns
    -------
    float
        Share of the ``2**n`` ways to turn the signs whose sum is at least as far from zero. With fewer than
        six pairs this can't fall below .05.

    References
    ----------
    R. Fisher (1935), The Design of Experiments, section 21.
    """
    ways = Counter({0: 1})
    for size in differences:
        ways = _turned(ways, size)
    seen = abs(sum(differences))
    return sum(count for reach, count in ways.items() if abs(reach) >= seen) / (1 << len(differences))


def _turned(ways: Counter[int], size: int) -> Counter[int]:
    """How often each sum occurs after one more difference, pointing either way."""
    after: Counter[int] = Counter()
    for reach, count in ways.items():
        after[reach + size] += count
        after[reach - size] += count
    return after


def holm(ps: Sequence[float]) -> list[float]:
    """Holm's adjusted p-values, in the order given: they hold for all tests together.

    References
    ----------
    S. Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of
    Statistics 6, 65-70.
    """
    adjusted, least = [0.0] * len(ps), 0.0
    for rank, place in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        least = max(least, min(1.0, (len(ps) - rank) * ps[place]))
        adjusted[place] = least
    return adjusted


# -- Random rounds, counted out in full --


def rounds(n: int, steps: int) -> Iterator[tuple[int, ...]]:
    """Every way in which ``n`` answers can lie over the steps."""
    if steps == 1:
        yield (n,)
        return
    for first in range(n + 1):
        yield from ((first, *rest) for rest in rounds(n - first, steps - 1))


def probability(counts: Sequence[int], shares: Shares) -> float:
    """Chance of exactly these counts when everybody answers by lot with these shares (multinomial)."""
    ways = factorial(sum(counts)) // prod(map(factorial, counts))
    return ways * prod(share**count for share, count in zip(shares, counts, strict=True))


def expected(n: int, shares: Shares, figure: Callable[[tuple[int, ...]], float]) -> float:
    """Exact average of a figure over random rounds of ``n`` answers.

    Of something that holds or not, the average is the share of rounds in which it holds.
    """
    return sum(probability(counts, shares) * figure(counts) for counts in rounds(n, len(shares)))


def uniform(steps: int = 5) -> tuple[float, ...]:
    """Pure noise: every step as likely as every other."""
    return (1 / steps,) * steps


def rounded_normal(middle: float, sd: float, steps: int = 5) -> tuple[float, ...]:
    """A bell of answers, rounded to whole steps; what falls outside the scale is put at its ends."""
    bell = NormalDist(middle, sd)
    edges = [-inf, *(step + 0.5 for step in range(1, steps)), inf]
    return tuple(bell.cdf(high) - bell.cdf(low) for low, high in pairwise(edges))


def insider_learns_all(n: int, shares: Shares) -> float:
    """How often somebody who knows the counts and the own answer knows the answer of all others.

    That is when the others all gave one step, whichever it was: the sum of ``share ** (n - 1)``.
    """
    if n < 2:
        raise ValueError("an insider needs somebody else")
    return sum(share ** (n - 1) for share in shares)


def least_p(pairs: int) -> float:
    """The smallest p that the exact sign-flip test can give with this many pairs: all point one way."""
    return sign_flip([1] * pairs)


# -- Regression to the mean --


@dataclass(frozen=True, slots=True)
class Rise:
    """What the subject that stood lowest gains in the next round while nobody changed.

    ``mean`` is the gain in the mean of the subject with the lowest mean, ``median`` the gain in the middle
    answer of the subject with the lowest middle answer (on a tie the lowest mean). ``retest`` is the
    correlation of an answer with the same person's next answer that the simulation had, after rounding to
    steps.
    """

    mean: float
    median: float
    retest: float


def rise_of_the_lowest(
    people: int,
    stability: float,
    apart: float = 0.0,
    *,
    subjects: int = 5,
    draws: int = 20_000,
    seed: int = 1,
) -> Rise:
    """Simulate two rounds without any real change, and follow the subject with the lowest mean of the first.

    An answer is 3 (the subject's level) plus the person's lasting view plus the day's mood, rounded to 1-5.

    Parameters
    ----------
    people
        Answers per subject.
    stability
        Share of a person's variance, 1 in all, that lasts from round to round; the rest is the day's mood.
    apart
        Standard deviation of the true levels of the subjects; 0 when they are all alike.
    """
    # Here and not on top: the rules of the scan need this file, the simulation is for the benchmark.
    import numpy as np

    chance = np.random.default_rng(seed)
    level = 3 + apart * chance.standard_normal((draws, subjects, 1))
    view = level + sqrt(stability) * chance.standard_normal((draws, subjects, people))

    def answered() -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        return np.clip(np.rint(view + sqrt(1 - stability) * chance.standard_normal(view.shape)), 1, 5)

    first, second = answered(), answered()
    teams = np.arange(draws)
    means, later_means = first.mean(axis=2), second.mean(axis=2)
    middles, later_middles = np.median(first, axis=2), np.median(second, axis=2)
    low_mean = teams, means.argmin(axis=1)
    low_middle = teams, (middles + means / 1000).argmin(axis=1)
    gained = later_means[low_mean] - means[low_mean]
    moved = later_middles[low_middle] - middles[low_middle]
    retest = np.corrcoef(first.ravel(), second.ravel())[0, 1]
    return Rise(float(gained.mean()), float(moved.mean()), float(retest))
