"""What was found in minutes. Proposals: nothing of it holds until a person takes it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

DECISION, ACTION = "decision", "action"
KINDS = (DECISION, ACTION)
#: Stated by a marker ("Besluit:", "[ ]", under "Actions"), or read from the verbs.
SAID, LOOKS = "said", "looks"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named as there or not there, and where that stands in the text."""

    name: str
    start: int
    end: int
    present: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A decision or an action as it stands in the text, from `start` to `end`.

    `owner` and `due` are the minutes' own words; `day` is there when they can mean only one day.
    """

    kind: str
    text: str
    start: int
    end: int
    sure: str
    owner: str = ""
    due: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found in one text."""

    title: str
    day: date | None
    people: Sequence[Person]
    items: Sequence[Item]

    @property
    def present(self) -> list[str]:
        """Who was there, as written."""
        return [person.name for person in self.people if person.present]

    @property
    def absent(self) -> list[str]:
        """Who was named as not there."""
        return [person.name for person in self.people if not person.present]
