"""What chance alone would give: exact tests and the bands of figures under "nothing is going on"."""

from collections import Counter
from collections.abc import Sequence


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
