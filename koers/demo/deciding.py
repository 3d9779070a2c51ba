"""Telling how a team decided and what came of it, through the same commands that a team uses."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.utils import translation
from django.utils.formats import date_format

from koers.apps.actions import commands as actions
from koers.apps.actions import queries
from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process, Remark
from koers.apps.decisions.records import commands as records
from koers.apps.ledger import clock
from koers.apps.people.models import Member
from koers.apps.readbacks.models import Readback as Kept
from koers.demo.decisions import Answer, Follows, Tale
from koers.demo.readbacks import Readback
from koers.demo.reader import LANGUAGES, Reader, Storyteller
from koers.demo.story import Text
from koers.domain.decisions import Expected, Plan
from koers.domain.processes import Terms
from koers.domain.seats import Seat


@dataclass(frozen=True)
class Step:
    """Something that happened on a day."""

    days_ago: int
    tell: Callable[[], None]


class Decider:
    """Tells one tale in one language, day by day."""

    def __init__(
        self, teller: Storyteller, lead: Seat, seats: list[Seat], tale: Tale, made: dict[str, int]
    ) -> None:
        self.teller, self.lead, self.seats, self.tale, self.made = teller, lead, seats, tale, made
        self.team = Member.objects.for_seat(lead).select_related("team").get(pk=lead.chair).team
        began = teller.today - timedelta(days=tale.opened)
        self.day = (began.replace(day=1) + timedelta(days=100)).replace(day=1)
        self.process: Process | None = None

    def say(self, text: Text) -> str:
        """The text in this language, with the day it is about."""
        with translation.override(LANGUAGES[self.teller.language]):
            return self.teller.say(text).format(day=date_format(self.day, "j F"))

    def at(self, days_ago: int, minutes: int = 0) -> AbstractContextManager[None]:
        """So many minutes into that day."""
        return clock.at(self.teller.moment(days_ago, minutes))

    def steps(self) -> list[Step]:
        """Everything of it, each on its day."""
        tale = self.tale
        found = [Step(tale.opened, self.open)]
        if tale.questions or tale.reactions:
            found.append(Step(tale.opened - 1, self.talk))
        if tale.objected:
            found.append(Step(tale.opened - 3, self.object))
        if tale.answered:
            found.append(Step(self.answered_on, self.answer))
        return [*found, *self._after()] if tale.decided else found

    def _after(self) -> list[Step]:
        tale, day = self.tale, self.tale.decided
        told = [
            Step(day - one.told, partial(self.told, n))
            for n, one in enumerate(tale.tellers)
            if one.told is not None
        ]
        reported = [
            Step(day - one.reported, partial(self.report, n))
            for n, one in enumerate(tale.actions)
            if one.outcome
        ]
        looked = [Step(day - tale.looked.days, self.look_back)] if tale.looked else []
        read = [Step(tale.read_back.days_ago, self.read_back)] if tale.read_back else []
        return [Step(day, self.decide), *told, *reported, *looked, *read]

    # --- the proposal

    @property
    def pk(self) -> int:
        """The process, once it is there."""
        assert self.process is not None
        return self.process.pk

    @property
    def decision(self) -> Decision:
        """The decision, once it is there."""
        return Decision.objects.for_seat(self.lead).get(process=self.process)

    def open(self) -> None:
        """Write it, and ask everybody."""
        tale, seat = self.tale, self.seats[self.tale.by]
        terms = Terms(silence="not_counted") if tale.method == "majority" else Terms()
        with self.at(tale.opened):
            self.process = commands.draft_proposal(
                seat,
                self.team,
                tale.method,
                terms,
                self.say(tale.title),
                self.say(tale.text),
                plan=self.plan(),
            )
        with self.at(tale.opened, 5):
            commands.open_process(seat, self.pk)

    def plan(self) -> Plan:
        """What it says of itself."""
        tale, opened = self.tale, self.teller.today - timedelta(days=self.tale.opened)
        return Plan(
            effect=self.say(tale.effect),
            expects=tuple(Expected(*map(self.say, row)) for row in tale.expects),
            because=self.say(tale.because),
            priority=self.say(tale.priority),
            matter="operation",
            impact={self.say(domain): size for domain, size in tale.impact},
            owner=None if tale.owner is None else self.seats[tale.owner].member,
            review=opened + timedelta(days=tale.review) if tale.review else None,
            change="supersedes" if tale.replaces else "",
            replaces=self.made.get(tale.replaces),
            new_information=self.say(tale.new_information),
        )

    def object(self) -> None:
        """Somebody objects, it holds, the proposer writes another text, and that meets it."""
        tale, objected = self.tale, self.tale.objected
        assert objected is not None
        objector, days = self.seats[objected.who], tale.opened - 3
        tests = {"harms": "yes", "from_this": "yes", "cannot_try": "yes"}
        with self.at(days):
            commands.respond(objector, self.pk, "objection", self.say(objected.text), criteria=["harm"])
        with self.at(days, 60):
            commands.test_objection(self.lead, self.pk, 1, tests, "holds", self.say(objected.text))
        with self.at(days, 120):
            title, text = self.say(tale.title), self.say(objected.amended)
            commands.integrate(self.seats[tale.by], self.pk, title, text, [1])
        with self.at(days, 180):
            commands.confirm_met(objector, self.pk, 1)

    def talk(self) -> None:
        """Questions with their answers, and everybody's one reaction."""
        tale, day = self.tale, self.tale.opened - 1
        for n, asked in enumerate(tale.questions):
            with self.at(day, 10 * n):
                commands.ask_question(self.seats[asked.who], self.pk, self.say(asked.text))
            with self.at(day, 10 * n + 5):
                question = Remark.objects.filter(process=self.pk, kind="question").latest("pk")
                commands.answer_question(self.seats[tale.by], self.pk, question.pk, self.say(asked.answer))
        for n, (who, text) in enumerate(tale.reactions):
            with self.at(day, 120 + n):
                commands.react(self.seats[who], self.pk, self.say(text))

    @property
    def answered_on(self) -> int:
        """How many days ago: the day after it opened, or after the text was amended."""
        return max(self.tale.opened - (4 if self.tale.objected else 1), 0)

    def answer(self) -> None:
        """Those who have answered so far, of one that is still open; and an objection that stands."""
        with self.at(self.answered_on):
            for place in self.tale.answered:
                self.respond(place)
        if self.tale.stands:
            who, text, why = self.tale.stands
            number = 2 if self.tale.objected else 1
            tests = {"harms": "yes", "from_this": "yes", "cannot_try": "yes"}
            with self.at(self.answered_on, 20):
                commands.respond(self.seats[who], self.pk, "objection", self.say(text), criteria=["harm"])
            with self.at(self.answered_on, 30):
                commands.test_objection(self.lead, self.pk, number, tests, "holds", self.say(why))

    def respond(self, place: int) -> None:
        """As everybody does, or otherwise with a reason."""
        usual = Answer(place, "for" if self.tale.method == "majority" else "no_objection")
        given = next((one for one in self.tale.answers if one.who == place), usual)
        commands.respond(self.seats[place], self.pk, given.choice, self.say(given.reason))

    def decide(self) -> None:
        """All answer, it closes and is sealed, and the team agrees what follows."""
        day = self.tale.decided
        for place in range(len(self.seats)):
            with self.at(day, place):
                self.respond(place)
        with self.at(day, 40):
            process = Process.objects.for_seat(self.lead).get(pk=self.pk)
            records.settle(self.lead, process, clock.now())
        with self.at(day, 45):
            self.made[self.tale.key] = self.decision.pk
            self.follow()

    # --- what follows

    def follow(self) -> None:
        """One message, who tells it, who does what."""
        tale, decision = self.tale, self.decision
        decided = self.teller.today - timedelta(days=tale.decided)
        seat = self.seats[tale.by]
        if tale.message[0]:
            records.word_message(seat, decision.pk, self.say(tale.message))
        for one in tale.tellers:
            who, due = self.seats[one.who].chair, decided + timedelta(days=one.due)
            records.add_audience(
                seat, decision.pk, self.say(one.name), who, due, channel=self.say(one.channel)
            )
        for follows in tale.actions:
            due = decided + timedelta(days=follows.days)
            actions.agree_action(
                seat, decision.pk, self.say(follows.text), self.seats[follows.owner].chair, due
            )

    def told(self, place: int) -> None:
        """The teller ticks it off."""
        one = self.tale.tellers[place]
        row = list(self.decision.audiences.order_by("pk"))[place]
        with self.at(self.tale.decided - (one.told or 0), 90):
            records.tell_audience(self.seats[one.who], self.decision.pk, row.pk)

    def report(self, place: int) -> None:
        """The owner says what came of an action, unless a check did already."""
        one: Follows = self.tale.actions[place]
        action = list(queries.of_decision(self.lead, self.decision))[place]
        if action.outcome:
            return
        with self.at(self.tale.decided - one.reported, 95):
            actions.report_action(self.seats[one.owner], action.pk, one.outcome, self.say(one.word))

    def look_back(self) -> None:
        """Did it bring what was expected?"""
        looked = self.tale.looked
        assert looked is not None
        decided = self.teller.today - timedelta(days=self.tale.decided)
        again = decided + timedelta(days=looked.again) if looked.again else None
        with self.at(self.tale.decided - looked.days, 100):
            records.review_decision(
                self.seats[0], self.decision.pk, looked.verdict, looked.came, self.say(looked.word), again
            )

    def read_back(self) -> None:
        """Everybody writes in own words what was decided."""
        told = self.tale.read_back
        assert told is not None
        Again(self, told).tell()


class Again(Reader):
    """Reads a decision back instead of a text that was pasted."""

    def __init__(self, decider: Decider, told: Readback) -> None:
        super().__init__(decider.teller, decider.lead, decider.seats, told)
        self.decider, self.day = decider, decider.day

    def open(self) -> Kept:
        """From the decision itself."""
        return records.read_decision_back(self.lead, self.decider.decision.pk)
