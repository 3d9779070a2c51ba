"""What of a register isn't here yet, and what is here but says something else. Bringing in only ever adds."""

from collections.abc import Iterator
from dataclasses import dataclass

from koers.domain import roles
from koers.domain.registers.saying import Circle, Held, Holder, Register, by_name, key


@dataclass(frozen=True)
class Differs:
    """A text that is kept here and that the register has otherwise; it stays as it is here."""

    circle: str
    role: str
    part: str
    here: str
    there: str


@dataclass(frozen=True)
class Step:
    """What one team gets: whether it is new, its new chairs, new roles, and terms in roles that are here."""

    circle: Circle
    opens: bool
    people: tuple[str, ...]
    roles: tuple[Held, ...]
    terms: tuple[tuple[str, Holder], ...]

    @property
    def nothing(self) -> bool:
        """All of it is here."""
        return not (self.opens or self.people or self.roles or self.terms)

    @property
    def fills(self) -> bool:
        """Whether something comes to its table or its roles, beside the team itself."""
        return bool(self.people or self.roles or self.terms)


@dataclass(frozen=True)
class Plan:
    """A step per team, outer teams first, and what differs."""

    steps: tuple[Step, ...] = ()
    differs: tuple[Differs, ...] = ()

    @property
    def nothing(self) -> bool:
        """All of it is here."""
        return all(step.nothing for step in self.steps)

    @property
    def counts(self) -> dict[str, int]:
        """How many teams, chairs, roles and terms it brings."""
        new = [held for step in self.steps for held in step.roles]
        return {
            "circles": sum(step.opens for step in self.steps),
            "people": sum(len(step.people) for step in self.steps),
            "roles": len(new),
            "terms": sum(len(held.holders) for held in new) + sum(len(step.terms) for step in self.steps),
            "known": sum(not step.opens for step in self.steps),
        }


def plan(register: Register, here: Register) -> Plan:
    """What of a checked register isn't here."""
    known = by_name(here.circles)
    steps: list[Step] = []
    differs: list[Differs] = []
    for circle in _outer_first(register):
        there = known.get(key(circle.name))
        steps.append(_step(circle, there))
        if there:
            differs += _differences(circle, there)
    return Plan(tuple(steps), tuple(differs))


def _outer_first(register: Register) -> Iterator[Circle]:
    """A team after the one it lies in."""
    inside: dict[str, list[Circle]] = {}
    for circle in register.circles:
        inside.setdefault(key(circle.parent), []).append(circle)
    waiting = list(reversed(inside.pop("", [])))
    while waiting:
        circle = waiting.pop()
        yield circle
        waiting += reversed(inside.pop(key(circle.name), []))


def _step(circle: Circle, there: Circle | None) -> Step:
    if there is None:
        return Step(circle, True, circle.people, circle.roles, ())
    sitting = {key(name) for name in there.people}
    people = tuple(name for name in circle.people if key(name) not in sitting)
    known = {key(held.text.name): held for held in there.roles}
    fresh = tuple(held for held in circle.roles if key(held.text.name) not in known)
    terms = tuple(
        (known[key(held.text.name)].text.name, holder)
        for held in circle.roles
        if key(held.text.name) in known
        for holder in held.holders
        if not _held(holder, known[key(held.text.name)])
    )
    return Step(circle, False, people, fresh, terms)


def _held(holder: Holder, there: Held) -> bool:
    """Whether they have this term already; without a first day, whether they have any."""
    own = [other for other in there.holders if key(other.name) == key(holder.name)]
    return any(holder.first in (None, other.first) for other in own)


def _differences(circle: Circle, there: Circle) -> Iterator[Differs]:
    """What a register says otherwise; what it says nothing about doesn't differ."""
    for part in ("parent", "purpose"):
        ours, theirs = getattr(there, part), getattr(circle, part)
        if theirs and key(ours) != key(theirs):
            yield Differs(there.name, "", part, ours, theirs)
    known = {key(held.text.name): held for held in there.roles}
    for held in circle.roles:
        if other := known.get(key(held.text.name)):
            yield from _text(there.name, other.text, held.text)


def _text(circle: str, ours: roles.Text, theirs: roles.Text) -> Iterator[Differs]:
    for part in ("purpose", *roles.LINES):
        here, there = getattr(ours, part), getattr(theirs, part)
        if there and here != there:
            yield Differs(circle, ours.name, part, here, there)
