"""Who stands where, who is chosen, and what is left to a lot.

The order says what the ballots say: options that only a lot can part stand in it together. The winners come
after the lot, when its value was given.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from koers.engine.methods.majority import lot

#: So many sets of options are looked at before ties are called too many to follow.
MOST_SETS = 2**13

Order = tuple[tuple[str, ...], ...]


class TooManyTies(Exception):
    """Ties in so many steps that what a lot could make of them isn't worked out."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A lot that was needed: between whom, and who came out."""

    between: tuple[str, ...]
    drawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The outcome that every method shares.

    Parameters
    ----------
    order : tuple of tuple of str
        Best first; options in one inner tuple are tied.
    winners : tuple of str
        As many as there are seats; more when a tie wasn't drawn, and then `tied` says which.
    tied : tuple of str
        Winners between whom a lot must still decide.
    draws : tuple of Draw
        Lots that decided something about the winners.
    """

    order: Order
    winners: tuple[str, ...]
    tied: tuple[str, ...] = ()
    draws: tuple[Draw, ...] = ()

    @property
    def winner(self) -> str | None:
        """The one who won, if it is one and no lot is open."""
        return self.winners[0] if len(self.winners) == 1 else None


def drawn(tied: Collection[str], many: int, seed: str) -> tuple[str, ...]:
    """So many of the tied, one lot after another."""
    left, out = sorted(tied), list[str]()
    while len(out) < many:
        out.append(lot(left, seed))
        left.remove(out[-1])
    return tuple(out)


def seated(order: Order, seats: int, seed: str | None) -> Standing:
    """Fill the seats from the top of an order; a lot parts those who tie for the last ones."""
    chosen: tuple[str, ...] = ()
    for tied in order:
        free = seats - len(chosen)
        if len(tied) > free > 0:
            if seed is None:
                return Standing(order, chosen + tied, tied=tied)
            draw = Draw(tied, drawn(tied, free, seed))
            return Standing(order, chosen + draw.drawn, draws=(draw,))
        chosen += tied if free else ()
    return Standing(order, chosen)


@dataclass(frozen=True, slots=True)
class Places:
    """The best and the worst place, from 1, that lots can give each option."""

    best: dict[str, int]
    worst: dict[str, int]

    @property
    def order(self) -> Order:
        """By the best place that is possible; who can reach the same place stands there together."""
        return in_order(self.best, self.best.__getitem__)

    def standing(self, seats: int) -> Standing:
        """Who is chosen while no lot is drawn: everybody who could be."""
        winners = tuple(option for group in self.order for option in group if self.best[option] <= seats)
        return Standing(self.order, winners, tuple(one for one in winners if self.worst[one] > seats))


def in_order(options: Iterable[str], key: Callable[[str], Any]) -> Order:
    """Options by their key, the lowest first; equal keys stand together, in the order they came."""
    ranked = sorted(options, key=key)
    return tuple(tuple(group) for _, group in groupby(ranked, key))


def places(
    options: Sequence[str], leaves: Callable[[frozenset[str]], tuple[Collection[str], bool]], *, top: bool
) -> Places:
    """Follow every way in which ties can fall, when a method places its options one by one.

    Parameters
    ----------
    leaves
        Of the options that are left: which can be placed now, and whether they leave all together because
        their order among themselves changes nothing for the others.
    top
        Whether the first to leave is the best, or the last.

    Raises
    ------
    TooManyTies
        After `MOST_SETS` different sets of options that are left.
    """
    found = Places({}, {})
    waiting = [frozenset(options)]
    seen = set(waiting)
    while waiting:
        left = waiting.pop()
        now, together = leaves(left)
        for group in [frozenset(now)] if together else [frozenset({one}) for one in now]:
            _note(found, group, len(options) - len(left) + 1 if top else len(left) - len(group) + 1)
            rest = left - group
            if rest and rest not in seen:
                seen.add(rest)
                waiting.append(rest)
        if len(seen) > MOST_SETS:
            raise TooManyTies
    # Sets have no order of their own; the options have.
    return Places(*({option: each[option] for option in options} for each in (found.best, found.worst)))


def _note(found: Places, group: frozenset[str], place: int) -> None:
    for option in group:
        found.best[option] = min(place, found.best.get(option, place))
        last = place + len(group) - 1
        found.worst[option] = max(last, found.worst.get(option, last))
