"""What a register says: teams, how they nest, their roles, and who holds them. Plain data, unchecked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from koers.domain import roles, tables

PURPOSE_LIMIT = 600
#: As many teams as one register brings in at once.
MOST_CIRCLES = 2000


@dataclass(frozen=True)
class Holder:
    """Somebody in a role; without a first day when the register doesn't say since when."""

    name: str
    first: date | None = None
    last: date | None = None
    ended: date | None = None


@dataclass(frozen=True)
class Tie:
    """To which other role a role has to do, by its name and its team's."""

    kind: str
    role: str
    circle: str


@dataclass(frozen=True)
class Held:
    """A role with who holds it."""

    text: roles.Text
    holders: tuple[Holder, ...] = ()
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True)
class Circle:
    """A team: in which one it lies, what it is for, who sits there, its roles; and where that stands."""

    name: str
    parent: str = ""
    purpose: str = ""
    people: tuple[str, ...] = ()
    roles: tuple[Held, ...] = ()
    place: str = ""
    #: The register says that it is no more.
    ended: bool = False


@dataclass(frozen=True)
class Left:
    """Something that couldn't be placed: where it stands, why, and the figures of the sentence."""

    place: str
    code: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Register:
    """All of it."""

    circles: tuple[Circle, ...] = ()
    left: tuple[Left, ...] = ()


def key(name: str) -> str:
    """What two spellings of one name have in common."""
    return tables.tidy(name).casefold()


def by_name(circles: Iterable[Circle]) -> dict[str, Circle]:
    """Each by its name; of two with one name the first."""
    found: dict[str, Circle] = {}
    for circle in circles:
        found.setdefault(key(circle.name), circle)
    return found
