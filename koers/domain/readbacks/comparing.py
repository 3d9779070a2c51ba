"""What was told, side by side: alike, different, or in own words that only people can weigh.

Only data is compared: a status, a day, an amount, a person from the list, something said or not said. Of own
words only literally the same counts as alike. Whether two wordings mean the same is for people to say; then
they lay them together. Measuring the similarity of texts would be a guess that looks like a finding: such
measures can't tell a decision from its opposite (`docs/measures/readback.md`).
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from koers.domain.readbacks.slots import CORE, OWN, SLOTS, Said
from koers.domain.readbacks.telling import LEAST_TELLINGS, Told

STATES = ("alike", "differs", "own_words", "not_asked")

#: Two tellers whose wordings people laid together.
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing that was said, and by whom, in the order of the seats."""

    said: Said
    tellers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings that say the same: one, or several that people laid together."""

    wordings: tuple[Wording, ...]

    @property
    def tellers(self) -> tuple[int, ...]:
        """Everybody who says this."""
        return tuple(teller for wording in self.wordings for teller in wording.tellers)

    @property
    def torn(self) -> bool:
        """Whether two different data ended up in it, each laid together with the same own words."""
        said = [wording.said for wording in self.wordings]
        return any(contradict(one, other) for one, other in combinations(said, 2))


@dataclass(frozen=True, slots=True)
class Reading:
    """One slot of all tellings.

    `state` is one of `STATES`. `spread` is 1 − the share of the largest group. `days` is the range of the
    days that were named and `ratio` the largest amount over the smallest of one unit, each with how many
    there were; None where there are no two to compare. `lap` is the lap it was told in.
    """

    slot: str
    state: str
    groups: tuple[Group, ...] = ()
    n: int = 0
    spread: float = 0.0
    days: int | None = None
    days_n: int = 0
    ratio: float | None = None
    ratio_n: int = 0
    lap: int = 0


def compare(slot: str, told: Sequence[Told], together: Collection[Pair] = ()) -> Reading:
    """One slot, read by everybody.

    Parameters
    ----------
    slot : str
        One of `SLOTS`, not the first step: that is everybody's own.
    told : sequence of Told
        In the order of the seats; it decides nothing but the order in which equals are shown.
    together : collection of pairs
        Tellers whose wordings people laid together in this slot.
    """
    if slot == OWN:
        raise ValueError("a first step is nobody else's to compare")
    groups = _groups(_wordings(slot, told), together)
    said = [one.on(slot) for one in told]
    days, days_n = _days(said)
    ratio, ratio_n = _ratio(said)
    largest = max((len(group.tellers) for group in groups), default=0)
    return Reading(
        slot=slot,
        state=_state(groups),
        groups=groups,
        n=len(told),
        spread=1 - largest / len(told) if told else 0.0,
        days=days,
        days_n=days_n,
        ratio=ratio,
        ratio_n=ratio_n,
    )


def readings(
    laps: Sequence[tuple[Collection[str], Sequence[Told]]],
    together: Mapping[tuple[str, int], Collection[Pair]] | None = None,
) -> dict[str, Reading]:
    """Every compared slot as it stands: read in the last lap that asked it, "not_asked" where none did.

    Parameters
    ----------
    laps : sequence of (slots, tellings)
        The first asked everything, later ones only what differed.
    together : mapping of (slot, lap) to pairs
        What people laid together.
    """
    standing: dict[str, Reading] = {slot: Reading(slot, "not_asked") for slot in SLOTS if slot != OWN}
    for lap, (asked, told) in enumerate(laps, start=1):
        for slot in standing:
            if slot in asked and told:
                pairs = (together or {}).get((slot, lap), ())
                standing[slot] = replace(compare(slot, told, pairs), lap=lap)
    return standing


def understood_alike(standing: Mapping[str, Reading]) -> bool:
    """Whether status, who and when are unanimous among those who told."""
    return all(
        standing[slot].state == "alike" and standing[slot].n >= LEAST_TELLINGS
        for slot in CORE
        if slot in standing
    ) and set(CORE) <= set(standing)


def apart(one: Said, other: Said) -> str:
    """How two answers to one slot stand to each other: "alike", "differs" or "own_words"."""
    if _key(one) == _key(other):
        return "alike"
    kinds = {one.kind, other.kind}
    # A role may be the person from the list, and words may be the amount: people know, the machine doesn't.
    if kinds in ({"text"}, {"condition"}, {"text", "person"}, {"text", "amount"}):
        return "own_words"
    if kinds == {"amount"} and _unit(one) != _unit(other):
        return "own_words"
    return "differs"


def may_lay_together(one: Said, other: Said) -> bool:
    """Whether people may say of these two that they are the same: one at least is in own words.

    Two days are two days, whatever is said about them; who finds that they don't matter leaves it open on
    purpose, with a reason.
    """
    both_said = "not_said" not in (one.kind, other.kind)
    units = one.kind == other.kind == "amount" and _unit(one) != _unit(other)
    return both_said and _key(one) != _key(other) and (one.in_own_words or other.in_own_words or units)


def contradict(one: Said, other: Said) -> bool:
    """Whether these differ as data, so that no laying together can make them one."""
    return apart(one, other) == "differs" and not may_lay_together(one, other)


def _key(said: Said) -> Hashable:
    """What makes two answers literally the same. Of words: case, spaces and a final full stop don't count."""
    if said.in_own_words:
        return said.kind, " ".join(said.value.casefold().split()).rstrip(". ")
    value: Hashable = Decimal(said.value) if said.kind == "amount" else said.value
    return said.kind, value, said.way, _unit(said)


def _unit(said: Said) -> str:
    return " ".join(said.unit.casefold().split())


def _wordings(slot: str, told: Iterable[Told]) -> list[Wording]:
    same: dict[Hashable, list[Told]] = {}
    for one in told:
        same.setdefault(_key(one.on(slot)), []).append(one)
    return [Wording(ones[0].on(slot), tuple(one.teller for one in ones)) for ones in same.values()]


def _groups(wordings: Sequence[Wording], together: Collection[Pair]) -> tuple[Group, ...]:
    """Wordings laid together, the largest group first; equals stay in the order of the seats."""
    groups = [[wording] for wording in wordings]
    for one, other in together:
        mine = next((group for group in groups if _has(group, one)), None)
        theirs = next((group for group in groups if _has(group, other)), None)
        if mine is None or theirs is None or mine is theirs:
            continue
        groups.remove(theirs)
        mine.extend(theirs)
    made = [Group(tuple(sorted(group, key=wordings.index))) for group in groups]
    made.sort(key=lambda group: wordings.index(group.wordings[0]))
    return tuple(sorted(made, key=lambda group: -len(group.tellers)))


def _has(group: Iterable[Wording], teller: int) -> bool:
    return any(teller in wording.tellers for wording in group)


def _state(groups: Sequence[Group]) -> str:
    if not groups:
        return "not_asked"
    if any(group.torn for group in groups):
        return "differs"
    between = {_between(one, other) for one, other in combinations(groups, 2)}
    return "differs" if "differs" in between else "own_words" if between else "alike"


def _between(one: Group, other: Group) -> str:
    """Two groups differ as soon as two of their wordings do; otherwise it is for people to say."""
    pairs = (apart(a.said, b.said) for a in one.wordings for b in other.wordings)
    return "differs" if "differs" in pairs else "own_words"


def _days(said: Iterable[Said]) -> tuple[int | None, int]:
    days = [date.fromisoformat(one.value) for one in said if one.kind == "date"]
    return ((max(days) - min(days)).days if len(days) > 1 else None), len(days)


def _ratio(said: Iterable[Said]) -> tuple[float | None, int]:
    """Of the unit that most amounts are in; amounts of nothing have no ratio."""
    by_unit: dict[str, list[Decimal]] = {}
    for one in said:
        if one.kind == "amount" and Decimal(one.value) > 0:
            by_unit.setdefault(_unit(one), []).append(Decimal(one.value))
    # Where two units are named equally often, the first by name: the order of the tellings decides nothing.
    amounts = max(sorted(by_unit.items()), key=lambda item: len(item[1]), default=("", []))[1]
    return (float(max(amounts) / min(amounts)) if len(amounts) > 1 else None), len(amounts)
