"""Ballots with a rank or a score per option, and what is counted on them before any method comes in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

#: In `Ballots.values`: this ballot says nothing about this option. It is never read as last, nor as zero.
NO_OPINION = -1

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Ballots:
    """What was cast.

    Parameters
    ----------
    options : tuple of str
        Each once; at least one.
    values : array of int, shape (ballots, options)
        Ranks (1 is best, equal ranks and gaps are fine) or scores (more is better, in resistance worse);
        `NO_OPINION` where nothing was said.

    Raises
    ------
    ValueError
        When an option stands there twice, or the shape isn't (ballots, options).
    """

    options: tuple[str, ...]
    values: Counts

    def __post_init__(self) -> None:
        if not self.options or len(set(self.options)) < len(self.options):
            raise ValueError("each option once, and at least one")
        if self.values.ndim != 2 or self.values.shape[1] != len(self.options):
            raise ValueError(f"expected (ballots, {len(self.options)}), not {self.values.shape}")

    @classmethod
    def of(cls, options: tuple[str, ...], rows: Sequence[Mapping[str, int]]) -> "Ballots":
        """Ballots as what each says of the options it names; of the others it says nothing."""
        values = [[row.get(option, NO_OPINION) for option in options] for row in rows]
        return cls(options, np.array(values, dtype=np.int64).reshape(len(rows), len(options)))

    def __len__(self) -> int:
        return len(self.values)

    @property
    def opinion(self) -> NDArray[np.bool_]:
        """Where something was said, shape (ballots, options)."""
        return np.asarray(self.values != NO_OPINION)

    @property
    def blank(self) -> int:
        """How many ballots say nothing at all."""
        return int((~self.opinion.any(axis=1)).sum())


class Unfit(Exception):
    """A ballot that this method can't count: why, its place from 0, and on which options."""

    def __init__(self, code: str, ballot: int, options: tuple[str, ...]) -> None:
        super().__init__(code)
        self.code, self.ballot, self.options = code, ballot, options


def preferred(ballots: Ballots, *, more_is_better: bool) -> Counts:
    """How many ballots put one option above another.

    A ballot without an opinion on either of the two is left out of that comparison, and so are equal values.

    Returns
    -------
    array of int, shape (options, options)
        At [i, j] the ballots that put i above j; the diagonal is 0.
    """
    values, opinion = ballots.values, ballots.opinion
    sign = 1 if more_is_better else -1
    rows = []
    for one in range(len(ballots.options)):
        above = sign * values[:, [one]] > sign * values
        rows.append((above & opinion & opinion[:, [one]]).sum(axis=0))
    return np.array(rows, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Tally:
    """One option's scores: their sum, and how many ballots gave one."""

    total: int
    opinions: int

    @property
    def mean(self) -> Fraction | None:
        """Exact, over those who gave a score; None when nobody did."""
        return Fraction(self.total, self.opinions) if self.opinions else None


def tallies(ballots: Ballots) -> dict[str, Tally]:
    """Sum and number of opinions per option."""
    opinion = ballots.opinion
    totals = np.where(opinion, ballots.values, 0).sum(axis=0).tolist()
    counted = zip(totals, opinion.sum(axis=0).tolist(), strict=True)
    return {option: Tally(*both) for option, both in zip(ballots.options, counted, strict=True)}


def height(tally: Tally) -> Fraction:
    """The mean to put in order: an option nobody spoke about stands under every score."""
    return Fraction(-1) if tally.mean is None else tally.mean
