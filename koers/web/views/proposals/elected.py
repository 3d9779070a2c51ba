"""A role election as its page shows it: who was named by whom, who was proposed, who can be."""

from dataclasses import dataclass

from koers.domain.processes import candidacy
from koers.web import wording_election
from koers.web.views.proposals.shown import Shown


@dataclass(frozen=True)
class Named:
    """Somebody who was named: by whom, with which reasons."""

    member: int
    name: str
    by: tuple[tuple[str, str], ...]
    declined: bool
    proposed: bool


@dataclass(frozen=True)
class Election:
    """Everything of it that this seat may see."""

    named: tuple[Named, ...] = ()
    nobody: tuple[str, ...] = ()
    course: tuple[tuple[str, str, str], ...] = ()
    unavailable: tuple[str, ...] = ()
    eligible: tuple[Named, ...] = ()
    i_declined: bool = False


def shown(page: Shown) -> Election:
    """Nothing of who named whom before all are in."""
    case, names = page.case, page.names
    declined = tuple(names.get(member, "") for member in case.declined)
    mine = page.seat.member in case.declined
    if case.stage in ("draft", "nominating"):
        return Election(unavailable=declined, i_declined=mine)
    named = _named(page)
    allowed = candidacy.eligible(case) if case.stage == "choosing" else []
    return Election(
        named,
        tuple(names.get(one.member, "") for one in candidacy.names(case) if not one.choice.isdigit()),
        tuple(wording_election.course(case, names)),
        declined,
        tuple(one for one in named if one.member in allowed),
        mine,
    )


def _named(page: Shown) -> tuple[Named, ...]:
    """Everybody who was named, who was named most first."""
    by: dict[int, list[tuple[str, str]]] = {}
    for one in candidacy.names(page.case):
        if one.choice.isdigit():
            by.setdefault(int(one.choice), []).append((page.names.get(one.member, ""), one.reason))
    nominee = page.case.nominee
    found = [
        Named(
            member,
            page.names.get(member, ""),
            tuple(said),
            member in page.case.declined,
            nominee is not None and nominee.member == member,
        )
        for member, said in by.items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.by), one.name)))
