"""Telling what one person decided and what was said beside it, through the commands that a team uses."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from koers.apps.authority import queries as mandates
from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process
from koers.apps.decisions.records import commands as records
from koers.apps.ledger import clock
from koers.apps.people.models import Member
from koers.demo.alone import Alone, Asked, Beside
from koers.demo.deciding import Step
from koers.demo.reader import Storyteller
from koers.domain.decisions import Plan
from koers.domain.processes import Ground, Terms
from koers.domain.seats import Seat

#: Days before the decision: advice is asked on the first, half of the window has passed on the second.
ADVICE_TAKES, HALFWAY = 8, 4

BESIDE: dict[str, Callable[[Seat, int, str], None]] = {
    "read": lambda seat, pk, text: commands.read_decision(seat, pk),
    "missed": commands.flag_missed,
    "stop": commands.ask_stop,
    "stopped": commands.note_stopped,
    "discussed": commands.note_discussed,
    "reported": commands.report_back,
}


class OneDecides:
    """Tells one decision of one person, day by day."""

    def __init__(self, teller: Storyteller, lead: Seat, seats: list[Seat], tale: Alone) -> None:
        self.teller, self.lead, self.seats, self.tale = teller, lead, seats, tale
        self.team = Member.objects.for_seat(lead).select_related("team").get(pk=lead.chair).team
        self.seat = seats[tale.by]
        self.process: Process | None = None

    def at(self, days_ago: int, minutes: int = 0) -> AbstractContextManager[None]:
        """So many minutes into that day."""
        return clock.at(self.teller.moment(days_ago, minutes))

    def steps(self) -> list[Step]:
        """Everything of it, each on its day."""
        tale, day = self.tale, self.tale.days_ago
        if tale.method != "advice":
            return [Step(day, self.decide_at_once), *self._beside()]
        asked = day if tale.open else day + ADVICE_TAKES
        found = [Step(asked, partial(self.ask, asked)), Step(asked - 1, partial(self.advise, asked - 1))]
        if tale.open:
            return found
        remind = Step(day + HALFWAY, partial(self.remind, day + HALFWAY))
        return [*found, remind, Step(day, self.weigh), *self._beside()]

    def _beside(self) -> list[Step]:
        day = self.tale.days_ago
        return [
            Step(day - one.after, partial(self.say_beside, one, n)) for n, one in enumerate(self.tale.beside)
        ]

    # --- writing and opening

    @property
    def pk(self) -> int:
        """The process, once it is there."""
        assert self.process is not None
        return self.process.pk

    def draft(self, terms: Terms) -> None:
        """Write it down."""
        tale, say = self.tale, self.teller.say
        plan = Plan(
            because=say(tale.because), effect=say(tale.effect), owner=self.seat.member, matter="operation"
        )
        self.process = commands.draft_proposal(
            self.seat, self.team, tale.method, terms, say(tale.title), say(tale.text), plan=plan
        )

    def decide_at_once(self) -> None:
        """By mandate, or an urgent action."""
        day = self.tale.days_ago
        with self.at(day, 200):
            self.draft(self._given() if self.tale.method == "mandate" else self._checked())
        with self.at(day, 205):
            opens = commands.open_process if self.tale.method == "mandate" else commands.act_urgently
            opens(self.seat, self.pk)
            self.seal()

    def _given(self) -> Terms:
        """In the name of the mandate that was given before."""
        mandate = mandates.mandates(self.lead).get(to_member=self.seat.member)
        ground = Ground(mandate.code, amount=self.tale.costs, months=self.tale.months)
        return Terms(silence="not_counted", ground=ground)

    def _checked(self) -> Terms:
        return Terms(
            silence="not_counted",
            checks={code: self.teller.say(text) for code, text in self.tale.checks.items()},
        )

    def seal(self) -> None:
        """Close and seal what is due."""
        process = Process.objects.for_seat(self.lead).get(pk=self.pk)
        records.settle(self.lead, process, clock.now())

    # --- after advice

    def ask(self, day: int) -> None:
        """Open it, name whom to ask, and ask them."""
        with self.at(day, 200):
            self.draft(Terms(silence="not_counted"))
        with self.at(day, 205):
            commands.open_process(self.seat, self.pk)
        for n, one in enumerate(self.tale.asked):
            by = self.seat if n else self.lead
            with self.at(day, 210 + n):
                chair = self.seats[one.who].chair
                commands.name_adviser(by, self.pk, chair, one.part, self.teller.say(one.why))
        with self.at(day, 230):
            commands.move_on(self.seat, self.pk)

    def advise(self, day: int) -> None:
        """Whoever has an advice gives it."""
        for n, one in enumerate(self._with_advice()):
            with self.at(day, 240 + n):
                commands.respond(self.seats[one.who], self.pk, "advice", self.teller.say(one.advice))

    def _with_advice(self) -> list[Asked]:
        return [one for one in self.tale.asked if one.advice[0]]

    def remind(self, day: int) -> None:
        """The clock reminds who is silent."""
        with self.at(day, 250):
            commands.remind_all_due()

    def weigh(self) -> None:
        """The window is over: of each advice the decider writes what became of it, and decides."""
        day = self.tale.days_ago
        with self.at(day, 300):
            self.seal()
        for n, one in enumerate(self._with_advice()):
            with self.at(day, 301 + n):
                chair = self.seats[one.who].chair
                commands.weigh_advice(self.seat, self.pk, chair, one.word, self.teller.say(one.because))
        with self.at(day, 310):
            commands.decide(self.seat, self.pk)
            self.seal()

    # --- beside it

    def say_beside(self, one: Beside, place: int) -> None:
        """What somebody said of it."""
        decision = Decision.objects.for_seat(self.lead).get(process=self.process)
        with self.at(self.tale.days_ago - one.after, 320 + place):
            BESIDE[one.kind](self.seats[one.who], decision.pk, self.teller.say(one.text))
