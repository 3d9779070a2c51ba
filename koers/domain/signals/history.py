"""What a team did, as plain data: the same for a test, for today and for any earlier day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Decided:
    """One decision. `link` is its number."""

    link: str
    sealed: date
    review_on: date
    has_owner: bool = False
    has_effect: bool = False
    #: How many actions carry it out.
    actions: int = 0
    #: The day by which everybody who hears it was told; none while somebody wasn't.
    told: date | None = None
    #: Whether it was agreed who tells it.
    to_tell: bool = False
    reviewed: bool = False
    #: How the newest readback on it stands: "" is never read back.
    understanding: str = ""
    #: A later decision took its place or withdrew it.
    changed: bool = False
    #: It takes the place of an earlier one.
    replaces: bool = False
    #: What people call it.
    called: str = ""


@dataclass(frozen=True)
class Window:
    """One window that ended: how many were asked, and how many answered."""

    link: str
    ended: date
    asked: int
    answered: int
    called: str = ""


@dataclass(frozen=True)
class Promised:
    """One action."""

    link: str
    agreed: date
    due: date
    over: bool = False
    owner_sits: bool = True
    called: str = ""


@dataclass(frozen=True)
class Mattering:
    """One priority that stands, and whether it says how it will be seen."""

    link: str
    seen: bool = True
    called: str = ""


@dataclass(frozen=True)
class Standing:
    """A text that holds, and the day on which it would be looked at again."""

    link: str
    review_on: date
    called: str = ""


@dataclass(frozen=True)
class Brought:
    """One topic that somebody brought up."""

    link: str
    raised: date
    #: It wasn't decided, settled or let go yet.
    going: bool = True
    #: Somebody looked how to treat it, and somebody who sits at the table sees to it.
    treated: bool = False
    has_owner: bool = False
    postponed: int = 0
    called: str = ""


@dataclass(frozen=True)
class TeamHistory:
    """Everything the facts are counted from."""

    decisions: tuple[Decided, ...] = ()
    windows: tuple[Window, ...] = ()
    actions: tuple[Promised, ...] = ()
    priorities: tuple[Mattering, ...] = ()
    texts: tuple[Standing, ...] = ()
    topics: tuple[Brought, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """What everything is called, by its link."""
        told: list[Told] = [
            *self.decisions, *self.windows, *self.actions, *self.priorities, *self.texts, *self.topics,
        ]  # fmt: skip
        return {one.link: one.called for one in told}

    @property
    def standing(self) -> tuple[Decided, ...]:
        """The decisions that no later one changed."""
        return tuple(one for one in self.decisions if not one.changed)


Told = Decided | Window | Promised | Mattering | Standing | Brought


def links(found: Iterable[Told]) -> tuple[str, ...]:
    """Where each can be seen."""
    return tuple(one.link for one in found)
