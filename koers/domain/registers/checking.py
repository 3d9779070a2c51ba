"""What of a register can be kept. What can't is left out by itself, with its place and the reason."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from koers.domain import roles, tables
from koers.domain.refusals import Refused
from koers.domain.registers.saying import (
    MOST_CIRCLES,
    PURPOSE_LIMIT,
    Circle,
    Held,
    Holder,
    Left,
    Register,
    key,
)

T = TypeVar("T")


class Sieve:
    """Keeps what fits, and remembers what didn't."""

    def __init__(self, left: Iterable[Left], today: date) -> None:
        self.left, self.today = list(left), today

    def fits(self, place: str, check: Callable[[], T]) -> T | None:
        """What the check gives, or None when it refuses."""
        try:
            return check()
        except Refused as refused:
            self.leave(place, refused.code, **refused.facts)
            return None

    def leave(self, place: str, code: str, **facts: object) -> None:
        """This isn't taken."""
        self.left.append(Left(place, code, facts))


def checked(register: Register, today: date, *, with_ended: bool = False) -> Register:
    """The register as it can be kept: names and texts that fit, everything once, nothing in a ring."""
    sieve = Sieve(register.left, today)
    wanted = [circle for circle in register.circles if with_ended or not circle.ended]
    for circle in register.circles:
        if circle.ended and not with_ended:
            sieve.leave(circle.place, "circle_ended", name=circle.name)
    if len(wanted) > MOST_CIRCLES:
        raise Refused("too_many_circles", limit=MOST_CIRCLES, count=len(wanted))
    named = list(_once(sieve, wanted))
    circles = [_circle(sieve, circle) for circle in _nested(sieve, named)]
    names = {(key(circle.name), key(held.text.name)) for circle in circles for held in circle.roles}
    return Register(tuple(_tied(sieve, circle, names) for circle in circles), tuple(sieve.left))


def _tied(sieve: Sieve, circle: Circle, names: set[tuple[str, str]]) -> Circle:
    """With the ties of its roles that lead to a role of the same register."""
    kept = []
    for held in circle.roles:
        ties = tuple(
            tie for tie in held.ties if tie.kind in roles.TIES and (key(tie.circle), key(tie.role)) in names
        )
        if len(ties) < len(held.ties):
            sieve.leave(circle.place, "tie_missing", name=held.text.name, count=len(held.ties) - len(ties))
        kept.append(replace(held, ties=ties))
    return replace(circle, roles=tuple(kept))


def _once(sieve: Sieve, circles: Iterable[Circle]) -> Iterator[Circle]:
    seen: set[str] = set()
    for circle in circles:
        name = sieve.fits(circle.place, partial(tables.name, circle.name, "team", tables.TITLE_LIMIT))
        if name is None:
            continue
        if key(name) in seen:
            sieve.leave(circle.place, "circle_twice", name=name)
            continue
        seen.add(key(name))
        yield replace(circle, name=name)


def _nested(sieve: Sieve, circles: list[Circle]) -> Iterator[Circle]:
    """Each in a team that is there; who would lie in itself lies in none."""
    above = {key(circle.name): key(circle.parent) for circle in circles}
    names = {key(circle.name): circle.name for circle in circles}
    for circle in circles:
        parent = key(circle.parent)
        if parent and parent not in names:
            sieve.leave(circle.place, "parent_missing", name=circle.name, parent=circle.parent)
            above[key(circle.name)] = ""
        elif parent and _in_ring(key(circle.name), above):
            sieve.leave(circle.place, "parent_ring", name=circle.name, parent=circle.parent)
            above[key(circle.name)] = ""
        yield replace(circle, parent=names.get(above[key(circle.name)], ""))


def _in_ring(start: str, above: dict[str, str]) -> bool:
    seen, at = set(), start
    while at and at not in seen:
        seen.add(at)
        at = above.get(at, "")
    return at == start


def _circle(sieve: Sieve, circle: Circle) -> Circle:
    purpose = sieve.fits(
        circle.place, lambda: roles.fits(tables.tidy(circle.purpose), "purpose", PURPOSE_LIMIT)
    )
    held = tuple(_roles(sieve, circle))
    sitting = [*circle.people, *(holder.name for one in held for holder in one.holders)]
    return replace(circle, purpose=purpose or "", roles=held, people=_seats(sieve, circle.place, sitting))


def _seats(sieve: Sieve, place: str, names: Iterable[str]) -> tuple[str, ...]:
    """Everybody once; a register may name somebody in several lists."""
    once: dict[str, str] = {}
    for text in names:
        name = sieve.fits(place, partial(tables.name, text))
        if name:
            once.setdefault(name.casefold(), name)
    if len(once) > tables.MOST_SEATS:
        sieve.leave(place, "too_many_seats", limit=tables.MOST_SEATS)
    return tuple(once.values())[: tables.MOST_SEATS]


def _roles(sieve: Sieve, circle: Circle) -> Iterator[Held]:
    seen: set[str] = set()
    for held in circle.roles:
        text = sieve.fits(circle.place, partial(_text, held.text))
        if text is None:
            continue
        if key(text.name) in seen:
            sieve.leave(circle.place, "role_twice", name=text.name)
            continue
        seen.add(key(text.name))
        yield replace(held, text=text, holders=tuple(_holders(sieve, circle.place, held)))


def _text(text: roles.Text) -> roles.Text:
    """As `roles.tidy`, but a register needn't say what a role is for."""
    if tables.tidy(text.purpose):
        return roles.tidy(text)
    return replace(roles.tidy(replace(text, purpose="-")), purpose="")


def _holders(sieve: Sieve, place: str, held: Held) -> Iterator[Holder]:
    kept: list[tuple[str, roles.Term]] = []
    for holder in held.holders:
        name = sieve.fits(place, partial(tables.name, holder.name))
        if name is None:
            continue
        term = roles.Term(0, holder.first or sieve.today, holder.last, holder.ended)
        own = [other for who, other in kept if who == key(name)]
        if sieve.fits(place, partial(roles.next_term, term, own)):
            kept.append((key(name), term))
            yield replace(holder, name=name)
