"""The table seen from above: who sits where. People are the same size, in seat order, always."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from koers.web.drawing.names import called, initials

MOST_DRAWN = 40
NAMES_FIT = 12


@dataclass(frozen=True)
class Chair:
    """A seat as the drawing needs it. `name` is "" for a seat that nobody's name is on."""

    number: int
    name: str = ""
    role: str = ""
    taken: bool = False
    mine: bool = False
    guardian: bool = False


@dataclass(frozen=True)
class Place:
    """A chair with its place on the ring: seat `i` of `of`, its label above or below the disc."""

    chair: Chair
    i: int
    of: int
    up: bool
    disc: str
    called: str


@dataclass(frozen=True)
class Ring:
    """All places, and how close together they are."""

    places: list[Place]
    named: bool
    manner: str


def ring(chairs: Sequence[Chair]) -> Ring:
    """Lay the chairs around the table; above forty seats the ring stays empty and only the list speaks."""
    count = len(chairs)
    shorts = called([chair.name for chair in chairs])
    places = [
        Place(chair, i, count, _up(i, count), initials(chair.name) or str(chair.number), short)
        for i, (chair, short) in enumerate(zip(chairs, shorts, strict=True))
    ]
    return Ring(places, named=count <= NAMES_FIT, manner=_manner(count))


def _up(i: int, count: int) -> bool:
    """Whether the label stands above the disc: on the upper part of the ring."""
    return math.sin(2 * math.pi * i / count - math.pi / 2) < -0.25


def _manner(count: int) -> str:
    if count <= 8:
        return "wide"
    if count <= NAMES_FIT:
        return "close"
    return "full" if count <= 24 else "crowd" if count <= MOST_DRAWN else "list"
