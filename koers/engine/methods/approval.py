"""Approval: who finds which options good enough.

Source: S. J. Brams and P. C. Fishburn, "Approval Voting" (1983), with the share of those who had an opinion,
so that "no opinion" isn't a no. Equal shares tie, until a lot.
"""

from dataclasses import dataclass
from fractions import Fraction

from koers.engine.methods.ballots import Ballots, Tally, height, tallies
from koers.engine.methods.standing import Standing, in_order, seated


@dataclass(frozen=True, slots=True)
class Approval:
    """The outcome and what explains it.

    Parameters
    ----------
    tallies : dict of str to Tally
        Approvals and opinions per option; their mean is the share.
    holds_against : int
        So many further ballots can't change who won, for one seat; exact.
    """

    options: tuple[str, ...]
    standing: Standing
    tallies: dict[str, Tally]
    holds_against: int


def count(ballots: Ballots, *, seats: int = 1, seed: str | None = None) -> Approval:
    """Count ballots with 1 for good enough and 0 for not; several seats are filled by the order."""
    counted = tallies(ballots)
    order = in_order(ballots.options, lambda option: -height(counted[option]))
    holds = _holds([counted[option] for group in order for option in group])
    return Approval(ballots.options, seated(order, seats, seed), counted, holds)


def _holds(ranked: list[Tally]) -> int:
    first, *others = ranked
    extra = 0
    while others and all(_worst(first, extra + 1) > _best(other, extra + 1) for other in others):
        extra += 1
    return extra


def _worst(tally: Tally, extra: int) -> Fraction:
    return Fraction(tally.total, tally.opinions + extra)


def _best(tally: Tally, extra: int) -> Fraction:
    return Fraction(tally.total + extra, tally.opinions + extra)
