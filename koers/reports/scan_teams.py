"""Counts per team and question out of the answers of a sheet, and what may be said of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from koers.domain import scans
from koers.domain.scans import Reading
from koers.engine import scales
from koers.reports.scan_answers import Answers, Person

#: A sheet names nobody, and promises nothing either: dots from three, and said that they can be guessed.
MODE = "guessable"


@dataclass(frozen=True)
class Item:
    """One question in one team."""

    item: str
    people: int
    counts: tuple[int, ...]

    @cached_property
    def n(self) -> int:
        """How many answered it."""
        return scales.total(self.counts)

    @cached_property
    def reading(self) -> Reading | None:
        """What may be shown of it to people; None with fewer than three answers."""
        if scans.shows(MODE, self.n) != "dots":
            return None
        return scans.read_one(self.item, self.counts, self.people, MODE)


@dataclass(frozen=True)
class Team:
    """One team, its questions in the order asked for. `name` is None when the sheet isn't cut into teams."""

    name: str | None
    people: int
    items: tuple[Item, ...]

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """What may be shown, lowest middle first, on a tie the widest spread first, then as asked for."""
        shown = {item.item: item.reading for item in self.items if item.reading}
        return tuple(shown[name] for name in scans.order(self._counts))

    @property
    def hidden(self) -> tuple[str, ...]:
        """Questions with too few answers to show."""
        return tuple(item.item for item in self.items if item.reading is None)

    @property
    def lowest(self) -> tuple[str, ...]:
        """The questions with the lowest middle; none when all stand level."""
        return scans.lowest(self.readings)

    @property
    def widest(self) -> str | None:
        """The one question over which answers lie furthest apart, if it can be named."""
        return scans.widest(self._counts) if len(self.readings) > 1 else None

    @property
    def guessable(self) -> bool:
        """Whether the team is so small that one can guess who gave which dot."""
        return bool(self.readings) and self.people < scans.CONFIDENTIAL_FROM

    @property
    def _counts(self) -> dict[str, tuple[int, ...]]:
        return {item.item: item.counts for item in self.items if item.reading}


def teams(answers: Answers) -> tuple[Team, ...]:
    """The teams in order of name: nobody is ranked."""
    members: dict[str | None, list[Person]] = {}
    for person in answers.people:
        members.setdefault(person.team, []).append(person)
    return tuple(_team(name, members[name], answers.items) for name in sorted(members, key=_by_name))


def _by_name(name: str | None) -> list[tuple[bool, int, str]]:
    """Team 2 stands before team 10."""
    parts = re.findall(r"([0-9]+)|([^0-9]+)", (name or "").casefold())
    return [(not digits, int(digits or 0), letters) for digits, letters in parts]


def _team(name: str | None, members: Sequence[Person], items: Sequence[str]) -> Team:
    counted = (_counts(person.steps[place] for person in members) for place in range(len(items)))
    people = len(members)
    return Team(name, people, tuple(Item(item, people, c) for item, c in zip(items, counted, strict=True)))


def _counts(steps: Iterable[int | None]) -> tuple[int, ...]:
    given = list(steps)
    return tuple(given.count(step) for step in range(scans.LOWEST_STEP, scans.HIGHEST_STEP + 1))
