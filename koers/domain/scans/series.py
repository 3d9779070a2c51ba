"""A series: rounds of one form, one after the other. Which of them may be laid side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from koers.domain.scans.comparing import nearly_same_people

#: A round that was only talked through belongs to no series.
NO_SERIES = 0


@dataclass(frozen=True, slots=True)
class Answerers:
    """Who took part in a round, as far as that is known."""

    people: frozenset[int]
    seats: int
    answered: int

    @property
    def known(self) -> bool:
        """Without names it is only known who answered when everybody did: a person for each seat."""
        return self.answered == self.seats == len(self.people)


def series(mode: str, last: tuple[str, int] | None, *, fresh: bool) -> int:
    """Which series a new round belongs to; `last` is the form and the series of the last recorded round.

    Another form is another series, and the facilitator may begin one at any time.
    """
    if mode == "not_recorded":
        return NO_SERIES
    if last is None:
        return 1
    return last[1] + (fresh or mode != last[0])


def why_apart(mode: str, before: Answerers, now: Answerers) -> str:
    """Why two rounds of a series may not be laid side by side; "" when they may.

    By name everybody sees who gave what, so there is nothing to guard.
    """
    if mode == "by_name":
        return ""
    if not (before.known and now.known):
        return "not_all_answered"
    same = nearly_same_people({str(p) for p in before.people}, {str(p) for p in now.people})
    return "nearly_same_people" if same else ""


def laid_together(mode: str, rounds: Sequence[Answerers]) -> tuple[int, ...]:
    """Which rounds of a series may stand on one page: their places in `rounds`, oldest first.

    The latest one stands there, and going back each one that may be beside *all* that stand there already.
    Two by two isn't enough: from three rounds the first and the last may differ by one person.
    """
    stand: list[int] = []
    for place in reversed(range(len(rounds))):
        if not any(why_apart(mode, rounds[place], rounds[other]) for other in stand):
            stand.append(place)
    return tuple(reversed(stand))
