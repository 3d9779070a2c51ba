"""Roles: what somebody sees to for the team, who holds one from when until when, and what changes in it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher

from koers.domain import tables
from koers.domain.refusals import Refused

PURPOSE_LIMIT = 280
LINE_LIMIT = 200
MOST_LINES = 20
WHY_LIMIT = 300
SOON = timedelta(days=60)
#: The parts of a role's text, in the order in which they stand on a page.
PARTS = ("name", "purpose", "domains", "accountabilities", "ties")
#: Those that are a list of what somebody wrote, one thing per line.
LINES = ("domains", "accountabilities")
#: How a role may have to do with another one.
TIES = ("leans_on", "reports_to", "hands_over_to")


@dataclass(frozen=True)
class Text:
    """What a role says. Domains and accountabilities are lines, one per line of text.

    Ties are lines too, a kind and the number of another role: "leans_on:12".
    """

    name: str = ""
    purpose: str = ""
    domains: str = ""
    accountabilities: str = ""
    ties: str = ""

    @property
    def parts(self) -> dict[str, str]:
        """Each part by its name."""
        return asdict(self)


def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [tidied for line in text.splitlines() if (tidied := tables.tidy(line))]


def name(text: str) -> str:
    """What a role is called."""
    return tables.name(text, "name")


def purpose(text: str) -> str:
    """What a role is for, in one sentence."""
    tidied = tables.tidy(text)
    if not tidied:
        raise Refused("purpose_missing", "purpose")
    return fits(tidied, "purpose", PURPOSE_LIMIT)


def listed(text: str, field: str) -> str:
    """Domains or accountabilities: at most so many lines, each of at most so many characters."""
    found = lines(text)
    if len(found) > MOST_LINES:
        raise Refused("too_many_lines", field, limit=MOST_LINES)
    return "\n".join(fits(line, field, LINE_LIMIT) for line in found)


def why(text: str, field: str = "why") -> str:
    """A reason, which is never left out."""
    tidied = tables.tidy(text)
    if not tidied:
        raise Refused("why_missing", field)
    return fits(tidied, field, WHY_LIMIT)


def fits(text: str, field: str, limit: int) -> str:
    """The text, which isn't longer than this."""
    if len(text) > limit:
        raise Refused("too_long", field, limit=limit, length=len(text))
    return text


def tidy(text: Text) -> Text:
    """A role's text as it is kept."""
    return Text(
        name(text.name),
        purpose(text.purpose),
        listed(text.domains, "domains"),
        listed(text.accountabilities, "accountabilities"),
        tied(ties(text.ties)),
    )


def ties(text: str) -> list[tuple[str, int]]:
    """The ties of a text: kind and role."""
    pairs = (line.partition(":") for line in text.splitlines())
    return [(kind, int(role)) for kind, _, role in pairs if kind in TIES and role.isdecimal()]


def tied(pairs: Iterable[tuple[str, int]]) -> str:
    """Ties as they are kept: each once, by kind."""
    kept = sorted(set(pairs), key=lambda tie: (TIES.index(tie[0]), tie[1]))
    if len(kept) > MOST_LINES:
        raise Refused("too_many_lines", "ties", limit=MOST_LINES)
    return "\n".join(f"{kind}:{role}" for kind, role in kept)


def changed(before: Text, after: Text) -> Text:
    """The new text of a proposal, which differs from the old one."""
    if before == after:
        raise Refused("nothing_changed", "name")
    return after


# --- what is different


@dataclass(frozen=True)
class Bit:
    """A stretch of words: "same", "gone" or "new"."""

    kind: str
    text: str


def difference(part: str, before: str, after: str) -> list[Bit]:
    """What is gone and what is new in a part: line by line where it has lines, else word by word."""
    apart = "\n" if part in (*LINES, "ties") else " "
    old, new = _split(before, apart), _split(after, apart)
    bits: list[Bit] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            bits.append(Bit("same", apart.join(old[a:b])))
        else:
            both = (("gone", old[a:b]), ("new", new[c:d]))
            bits += [Bit(code, apart.join(words)) for code, words in both if words]
    return bits


def _split(text: str, apart: str) -> list[str]:
    return text.split(apart) if text else []


# --- who holds it


@dataclass(frozen=True)
class Term:
    """Somebody's time in a role: from a day, up to and including another, or without an end.

    `ended` is the day on which it was broken off: on that day they don't hold it any more.
    """

    holder: int
    first: date
    last: date | None = None
    ended: date | None = None

    @property
    def over(self) -> date | None:
        """The first day on which they don't hold it any more, if there is one."""
        ends = [self.ended, self.last + timedelta(days=1) if self.last else None]
        return min((day for day in ends if day), default=None)

    def holds(self, day: date) -> bool:
        """Whether they hold the role on this day."""
        return self.first <= day and (self.over is None or day < self.over)

    def to_come(self, day: date) -> bool:
        """Whether it begins after this day, and wasn't broken off before."""
        return self.first > day and (self.over is None or self.first < self.over)

    def soon(self, day: date) -> bool:
        """Held today, and over within sixty days."""
        return self.holds(day) and self.over is not None and self.over - timedelta(days=1) <= day + SOON

    def meets(self, other: "Term") -> bool:
        """Whether there is a day on which both hold."""
        first = max(self.first, other.first)
        return self.holds(first) and other.holds(first)


def vacant(terms: Iterable[Term], day: date) -> bool:
    """Nobody holds the role on this day."""
    return not any(term.holds(day) for term in terms)


def state(terms: Sequence[Term], day: date) -> str:
    """How it stands with a role: "talk" when nobody holds it, "watch" when a term ends soon, else "calm"."""
    if vacant(terms, day):
        return "talk"
    return "watch" if any(term.soon(day) for term in terms) else "calm"


def next_term(term: Term, others: Iterable[Term]) -> Term:
    """A term that somebody may have beside their other ones in the same role."""
    if term.last and term.last < term.first:
        raise Refused("term_backwards", "last")
    if any(term.holder == other.holder and term.meets(other) for other in others):
        raise Refused("term_overlaps", "first")
    return term


def renewed(term: Term, last: date | None, others: Iterable[Term], today: date) -> Term:
    """The same term with a later last day, or without one."""
    if term.ended or not (term.holds(today) or term.to_come(today)):
        raise Refused("term_over", "last")
    if term.last is None:
        raise Refused("term_endless", "last")
    if last and last <= max(term.last, today):
        raise Refused("term_not_later", "last", day=max(today, term.last))
    return next_term(replace(term, last=last), others)
