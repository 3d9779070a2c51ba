"""Proposals by consensus, elections and counts in every state, told by commands at a table of `cast`.

Everything happens in a meeting: no clock runs, and the facilitator closes.
"""

from datetime import timedelta
from typing import Any

from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process
from koers.apps.decisions.records import commands as records
from koers.apps.ledger import clock
from koers.apps.roles import commands as roles
from koers.apps.roles.models import Role
from koers.domain.decisions import Plan
from koers.domain.processes import Option, Terms
from koers.domain.roles import Text
from tests.cast import Table

ROLE = "Trekker opnames"
ASKS = "Wie ziet toe op alle opnames? We zoeken iemand die rust brengt en doorvraagt."
NOTHING = Option("nothing", "iedere afdeling blijft zelf bellen")
WAYS = (Option("o1", "Eén bureau op Oost"), Option("o2", "Eén bureau op Haven"), Option("o3", "Twee bureaus"))
LIVE = Terms(live=True)
SCORES = Terms("not_counted", live=True)
RUN_OFF = Terms("not_counted", live=True, rule="run_off")
BALLOTS = Terms("not_counted", live=True, rule="schulze")


def opened(
    table: Table, method: str, terms: Terms = LIVE, options: tuple[Option, ...] = (), **more: Any
) -> Process:
    """Joost's, open."""
    joost = table.seat(table.names[1])
    title = more.pop("title", "Wie neemt de opnames?" if method == "election" else "Hoe regelen we opnames?")
    more = {"plan": Plan(matter="operation")} | more
    draft = commands.draft_proposal(joost, table.team, method, terms, title, ASKS, options=options, **more)
    return commands.open_process(joost, draft.pk)


def now(process: Process) -> Process:
    """As it stands."""
    return Process.objects.get(pk=process.pk)


def closed(table: Table, process: Process) -> Process:
    """The facilitator closes it, and what was adopted is sealed."""
    commands.close_process(table.facilitator, process.pk)
    return records.settle(table.facilitator, now(process), clock.now())


# --- as few deeds as a step asks


def few(table: Table) -> dict[str, Process]:
    """A proposal at each step that has an address of its own, told in as few deeds as that takes."""
    silent = Terms("silence_no_objection", "afspraak 4", live=True)
    joost, samira = table.seat(table.names[1]), str(table.chair(table.names[2]).pk)
    changing, picking = opened(table, "election", silent), opened(table, "election", silent)
    for process in (changing, picking):
        commands.respond(joost, process.pk, samira, "Om haar rust")
        commands.close_process(table.facilitator, process.pk)
        commands.move_on(table.facilitator, process.pk)
    commands.end_naming(table.facilitator, picking.pk)
    listed = collecting(table)
    for option in WAYS[:2]:
        commands.add_option(joost, listed.pk, option.text)
    resisted = opened(table, "resistance", SCORES, (NOTHING, *WAYS))
    values = {"nothing": 10, "o1": 8, "o2": 9, "o3": 9}
    commands.respond(joost, resisted.pk, "scores", values=values)
    commands.close_process(table.facilitator, resisted.pk)
    found = {"changing": changing, "choosing": picking, "listed": listed, "resisted": resisted}
    return {"naming": opened(table, "election")} | {name: now(one) for name, one in found.items()}


# --- votes among options


def run_off(table: Table, **more: Any) -> Process:
    """The first vote is over: three for the first way, two for the second, one for the third, one blank."""
    process = opened(table, "majority", RUN_OFF, WAYS, **more)
    for name, way in zip(table.names, ("o1", "o1", "o1", "o2", "o2", "o3", "blank"), strict=False):
        commands.respond(table.seat(name), process.pk, way)
    return closed(table, process)


def chosen(table: Table, **more: Any) -> Decision:
    """And in the second everybody but the first two is for the second way."""
    process = run_off(table, **more)
    for name in table.names:
        commands.respond(table.seat(name), process.pk, "o1" if name in table.names[:2] else "o2")
    return Decision.objects.get(process=closed(table, process))


# --- consensus


def agreeing(table: Table, **stances: str) -> Process:
    """Everybody agrees but those named, who say why; nobody has closed it."""
    process = opened(table, "consensus", title="Eén rooster voor alle nachten")
    for name in table.names:
        stance = stances.get(name, "agree")
        commands.respond(table.seat(name), process.pk, stance, "" if stance == "agree" else "Zo zie ik het.")
    return now(process)


# --- role election


def role(table: Table) -> Role:
    """A role that nobody holds."""
    made = roles.propose_role(table.facilitator, table.team, Text(ROLE, "Eén nummer voor opnames."), "Nodig")
    return roles.adopt_role(table.facilitator, made.pk, "Zo doen we het.")


def named(table: Table, process: Process, whom: dict[str, str]) -> Process:
    """Everybody names the first of the table, but those who name another."""
    for name in table.names:
        member = table.chair(whom.get(name, table.names[0])).pk
        commands.respond(table.seat(name), process.pk, str(member), f"{name} zag dat in het rooster")
    return now(process)


def hearing(table: Table, terms: Terms = LIVE, whom: dict[str, str] | None = None, **more: Any) -> Process:
    """All are in: reasons are heard. Four name the first, three the third of the table."""
    usual = dict.fromkeys(table.names[4:], table.names[2])
    process = named(table, opened(table, "election", terms, **more), usual if whom is None else whom)
    return closed(table, process)


def choosing(table: Table, terms: Terms = LIVE, whom: dict[str, str] | None = None, **more: Any) -> Process:
    """The change round is over."""
    process = hearing(table, terms, whom, **more)
    commands.move_on(table.facilitator, process.pk)
    commands.end_naming(table.facilitator, process.pk)
    return now(process)


def consenting(table: Table, **more: Any) -> Process:
    """Joost proposed the third, on the reasons."""
    process = choosing(table, **more)
    third = table.chair(table.names[2])
    commands.propose_nominee(table.seat(table.names[1]), process.pk, third.pk, "Drie zagen haar rust.")
    return now(process)


def elected(table: Table, **more: Any) -> Decision:
    """Nobody objects, and the third takes the role."""
    process = consenting(table, **more)
    for name in (*(one for one in table.names if one != table.names[2]), table.names[2]):
        commands.respond(table.seat(name), process.pk, "no_objection")
    return Decision.objects.get(process=closed(table, process))


def elected_for(table: Table) -> tuple[Role, Decision]:
    """The same for a role of the register, for a year."""
    vacant = role(table)
    until = clock.day(clock.now()) + timedelta(days=365)
    return vacant, elected(table, terms=Terms(live=True, until=until), about=vacant.code)


# --- least resistance


def scoring(table: Table, *given: list[int], terms: Terms = SCORES, **more: Any) -> Process:
    """The first of the table gave these values, one list each."""
    process = opened(table, "resistance", terms, (NOTHING, *WAYS), **more)
    for name, values in zip(table.names, given, strict=False):
        ids = [option.id for option in (NOTHING, *WAYS)]
        commands.respond(table.seat(name), process.pk, "scores", values=dict(zip(ids, values, strict=True)))
    return now(process)


#: The same for everybody: nothing, Oost, Haven, two.
MILD = [9, 2, 5, 7]
#: The option that leads gets an 8.
STRONG = [10, 8, 10, 10]


def improving(table: Table) -> Process:
    """Closed: Oost leads, and the last of the table gave it an 8."""
    given = [*[MILD] * (len(table.names) - 1), STRONG]
    return closed(table, scoring(table, *given, title="Waar komt het opnamebureau?"))


def collecting(table: Table) -> Process:
    """Options are still being added."""
    terms = Terms("not_counted", live=True, step_by_step=True)
    return opened(table, "resistance", terms, (NOTHING,), title="Waar plannen we opnames?")


def least(table: Table) -> Decision:
    """Decided by least resistance."""
    return Decision.objects.get(process=closed(table, scoring(table, *[MILD] * len(table.names))))


# --- ranked


def ranking(table: Table, rule: str = "schulze") -> Process:
    """Everybody put Oost first, then Haven; the last the other way round."""
    terms = Terms("not_counted", live=True, rule=rule)
    process = opened(table, "ranked", terms, WAYS)
    first, last = ([1, 2, 3], [2, 1, 3]) if rule in ("schulze", "irv") else ([1, 1, 0], [0, 1, 0])
    for name in table.names:
        values = last if name == table.names[-1] else first
        ids = [option.id for option in WAYS]
        commands.respond(table.seat(name), process.pk, "ballot", values=dict(zip(ids, values, strict=True)))
    return now(process)


def ranked(table: Table, rule: str = "schulze") -> Decision:
    """Decided by ballots."""
    return Decision.objects.get(process=closed(table, ranking(table, rule)))
