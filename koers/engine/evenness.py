"""How evenly things are spread over people, and how uneven they look by chance when shares are equal."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log


def gini(parts: Sequence[int]) -> float:
    """Gini's coefficient, corrected for few people: 0 when all have as much, 1 when one has everything.

    The plain coefficient can't pass ``(n - 1) / n``; it is multiplied by ``n / (n - 1)``.

    References
    ----------
    G. Deltas (2003), The small-sample bias of the Gini coefficient, Review of Economics and Statistics 85,
    226-234.
    """
    n, whole = _checked(parts)
    ranked = sum((2 * rank - n - 1) * part for rank, part in enumerate(sorted(parts), start=1))
    return ranked / (whole * (n - 1))


def concentration(parts: Sequence[int]) -> float:
    """Normalised Herfindahl-Hirschman index: 0 when all have as much, 1 when one has everything."""
    n, whole = _checked(parts)
    return (n * sum(part**2 for part in parts) - whole**2) / (whole**2 * (n - 1))


def evenness(parts: Sequence[int]) -> float:
    """Shannon's entropy as a share of what it can be: 1 when all have as much, 0 when one has everything.

    References
    ----------
    E. Pielou (1966), The measurement of diversity in different types of biological collections, Journal of
    Theoretical Biology 13, 131-144.
    """
    n, whole = _checked(parts)
    return -sum(part / whole * log(part / whole) for part in parts if part) / log(n)


def _checked(parts: Sequence[int]) -> tuple[int, int]:
    if len(parts) < 2:
        raise ValueError("evenness needs at least two people")
    if any(part < 0 for part in parts) or not any(parts):
        raise ValueError("evenness needs something to be spread, and no part below zero")
    return len(parts), sum(parts)


@dataclass(frozen=True, slots=True)
class ChanceBand:
    """What a figure is by chance: on average, and between which values in 95 of 100 cases."""

    low: float
    mean: float
    high: float


@dataclass(frozen=True, slots=True)
class EqualShares:
    """The three figures by chance, when each item falls to everybody with the same probability."""

    gini: ChanceBand
    concentration: ChanceBand
    evenness: ChanceBand


def equal_shares(
    people: int, items: int, *, confidence: float = 0.95, draws: int = 20_000, seed: int = 1
) -> EqualShares:
    """Bands of the three figures under equal shares, from ``draws`` multinomial draws.

    Turns at talk don't fall by lot: a turn calls for an answer. They need another null.
    """
    # Here and not on top: the figures themselves need no NumPy.
    import numpy as np

    drawn = np.random.default_rng(seed).multinomial(items, [1 / people] * people, size=draws).tolist()
    ends = [(1 - confidence) / 2, (1 + confidence) / 2]

    def band(figures: list[float]) -> ChanceBand:
        low, high = np.quantile(figures, ends)
        return ChanceBand(float(low), sum(figures) / draws, float(high))

    return EqualShares(*(band(list(map(figure, drawn))) for figure in (gini, concentration, evenness)))
