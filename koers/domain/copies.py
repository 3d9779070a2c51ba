"""A copy of everything of an organisation: what the file is, who says yes to it, how long it stays."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

FORMAT = "koers.organisation"
VERSION = 1

#: The teams have this long to say yes; a copy that was made stays this long.
ASKED_FOR = timedelta(days=30)
STAYS = timedelta(days=7)
#: A link to the file.
LINK_LIVES = timedelta(hours=1)

#: What may come out of one file. A line is one row; a manifest lists some hundred files.
LARGEST_LINE = 20_000_000
LARGEST_MANIFEST = 1_000_000
LARGEST_UNPACKED = 100_000_000_000
#: How many times larger a file may become, from a size on at which it matters.
MOST_TIMES_LARGER = 500
HARMLESS = 10_000_000


class Unfit(Exception):
    """A file that can't be taken in here: a code, the place in the file, and facts for the sentence.

    Parameters
    ----------
    code : str
        What is wrong ("hash", "row", "version", …).
    file : str
        The file within the zip, or "" for the zip as a whole.
    line : int
        The line in that file, from 1; 0 when it is about the file as a whole.
    """

    def __init__(self, code: str, file: str = "", line: int = 0, **facts: Any) -> None:
        super().__init__(code, file, line)
        self.code, self.file, self.line, self.facts = code, file, line, facts


def who_must_agree(sitting: Mapping[int, Iterable[int]], asker: int) -> frozenset[int]:
    """The teams whose yes is needed: where somebody else sits than who asks. Persons per team."""
    return frozenset(team for team, persons in sitting.items() if set(persons) - {asker})


def over(asked: datetime, made: datetime | None, now: datetime) -> bool:
    """Whether nothing more comes of it: never agreed in time, or long enough on the shelf."""
    return now >= (made + STAYS if made else asked + ASKED_FOR)
