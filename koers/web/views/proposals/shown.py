"""What the proposal page shows: the case as this seat may see it, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from koers.apps.decisions import queries
from koers.apps.decisions.models import Remark
from koers.apps.decisions.queries import Whole
from koers.apps.direction import queries as course
from koers.domain import processes, rules
from koers.domain.direction import interests
from koers.domain.processes import Case, Objection, Recusal, Response, Voter, advice, candidacy, windows
from koers.domain.seats import Seat
from koers.web import (
    segments,
    wording_counts,
    wording_decisions,
    wording_election,
    wording_levels,
    wording_proposals,
)
from koers.web.wording_election import NOBODY

#: Days to choose from, for who is away.
DAYS_AHEAD = 30
#: Above this many questions only the newest few of the answered ones show at once.
MANY_QUESTIONS, FEW_QUESTIONS = 6, 3


@dataclass(frozen=True)
class Clock:
    """How long it is still open, in words and as a bar."""

    left: str
    until: str
    soon: bool
    passed: int
    segments: int
    #: Everybody has answered: it closes sooner, so that the last can still change something.
    early: bool


@dataclass(frozen=True)
class Answered:
    """Somebody's answer, as others read it, with the earlier ones."""

    name: str
    says: str
    response: Response
    version: int
    counts: bool
    recorded_by: str = ""
    earlier: tuple["Answered", ...] = ()
    #: Given in a vote that was counted, after which there was another.
    counted_before: bool = False


@dataclass(frozen=True)
class Objected:
    """An objection with everything that happened to it, in words."""

    objection: Objection
    name: str
    state: str
    version: int
    tester: str
    tests: tuple[tuple[str, str, str], ...]
    finding: str
    criteria: tuple[str, ...]
    amended_in: int | None
    agreed: tuple[str, ...]
    waits_for: tuple[str, ...]
    mine: bool


@dataclass(frozen=True)
class Shown:
    """The page of one proposal, for one seat at one moment."""

    seat: Seat
    whole: Whole
    now: datetime
    reader: ZoneInfo | None = None
    ballot: str | None = None
    cast: int = 0
    elsewhere: Mapping[int, str] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The same, as the rules know it."""
        return self.whole.case

    @property
    def zone(self) -> str:
        """The zone of the team's clock."""
        return self.whole.process.zone

    @cached_property
    def names(self) -> dict[int, str]:
        """What everybody on the page is called; who helps and sits at no chair isn't in the electorate."""
        proposer = self.whole.process.proposer
        return {proposer.pk: str(proposer), **self.elsewhere, **self.whole.names}

    @cached_property
    def can(self) -> frozenset[str]:
        """Every deed that this seat may do now."""
        found = queries.possible(self.seat, self.case, self.now)
        return frozenset(deed for deed in found if rules.may(self.seat, deed))

    # --- the reader

    @property
    def me(self) -> Voter | None:
        """The reader, as one of the electorate."""
        voter = self.case.person(self.seat.member)
        return voter if voter and voter.person == self.seat.person else None

    @property
    def standing(self) -> str:
        """ "voter", "recused", "left", or "reader" for who reads along."""
        return {"in": "voter"}.get(self.me.status, self.me.status) if self.me else "reader"

    @property
    def own_proposal(self) -> bool:
        """Whether the reader made it."""
        return self.seat.member == self.case.proposer

    @property
    def leads(self) -> bool:
        """Whether the reader leads it: made it, facilitates, or guards the process."""
        return self.own_proposal or self.seat.has("facilitator", "guardian")

    @cached_property
    def own(self) -> Answered | None:
        """What the reader answered last."""
        given = self.case.newest(self.me.member) if self.me else None
        return self._answered(given) if given and not self._counted_before(given) else None

    def _of_earlier_step(self, given: Response) -> bool:
        """In an election: a name, once somebody is proposed; or an answer on whoever was proposed before."""
        return self.case.method == "election" and self._counted_before(given)

    def _counted_before(self, given: Response) -> bool:
        """Whether it was given in a vote that was counted already, and another followed."""
        return given.sitting in {sitting.number for sitting in self.case.sittings}

    @property
    def own_state(self) -> str:
        """ "counts", "recorded" (by another), "confirm" (one tap), "older" (another text), or "" for none."""
        if self.own is None:
            return ""
        waits = processes.waits_for_confirmation(self.case, self.own.response)
        if self.case.counts(self.own.response):
            return "recorded" if waits else "counts"
        return "confirm" if waits else "older"

    @property
    def answered(self) -> bool:
        """Whether there is an answer that holds, so that another one would be a change."""
        return self.ballot is not None or self.own_state in ("counts", "recorded", "confirm")

    @property
    def asks_me(self) -> bool:
        """Whether the reader's answer is what is missing."""
        if not self.can & {"respond", "cast_ballot"}:
            return False
        if self.case.terms.secrecy == "secret":
            return self.ballot is None
        return self.me is not None and self.me in self.case.missing

    @property
    def own_objection(self) -> Objection | None:
        """The reader's open objection."""
        open_ones = self.case.open_objections
        return next((one for one in open_ones if one.member == self.seat.member), None)

    # --- the clock

    @cached_property
    def clock(self) -> Clock | None:
        """How long it is still open; None where no window runs."""
        ends, window = processes.ends(self.case), self.case.window
        if not self.asking or ends is None or window is None or not self.case.is_open or ends <= self.now:
            return None
        return Clock(
            wording_proposals.time_left(ends - self.now),
            wording_proposals.until(ends, window, self.reader),
            ends - self.now <= segments.DAY,
            *segments.of_window(window.opens, ends, self.now),
            processes.early(self.case) == ends,
        )

    @property
    def in_meeting(self) -> bool:
        """Whether whoever leads closes it, in a meeting."""
        window = self.case.window
        return self.case.stage in processes.ASKING and window is not None and window.closes is None

    # --- the text

    @property
    def text_before(self) -> str | None:
        """The text of the version before this one; after advice the one that advice was given on."""
        if self.case.method == "advice" and (asked := advice.asked_text(self.case)) != self.case.text.text:
            return asked
        return self.text_of(self.case.version - 1)

    def text_of(self, number: int) -> str | None:
        """The last text of a version."""
        found = [one for one in self.case.versions if self.case.number_of(one.seq) == number]
        return found[-1].text if found and number else None

    @property
    def earlier_versions(self) -> list[int]:
        """The numbers of the versions before this one."""
        return list(range(1, self.case.version))

    @property
    def met_now(self) -> list[Objected]:
        """The objections for which the newest text was changed."""
        return [one for one in self.objections if one.objection.amendment == self.case.text.seq]

    # --- the answers

    @property
    def sees_answers(self) -> bool:
        """Whether others' answers are shown to this seat."""
        return queries.may_see_responses(self.seat, self.case)

    @property
    def sees_reactions(self) -> bool:
        """Whether others' reactions are shown to this seat."""
        return queries.may_see_reactions(self.seat, self.case)

    @cached_property
    def answers(self) -> list[Answered]:
        """What everybody of V answered, in seat order, with what they answered before."""
        newest = [self.case.newest(voter.member) for voter in self.case.voters]
        given = [one for one in newest if one and not self._of_earlier_step(one)]
        return [self._answered(one, with_history=True) for one in given]

    def _answered(self, given: Response, *, with_history: bool = False) -> Answered:
        earlier = [
            one
            for one in self.case.responses
            if one.member == given.member and one is not given and not self._of_earlier_step(one)
        ]
        return Answered(
            self.names.get(given.member, ""),
            wording_counts.ballot(self.case, given) if given.values else self.choice_says(given.choice),
            given,
            self.case.number_of(given.version),
            self.case.counts(given),
            self.names.get(given.recorded_by, "") if given.recorded_by else "",
            tuple(self._answered(one) for one in reversed(earlier)) if with_history else (),
            self._counted_before(given),
        )

    def choice_says(self, choice: str) -> str:
        """An answer in words; of an option its own, of somebody the name."""
        if self.case.method == "election":
            return self._election_says(choice)
        if choice in wording_decisions.CHOICE:
            return str(wording_decisions.CHOICE[choice][0])
        return wording_proposals.option_text(self.case, choice)

    def _election_says(self, choice: str) -> str:
        if choice.isdigit():
            return self.names.get(int(choice), "")
        return str(wording_election.WILLING[choice][0] if choice in wording_election.WILLING else NOBODY)

    @property
    def asked_last(self) -> bool:
        """Whether the reader is proposed for the role, and others still have to answer."""
        return candidacy.asked_last(self.case, self.seat.member)

    @property
    def nominee_is_me(self) -> bool:
        """Whether the reader is the one who is proposed for the role."""
        return self.case.nominee is not None and self.case.nominee.member == self.seat.member

    @property
    def choices(self) -> list[tuple[str, str, str]]:
        """What can be answered: code, words, a line beside it."""
        if self.case.stage == "consenting":
            says = wording_election.MYSELF if self.nominee_is_me else wording_election.WILLING
            return [(code, str(title), str(line)) for code, (title, line) in says.items()]
        codes = processes.choices(self.case)
        lines = {code: str(pair[1]) for code, pair in wording_decisions.CHOICE.items()}
        return [(code, self.choice_says(code), lines.get(code, "")) for code in codes]

    @property
    def missing(self) -> list[Voter]:
        """Who still has to answer."""
        asking = self.case.stage in processes.ASKING and self.case.terms.secrecy != "secret"
        return list(self.case.missing) if asking and self.case.is_open else []

    @property
    def done(self) -> list[Voter]:
        """Who has answered."""
        waiting = {voter.member for voter in self.case.missing}
        return [v for v in self.case.voters if v.member not in waiting and not self.case.spared(v)]

    @property
    def spared(self) -> list[Voter]:
        """Who is away and isn't waited for."""
        return [voter for voter in self.case.voters if self.case.spared(voter)]

    @property
    def out(self) -> list[Voter]:
        """Who stays out of it or left."""
        return [voter for voter in self.case.electorate if voter.status != "in"]

    @property
    def asking(self) -> bool:
        """Whether answers are asked for now."""
        return self.case.stage in processes.ASKING

    @property
    def counting(self) -> int:
        """How many answers count."""
        return len(self.case.counting)

    @property
    def others(self) -> list[Voter]:
        """Who decides beside the reader."""
        return [voter for voter in self.case.voters if voter.member != self.seat.member]

    @property
    def ballot_says(self) -> str:
        """What this device put in the box."""
        return self.choice_says(self.ballot) if self.ballot else ""

    # --- around it

    @cached_property
    def questions(self) -> list[Remark]:
        """Those that still wait for an answer, and the newest of the others."""
        return [one for one in self.whole.questions if one not in self.earlier_questions]

    @cached_property
    def earlier_questions(self) -> list[Remark]:
        """Answered ones that are folded away when there are many."""
        answered = [one for one in self.whole.questions if one.answer]
        return answered[:-FEW_QUESTIONS] if len(self.whole.questions) > MANY_QUESTIONS else []

    @property
    def answered_questions(self) -> int:
        """How many questions were answered."""
        return sum(bool(question.answer) for question in self.whole.questions)

    @property
    def guardians(self) -> list[str]:
        """Who watches over the process."""
        return [voter.name for voter in self.whole.voters if voter.member.guardian]

    @property
    def recusals_asked(self) -> list[Recusal]:
        """About whose interest the others still decide."""
        return [one for one in self.case.recusals if not one.decided]

    @cached_property
    def touched(self) -> list[str]:
        """What whoever looks declared that the proposal seems to touch, as a question to themselves."""
        text, impact = self.case.text, self.whole.process.the_plan().impact
        return [
            wording_levels.declared(one.what, one.where)
            for one in course.own_interests(self.seat)
            if interests.touches(one.says, (text.title, text.text, *impact), self.days[0])
        ]

    @property
    def days(self) -> list[date]:
        """The days from today on, for who is away."""
        today = self.now.astimezone(ZoneInfo(self.zone)).date()
        return [today + timedelta(days=n) for n in range(DAYS_AHEAD)]

    @property
    def extensions(self) -> range:
        """How many working days longer it may be."""
        return range(1, windows.MOST_DAYS_PAUSED + 1)

    # --- objections

    @cached_property
    def objections(self) -> list[Objected]:
        """All of them, the open ones first."""
        shown = [self._objected(one) for one in self.case.objections]
        return sorted(shown, key=lambda one: (not one.objection.open, one.objection.number))

    @property
    def objections_say(self) -> str:
        """How many are open, met, kept or set aside."""
        return wording_proposals.objections_count([one.state for one in self.case.objections])

    def _objected(self, one: Objection) -> Objected:
        others = [v for v in self.case.voters if v.member not in (one.member, *one.aside)]
        return Objected(
            one,
            self.names.get(one.member, ""),
            str(wording_decisions.OBJECTION_STATE[one.state]),
            self.case.number_of(one.version),
            self.names.get(one.tester, "") if one.tester else "",
            tuple(
                (code, str(wording_decisions.TEST[code]), one.tests[code])
                for code in processes.TESTS
                if code in one.tests
            ),
            str(wording_decisions.FINDING[one.finding]) if one.finding else "",
            tuple(str(wording_decisions.CRITERION[code]) for code in one.criteria),
            self.case.number_of(one.amendment) if one.amendment else None,
            tuple(self.names.get(member, "") for member in one.aside),
            tuple(voter.name for voter in others),
            one.member == self.seat.member,
        )

    @property
    def may_test(self) -> bool:
        """Whether this seat may write down what the test brought: never of one's own proposal."""
        return "test_objection" in self.can and not self.own_proposal

    @property
    def may_improve(self) -> bool:
        """Whether this seat may change the text now: its own, and not once amending was tried enough."""
        return bool(self.can & {"edit_editorial", "edit_material", "integrate"}) and not self.stuck

    @property
    def stuck(self) -> bool:
        """Whether amending has been tried enough."""
        return "get_unstuck" in self.can and processes.stuck(self.case, self.now)
