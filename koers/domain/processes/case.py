"""A process as the rules know it: one proposal, one method, and everything that was said so far.

What is stored turns into a `Case` and back (`apps/decisions`); an export holds the same (`exporting.py`).
Deeds are functions from a case to the next one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from koers.domain.authority import Mandate
from koers.domain.processes.windows import Window

FINAL = ("adopted", "rejected", "withdrawn", "lapsed", "escalated", "invalid")
SILENCE = ("needs_answer", "silence_no_objection", "not_counted")
SECRECY = ("by_name", "secret")
ABSENCE = ("later", "no_objection", "before")
BLANK = "blank"


#: How long whoever leads has to hand over what somebody who left would decide.
TIME_TO_HAND_OVER = timedelta(days=14)


@dataclass(frozen=True)
class Option:
    """One of several to choose from. Responses hang on its id, never on its text."""

    id: str
    text: str


@dataclass(frozen=True)
class Ground:
    """By what right one person decides, and what the decision takes.

    `code` is "mandate:3", "role:4", or "" when nobody named one; `name` what it was called at opening. Of a
    mandate `limits` is how it stood then, and `standing` what the decider is to it: "giver" or "holder".
    `amount` is in whole euros, `months` is for how long the decision binds.
    """

    code: str = ""
    name: str = ""
    standing: str = ""
    limits: Mandate | None = None
    amount: int | None = None
    months: int | None = None
    irreversible: bool = False


@dataclass(frozen=True)
class Terms:
    """How it will be decided, frozen at opening and shown before it."""

    silence: str = "needs_answer"
    #: The agreement with which the team adopted that silence means no objection.
    agreement: str = ""
    secrecy: str = "by_name"
    absence: str = "before"
    #: Asked step by step (questions first), or everything in one window.
    step_by_step: bool = False
    #: In a meeting: no window, these are present, whoever leads closes it.
    live: bool = False
    present: tuple[int, ...] = ()
    days: int = 5
    #: Agreed before: how it is decided when consent gets stuck.
    fallback: str = ""
    # --- majority
    rule: str = "of_votes_cast"
    double: tuple[str, ...] = ()
    share: Fraction = Fraction(2, 3)
    strictly: bool = False
    quorum: Fraction | None = None
    quorum_strictly: bool = False
    #: The article with which a second meeting decides without the quorum, and whether this is that meeting.
    second_article: str = ""
    second_meeting: bool = False
    about_people: bool = False
    casting: int | None = None
    casting_article: str = ""
    #: Counts of a secret ballot among five or fewer are shown only where the statutes ask it.
    counts_article: str = ""
    # --- one person decides
    ground: Ground = Ground()
    #: Of an urgent action: the four checks, each in words.
    checks: Mapping[str, str] = field(default_factory=dict)
    # --- consensus
    #: Which part of V may stand aside at most.
    aside: Fraction = Fraction(1, 3)
    # --- role election
    #: Who is proposed: on strength of "reasons", by whoever leads it, or by "count".
    choosing: str = "reasons"
    #: When as many name two people: "again" and then a lot, a "lot", or whoever leads it on "reasons".
    tie: str = "again"
    #: The day until which somebody is elected; None is without an end.
    until: date | None = None


@dataclass(frozen=True)
class Version:
    """The text at one moment. A material one asks everybody again; an editorial one keeps the responses."""

    seq: int
    title: str
    text: str
    by: int
    at: datetime
    material: bool = True
    called_by: int | None = None
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Voter:
    """Somebody of the electorate, with the role or reason that puts them in it."""

    member: int
    name: str = ""
    why: str = "member"
    #: Who sat on that chair at opening: whoever sits there later joined later.
    person: int | None = None
    weight: int = 1
    #: "in", "recused" or "left", since when, why and by whom.
    status: str = "in"
    since: datetime | None = None
    reason: str = ""
    by: int | None = None
    #: Away longer than the clock can wait: what the team chose for that.
    away: str = ""
    #: Of an adviser: why they are asked, who named them, and when they were reminded.
    part: str = ""
    named_by: int | None = None
    reminded: datetime | None = None


@dataclass(frozen=True)
class Response:
    """What somebody answered, to which text, in which sitting. Never changed; a newer one takes its place."""

    member: int
    choice: str
    at: datetime
    version: int
    sitting: int
    reason: str = ""
    recorded_by: int | None = None
    how: str = ""
    confirms: bool = False
    #: A rank or a score per option, where the method asks one.
    values: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidacy:
    """Somebody who was proposed for a role, how that came, and what came of it."""

    member: int
    at: datetime
    #: On strength of "reasons", by "count", by "lot".
    how: str
    why: str = ""
    by: int | None = None
    #: "declined", "objected" or "left"; "" while they are asked, and of who is elected.
    ended: str = ""


@dataclass(frozen=True)
class Objection:
    """An argued objection, and everything that happened to it."""

    number: int
    member: int
    text: str
    at: datetime
    version: int
    role: str = ""
    criteria: tuple[str, ...] = ()
    #: The answers to the three questions: {"harms": "yes", …}.
    tests: Mapping[str, str] = field(default_factory=dict)
    finding: str = ""
    tester: int | None = None
    reason: str = ""
    amendment: int | None = None
    met_objector: bool = False
    met_proposer: bool = False
    concern: bool = False
    #: Who of the others agree that it is set aside.
    aside: tuple[int, ...] = ()
    set_aside: bool = False

    @property
    def met(self) -> bool:
        """Both confirm, with the amendment that met it."""
        return self.amendment is not None and self.met_objector and self.met_proposer

    @property
    def open(self) -> bool:
        """Whether it still stands in the way."""
        return not (self.met or self.concern or self.set_aside)

    @property
    def state(self) -> str:
        """ "open", "met", "concern" or "set_aside"."""
        if self.open:
            return "open"
        return "met" if self.met else "concern" if self.concern else "set_aside"


@dataclass(frozen=True)
class Weighing:
    """What the decider did with somebody's advice, and why."""

    member: int
    word: str
    because: str
    at: datetime


@dataclass(frozen=True)
class Outside:
    """Advice of somebody who doesn't sit at this table: who, in words, and what they said to the decider."""

    number: int
    who: str
    part: str
    text: str
    how: str
    by: int
    at: datetime
    #: What became of it, and why; "" while that isn't written.
    word: str = ""
    because: str = ""


@dataclass(frozen=True)
class Handover:
    """Whoever would decide left; and who took over, by whom, why and when, once somebody did."""

    member: int
    left: datetime
    to: int | None = None
    by: int | None = None
    why: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Recusal:
    """Somebody of the electorate says that another has an interest in it; the others decide."""

    member: int
    by: int
    reason: str
    at: datetime
    agree: tuple[int, ...] = ()
    disagree: tuple[int, ...] = ()
    decided: str = ""


@dataclass(frozen=True)
class Sitting:
    """A vote or a round that was counted and led to another one: a tie, a run-off, the end of nominating."""

    number: int
    counts: Mapping[str, int]
    blank: int
    why: str
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """What came out, as data: a status, a code for the sentence, and the figures that carry it."""

    status: str
    code: str
    at: datetime
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """Everything the rules need to know of one process."""

    method: str
    proposer: int
    stage: str
    terms: Terms = Terms()
    window: Window | None = None
    opened: datetime | None = None
    versions: tuple[Version, ...] = ()
    electorate: tuple[Voter, ...] = ()
    responses: tuple[Response, ...] = ()
    objections: tuple[Objection, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    weighings: tuple[Weighing, ...] = ()
    #: Advice from outside the table; and who decided before, when they left.
    outside: tuple[Outside, ...] = ()
    handovers: tuple[Handover, ...] = ()
    #: Who reacted, each once.
    reacted: tuple[int, ...] = ()
    sitting: int = 1
    sittings: tuple[Sitting, ...] = ()
    #: Which options this sitting is about; () is all of them.
    standing: tuple[str, ...] = ()
    rounds: int = 0
    #: The days until which the review must be, when consent got stuck and goes on as a shorter trial.
    shorter: bool = False
    #: How many ballots lie in the box of a secret ballot, and of which choice once it is emptied.
    ballots: Mapping[str, int] | None = None
    lot: str = ""
    #: Who was proposed for the role, one after another; and who doesn't want it.
    proposed: tuple[Candidacy, ...] = ()
    declined: tuple[int, ...] = ()
    outcome: Outcome | None = None

    # --- the text

    @property
    def text(self) -> Version:
        """The newest text."""
        return self.versions[-1]

    def number_of(self, seq: int) -> int:
        """Which version this text belongs to: 1, and one more at each material change."""
        return sum(version.material for version in self.versions if version.seq <= seq)

    @property
    def version(self) -> int:
        """The version that is asked now."""
        return self.number_of(self.text.seq)

    # --- the people

    def person(self, member: int | None) -> Voter | None:
        """Somebody of the electorate."""
        return next((voter for voter in self.electorate if voter.member == member), None)

    @property
    def without_decider(self) -> Handover | None:
        """That whoever would decide left, and nobody took over yet."""
        last = self.handovers[-1] if self.handovers else None
        return last if last and last.to is None else None

    @property
    def lapses(self) -> datetime | None:
        """When it lapses because nobody takes over; None while somebody decides."""
        gone = self.without_decider
        return gone.left + TIME_TO_HAND_OVER if gone and self.is_open else None

    @property
    def voters(self) -> tuple[Voter, ...]:
        """V: the electorate without the recused and without who left."""
        return tuple(voter for voter in self.electorate if voter.status == "in")

    # --- what was answered

    def newest(self, member: int) -> Response | None:
        """Somebody's newest response, whether it still counts or not."""
        return next((r for r in reversed(self.responses) if r.member == member), None)

    def counts(self, response: Response | None) -> bool:
        """Whether a response is about what is asked now: this version, this sitting."""
        return (
            response is not None
            and response.sitting == self.sitting
            and self.number_of(response.version) == self.version
        )

    @property
    def counting(self) -> tuple[Response, ...]:
        """The newest response of each of V, where it counts; in the order of the electorate."""
        newest = (self.newest(voter.member) for voter in self.voters)
        return tuple(r for r in newest if r is not None and self.counts(r))

    @property
    def missing(self) -> tuple[Voter, ...]:
        """Who of V still has to answer. Whoever's objection is open has said what there is to say."""
        given = {response.member for response in self.counting if not self.turned_down(response)}
        given |= {objection.member for objection in self.open_objections}
        return tuple(v for v in self.voters if v.member not in given and not self.spared(v))

    def turned_down(self, response: Response) -> bool:
        """Whether this names somebody for a role who doesn't want it."""
        return response.choice in map(str, self.declined)

    @property
    def nominee(self) -> Candidacy | None:
        """Who is proposed for the role now."""
        return self.proposed[-1] if self.proposed and not self.proposed[-1].ended else None

    @staticmethod
    def spared(voter: Voter) -> bool:
        """Away, and the team chose to ask later, or that who is away can't object."""
        return voter.away in ("later", "no_objection")

    @property
    def open_objections(self) -> tuple[Objection, ...]:
        """Objections of V that stand in the way."""
        here = {voter.member for voter in self.voters}
        return tuple(one for one in self.objections if one.open and one.member in here)

    @property
    def is_open(self) -> bool:
        """Whether it has no outcome yet, and was opened."""
        return self.stage != "draft" and self.outcome is None
