"""Proposals in every state, told by commands at a table of `tests/cast.py`."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from koers.apps.authority import commands as giving
from koers.apps.authority.models import Mandate
from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process
from koers.apps.decisions.records import commands as records
from koers.apps.ledger import clock
from koers.apps.people.models import Member
from koers.domain import authority
from koers.domain.decisions import Plan
from koers.domain.processes import TESTS, Ground, Terms, urgent
from tests.cast import Table

TITLE = "Eén nummer voor alle opnames"
FIRST = """\
Vanaf 1 februari regelt één opnamebureau alle geplande opnames voor Oost en Haven. \
Het bureau zit op locatie Oost en is bereikbaar van zeven tot negen uur ’s avonds.

Spoedopnames blijven waar ze zijn.

We doen dit als proef van drie maanden. We stoppen eerder als:

1. patiënten gemiddeld langer dan twee dagen op een datum wachten;"""
SECOND = (
    FIRST.replace(
        "blijven waar ze zijn.",
        "blijven waar ze zijn. Is er op een locatie geen bed, dan beslist de dienstdoende arts van die "
        "locatie, niet het bureau.",
    )
    + "\n2. een afdeling twee weken achter elkaar meer dan vier bedden leeg houdt voor de andere locatie."
)
PLAN = Plan(
    matter="operation",
    because="Afdelingen bellen nu drie nummers.",
    effect="Minder bellen, en een datum binnen twee dagen.",
    noticed_by="De wachttijd per week",
)
BECAUSE = "Gekozen omdat de proef te stoppen is en niet op volledige eensgezindheid hoeft te wachten."
YES = dict.fromkeys(TESTS, "yes")
VOTE = Terms(silence="not_counted")
SECRET = Terms(silence="not_counted", secrecy="secret")


STEPS = Terms(step_by_step=True)
LIVE = Terms(live=True)
LIVE_VOTE = Terms(live=True, silence="not_counted")


def drafted(
    table: Table,
    method: str = "consent",
    terms: Terms = Terms(),  # noqa: B008 - frozen
    *,
    by: str = "",
    title: str = TITLE,
) -> Process:
    """A draft of the second at the table, in the story that is Joost."""
    return commands.draft_proposal(
        table.seat(by or table.names[1]), table.team, method, terms, title, FIRST, plan=PLAN, because=BECAUSE
    )


def opened(
    table: Table,
    method: str = "consent",
    terms: Terms = Terms(),  # noqa: B008 - frozen
    *,
    by: str = "",
    title: str = TITLE,
    **more: Any,
) -> Process:
    """The same, open."""
    draft = drafted(table, method, terms, by=by, title=title)
    return commands.open_process(table.seat(by or table.names[1]), draft.pk, **more)


def now(process: Process) -> Process:
    """The process as it stands."""
    return Process.objects.get(pk=process.pk)


def answered(table: Table, process: Process, names: Iterable[str], choice: str = "no_objection") -> Process:
    """These people answered the same."""
    for name in names:
        commands.respond(table.seat(name), process.pk, choice)
    return now(process)


def objected(
    table: Table, process: Process, name: str, text: str = "Dan verliezen we twee planners."
) -> Process:
    """Somebody objects."""
    commands.respond(table.seat(name), process.pk, "objection", text, criteria=["harm"])
    return now(process)


def put_to_the_test(table: Table, process: Process, number: int = 1, finding: str = "holds") -> Process:
    """The facilitator keeps what the three questions brought."""
    commands.test_objection(
        table.facilitator, process.pk, number, YES, finding, "Vertrek draai je niet terug"
    )
    return now(process)


def integrated(table: Table, process: Process, text: str = SECOND) -> Process:
    """Joost works the first objection into the text."""
    title = process.versions.values_list("title", flat=True)[0]
    commands.integrate(table.seat(table.names[1]), process.pk, title, text, [1])
    return now(process)


def waiting(table: Table) -> Process:
    """Joost answered, and somebody who was forgotten is added: the fifth, who came a moment later."""
    chair = table.chair(table.names[4])
    Member.objects.filter(pk=chair.pk).update(person=None)
    process = answered(table, opened(table), table.names[1:2])
    Member.objects.filter(pk=chair.pk).update(person=chair.person)
    commands.add_to_electorate(table.facilitator, process.pk, chair.pk)
    return now(process)


def stuck(table: Table, title: str = TITLE) -> Process:
    """An objection stood through two amendments, and the window ended."""
    process = objected(table, opened(table, title=title), table.names[5])
    for text in (SECOND, FIRST):
        integrated(table, process, text)
    ended(process)
    return records.settle(table.facilitator, now(process), clock.now())


def ended(process: Process) -> Process:
    """Its window ended an hour ago: the row is moved back, since a stream's clock never is."""
    past = clock.now() - timedelta(hours=1)
    Process.objects.filter(pk=process.pk).update(opens=past - timedelta(days=7), closes=past, over_at=past)
    return now(process)


ADVICE = Terms(silence="not_counted")
ADVISED = "Begin met Oost. In Haven is er nog geen planscherm op de afdeling."


def mapping(table: Table, *, by: str = "", title: str = TITLE) -> Process:
    """Joost says what he wants to decide; nobody is asked yet."""
    return opened(table, "advice", ADVICE, by=by, title=title)


def advising(table: Table, *, by: str = "", title: str = TITLE) -> Process:
    """The fourth is touched by it, the sixth knows about it; both are asked."""
    process, who = mapping(table, by=by, title=title), table.names
    named(table, process, who[3], "affected")
    named(table, process, who[5], "expert")
    commands.move_on(table.seat(by or who[1]), process.pk)
    return now(process)


def named(table: Table, process: Process, name: str, part: str, by: str = "") -> None:
    """Somebody is added to who is asked."""
    seat = table.seat(by or table.names[1])
    commands.name_adviser(seat, process.pk, table.chair(name).pk, part, "Plant de bedden")


def weighing(table: Table, *, by: str = "", title: str = TITLE) -> Process:
    """The fourth gave advice, the sixth was reminded and stayed silent; the window is over."""
    process = advising(table, by=by, title=title)
    commands.respond(table.seat(table.names[3]), process.pk, "advice", ADVISED)
    process.voters.filter(member=table.chair(table.names[5])).update(reminded=clock.now())
    ended(process)
    return records.settle(table.facilitator, now(process), clock.now())


def decided(table: Table, *, by: str = "") -> Decision:
    """The decider weighed the advice and decided."""
    process, seat = weighing(table, by=by), table.seat(by or table.names[1])
    chair = table.chair(table.names[3]).pk
    commands.weigh_advice(seat, process.pk, chair, "partly", "Oost eerst, Haven in maart.")
    commands.decide(seat, process.pk)
    return sealed(table, process)


def mandated(table: Table, level: int = 6) -> Mandate:
    """Joost may buy up to 5.000 euro."""
    today = timezone.localdate()
    given = authority.Mandate(
        "inkoop", level=level, amount=5000, since=today, until=today + timedelta(days=90)
    )
    chair = table.chair(table.names[1]).pk
    return giving.give_mandate(table.facilitator, table.team, given, "Sneller", to_member=chair)


def in_name_of(given: Mandate, amount: int | None = 2000, *, irreversible: bool = False) -> Terms:
    """Terms that name this mandate."""
    return Terms(silence="not_counted", ground=Ground(given.code, amount=amount, irreversible=irreversible))


def by_mandate(
    table: Table, *, level: int = 6, amount: int | None = 2000, irreversible: bool = False, by: str = ""
) -> Decision:
    """Joost decides within his mandate."""
    terms = in_name_of(mandated(table, level), amount, irreversible=irreversible)
    return sealed(table, opened(table, "mandate", terms, by=by))


CHECKS = dict.fromkeys(urgent.CHECKS, "De kelder loopt onder, en de bedden staan er nog.")


def urgently(table: Table, *, by: str = "") -> Decision:
    """Joost has the beds moved, without asking first."""
    draft = drafted(table, "urgent", Terms(silence="not_counted", checks=CHECKS), by=by)
    return sealed(table, commands.act_urgently(table.seat(by or table.names[1]), draft.pk))


def sealed(table: Table, process: Process) -> Decision:
    """The decision that came of it."""
    records.settle(table.facilitator, now(process), clock.now())
    return Decision.objects.get(process=process)


def told(table: Table) -> Process:
    """The story of the page: version 2 with a question, reactions, one objection met and one open."""
    who = table.names
    process = opened(table)
    pk = process.pk
    commands.ask_question(
        table.seat(who[2]), pk, "Wie werkt er straks in het bureau, en komen daar mensen bij?"
    )
    question = process.remarks.get(kind="question")
    commands.answer_question(
        table.seat(who[1]), pk, question.pk, "De zes planners van nu, samen op één plek. Er komt niemand bij."
    )
    for place, text in (
        (0, "Ik zie de rust die dit geeft. Mijn vraag blijft of drie maanden lang genoeg is."),
        (3, "Voor artsen scheelt dit veel bellen."),
        (4, "Twee planners willen liever in Haven blijven. Ik praat deze week met ze."),
        (5, "Het planscherm werkt al op beide locaties. Aan de techniek ligt het niet."),
    ):
        commands.react(table.seat(who[place]), pk, text)
    objected(
        table, process, who[3], "Wie beslist er als er op een locatie geen bed is? Dat is nu een risico."
    )
    put_to_the_test(table, process)
    integrated(table, process)
    commands.confirm_met(table.seat(who[3]), pk, 1)
    answered(table, process, (who[0], who[1], who[3]))
    commands.respond(table.seat(who[6]), pk, "concern", "Meet de wachttijd vanaf de eerste dag.")
    objected(
        table,
        process,
        who[4],
        "Als het bureau alleen op Oost zit, verliezen we in Haven twee ervaren planners. "
        "Dan loopt prioriteit 3 schade op.",
    )
    return put_to_the_test(table, process, 2)
