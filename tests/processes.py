"""Processes as the rules know them, without a database: who sits there, and a way through."""

from datetime import UTC, datetime, timedelta
from typing import Any

from koers.domain import processes
from koers.domain.processes import Case, Option, Terms, Voter
from koers.domain.seats import Seat, system

#: A Monday morning.
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
EVERYBODY = (1, 2, 3, 4, 5, 6, 7)
JOOST, LOTTE, RAVI = 1, 7, 6
CLOCK = system(1)
LEAD = Seat("member:90", frozenset({"facilitator"}), person=90, member=90, stream=1)
VOTE = Terms(silence="not_counted")
TITLE, TEXT = "Eén opnamebureau", "Vanaf 1 februari regelt één bureau alle opnames."
REASONED = ("objection", "concern", "reservations", "stand_aside", "block")
NOTHING = Option("nothing", "Alles blijft zoals het is")
FOUR = (NOTHING, Option("a", "Oost"), Option("b", "Haven"), Option("c", "Beide"))
THREE = (Option("a", "Oost"), Option("b", "Haven"), Option("c", "Beide"))
TESTS = {"harms": "yes", "from_this": "yes", "cannot_try": "no"}


def seat(member: int, *powers: str) -> Seat:
    """Somebody's seat."""
    return Seat(f"member:{member}", frozenset({"member", *powers}), person=member, member=member, stream=1)


def after(**time: float) -> datetime:
    """So long after Monday morning."""
    return MONDAY + timedelta(**time)


def drafted(method: str = "consent", terms: Terms = Terms(), options: tuple[Option, ...] = ()) -> Case:  # noqa: B008
    """Joost's proposal."""
    text = processes.version(1, TITLE, TEXT, JOOST, MONDAY, options)
    return processes.draft(seat(JOOST), method, terms, text)


def opened(
    method: str = "consent",
    terms: Terms = Terms(),  # noqa: B008
    options: tuple[Option, ...] = (),
    *,
    weights: dict[int, int] | None = None,
    voters: tuple[int, ...] = EVERYBODY,
    **window: Any,
) -> Case:
    """The same, with everybody asked."""
    electorate = [Voter(one, f"naam {one}", person=one, weight=(weights or {}).get(one, 1)) for one in voters]
    return processes.open_process(drafted(method, terms, options), seat(JOOST), MONDAY, electorate, **window)


def responded(case: Case, at: datetime, **choices: str) -> Case:
    """Answers as `m1="for"`; what can't do without a reason gets one."""
    for name, choice in choices.items():
        reason = "omdat" if choice in REASONED or choice.isdigit() else ""
        criteria = ("harm",) if choice == "objection" else ()
        case = processes.respond(case, seat(int(name[1:])), at, choice, reason, criteria=criteria)
    return case


def scored(case: Case, at: datetime, **values: list[int]) -> Case:
    """Values per option in the order of the options, as `m1=[3, 0, 10]`."""
    ids = [option.id for option in case.text.options]
    for name, given in values.items():
        choice = "scores" if case.method == "resistance" else "ballot"
        known = {one: value for one, value in zip(ids, given, strict=True) if value is not None}
        case = processes.respond(case, seat(int(name[1:])), at, choice, values=known)
    return case


def all_respond(case: Case, at: datetime, choice: str = "no_objection") -> Case:
    """Everybody of V gives the same answer."""
    return responded(case, at, **{f"m{voter.member}": choice for voter in case.voters})


def closed(case: Case) -> Case:
    """The clock closes it at its end."""
    end = processes.ends(case)
    assert end is not None
    return processes.close_process(case, CLOCK, end)


def adopted_by_consent() -> Case:
    """Nobody has an objection, one has a concern."""
    case = all_respond(opened(), after(hours=1))
    return closed(responded(case, after(hours=1, minutes=5), m7="concern"))


def adopted_by_majority() -> Case:
    """Two for, one against."""
    return closed(responded(opened("majority", VOTE), after(hours=1), m1="for", m2="for", m3="against"))
