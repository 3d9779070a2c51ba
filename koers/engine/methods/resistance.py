"""Least resistance: everybody says of every option how much they resist it, 0 to 10; the lowest sum wins.

Source: E. Visotschnig and S. Schrotta, systemic consensing ("SK-Prinzip", 2005). Ties: the lower highest
value, then fewer values from 8, then the lower variance, then a lot.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from koers.engine.methods.ballots import NO_OPINION, Ballots, Counts, Unfit
from koers.engine.methods.standing import Standing, in_order, seated

HIGHEST, STRONG = 10, 8


@dataclass(frozen=True, slots=True)
class Resisted:
    """How one option fared.

    Parameters
    ----------
    total : int
        Sum of the resistance.
    acceptance : Fraction or None
        100·(1 − sum/(10·ballots)), in per cent; None without ballots.
    highest : int
        The highest single value, 0 without ballots.
    strong : int
        How many values are 8 or more.
    variance : Fraction
        Of the values, over all ballots.
    """

    total: int
    acceptance: Fraction | None
    highest: int
    strong: int
    variance: Fraction

    @property
    def rank(self) -> tuple[int, int, int, Fraction]:
        """Lower is better, first difference decides."""
        return self.total, self.highest, self.strong, self.variance


@dataclass(frozen=True, slots=True)
class Resistance:
    """The outcome and what explains it.

    Parameters
    ----------
    unanswered : int
        How many people didn't answer.
    firm : bool
        Whether no answer of theirs can change who won.
    holds_against : int
        The most unanswered for which it is firm.
    """

    options: tuple[str, ...]
    standing: Standing
    resisted: dict[str, Resisted]
    unanswered: int
    firm: bool
    holds_against: int


def count(ballots: Ballots, *, unanswered: int = 0, seed: str | None = None) -> Resistance:
    """Count ballots with a resistance from 0 to 10 for every option.

    A ballot without any value is somebody who didn't answer, and is added to `unanswered`.

    Raises
    ------
    Unfit
        When a ballot has a value for some of the options only: sums would no longer compare.
    """
    values = ballots.values[ballots.opinion.any(axis=1)]
    _whole(ballots)
    missing = unanswered + ballots.blank
    columns = zip(ballots.options, values.T, strict=True)
    resisted = {option: _resisted(column) for option, column in columns}
    order = in_order(ballots.options, lambda option: resisted[option].rank)
    holds = _holds(sorted(one.total for one in resisted.values()))
    standing = seated(order, 1, seed)
    firm = not standing.tied and missing <= holds
    return Resistance(ballots.options, standing, resisted, missing, firm, holds)


def _whole(ballots: Ballots) -> None:
    opinion = ballots.opinion
    for place in np.flatnonzero(opinion.any(axis=1) & ~opinion.all(axis=1))[:1]:
        row = zip(ballots.options, ballots.values[place], strict=True)
        raise Unfit("gaps", int(place), tuple(option for option, value in row if value == NO_OPINION))


def _resisted(column: Counts) -> Resisted:
    n, total = len(column), int(column.sum())
    squares = int((column * column).sum())
    return Resisted(
        total,
        100 * (1 - Fraction(total, HIGHEST * n)) if n else None,
        int(column.max(initial=0)),
        int((column >= STRONG).sum()),
        Fraction(squares, n) - Fraction(total, n) ** 2 if n else Fraction(0),
    )


def _holds(totals: list[int]) -> int:
    """The largest u with lowest + 10u < every other; 0 when the sums tie and something else decided."""
    return max((totals[1] - totals[0] - 1) // HIGHEST, 0) if len(totals) > 1 else 0
