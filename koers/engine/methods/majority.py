"""Counting by majority: who has more than enough. Figures in, a verdict out; no words of the matter itself.

Every figure is a sum of weights, whole numbers of at least 1; without weights everybody weighs 1.
Sources: the Dutch Civil Code book 2 (majorities, plural votes of one board member) and common rules of order.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Votes:
    """What was cast: for, against, blank, and out of how many present and how many members."""

    yes: int
    no: int
    blank: int = 0
    present: int = 0
    members: int = 0

    @property
    def tie(self) -> bool:
        """As many for as against, and at least one of each."""
        return self.yes == self.no > 0


def of_votes_cast(votes: Votes) -> bool:
    """More for than against. Blanks don't count."""
    return votes.yes > votes.no


def of_those_present(votes: Votes) -> bool:
    """More than half of those present, blanks included."""
    return 2 * votes.yes > votes.present


def of_all_members(votes: Votes) -> bool:
    """More than half of all members, also of those who didn't vote."""
    return 2 * votes.yes > votes.members


def qualified(votes: Votes, share: Fraction, *, strictly: bool = False) -> bool:
    """At least `share` of for and against together, or strictly more. Nobody for is never enough."""
    least = share * (votes.yes + votes.no)
    return votes.yes > 0 and (votes.yes > least if strictly else votes.yes >= least)


def most(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The options with most votes, several when they tie; none when nobody voted."""
    top = max(counts.values(), default=0)
    return tuple(sorted(option for option, count in counts.items() if count == top)) if top else ()


def absolute(counts: Mapping[str, int]) -> str | None:
    """The option with more than half of the votes cast for options, if there is one."""
    cast = sum(counts.values())
    return next((option for option, count in counts.items() if 2 * count > cast), None)


def two_highest(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Who goes on to a run-off: the two highest, and whoever ties with the second."""
    ranked = sorted(counts.values(), reverse=True)
    second = ranked[1] if len(ranked) > 1 else 0
    return tuple(sorted(option for option, count in counts.items() if count >= max(second, 1)))


def needed(share: Fraction, of: int, *, strictly: bool = False) -> int:
    """How many of `of` make a quorum: at least this share, or strictly more."""
    return floor(share * of) + 1 if strictly else ceil(share * of)


def capped(weights: Mapping[int, int]) -> dict[int, int]:
    """Weights of which none outweighs all the others together.

    Only the heaviest can do so, and then weighs what the others weigh together. Alone it keeps its weight.
    """
    others = {one: sum(weights.values()) - weight for one, weight in weights.items()}
    return {one: min(weight, others[one]) or weight for one, weight in weights.items()}


def lot(tied: Sequence[str], value: str) -> str:
    """Which of these the value draws, the same for everybody who knows the value.

    Parameters
    ----------
    tied : sequence of str
        Their order doesn't matter.
    value : str
        A random value whose hash (`commitment`) was known before anybody voted.
    """
    ordered = sorted(tied)
    digest = hashlib.sha256("|".join((value, *ordered)).encode()).digest()
    return ordered[int.from_bytes(digest) % len(ordered)]


def commitment(value: str) -> str:
    """What is published of a value before it is used: SHA-256 in hex."""
    return hashlib.sha256(value.encode()).hexdigest()
