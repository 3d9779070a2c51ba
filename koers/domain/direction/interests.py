"""Interests and side positions, and which of them a proposal may touch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from koers.domain.direction import lines
from koers.domain.refusals import Refused
from koers.engine import words

WHAT_LIMIT = 160
WHERE_LIMIT = 120


@dataclass(frozen=True)
class Interest:
    """What somebody declared: what they are or have, where, from and until when."""

    what: str
    where: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it holds on this day."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)


def tidy(given: Interest) -> Interest:
    """An interest as it is kept."""
    what = lines.line(given.what, "what", WHAT_LIMIT, "side_unsaid")
    where = lines.line(given.where, "where", WHERE_LIMIT, "where_missing")
    if given.since and given.until and given.until <= given.since:
        raise Refused("interest_backwards", "until")
    return Interest(what, where, given.since, given.until)


def touches(one: Interest, texts: Iterable[str], day: date) -> bool:
    """Whether somebody should ask themselves if a proposal touches this.

    It holds, and a telling word of where it is returns in the title, the text or the domains of the
    proposal. A prompt to think, never a finding.
    """
    return one.holds(day) and not words.telling(one.where).isdisjoint(words.telling(" ".join(texts)))
