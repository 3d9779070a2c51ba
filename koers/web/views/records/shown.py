"""A decision ready to be shown: the same on the page, on paper and as a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from koers.apps.actions import queries as actions
from koers.apps.actions.models import Action
from koers.apps.decisions.models import Audience, Decision, Mark, Message, Review
from koers.apps.decisions.records import queries
from koers.apps.people import queries as people
from koers.apps.people.models import Member
from koers.apps.readbacks.models import Readback
from koers.domain import decisions, processes
from koers.domain.decisions import Plan
from koers.domain.processes import Case, plain
from koers.domain.seats import Seat
from koers.web import (
    wording_advice,
    wording_decisions,
    wording_earlier,
    wording_minutes,
    wording_proposals,
    wording_records,
)
from koers.web.drawing.names import called
from koers.web.views.proposals import counted, voted
from koers.web.views.records.marked import Marked
from koers.web.views.records.words import Words, words


@dataclass(frozen=True)
class Kept:
    """A concern, an objection or a vote against, kept with respect."""

    name: str
    kind: str
    text: str
    after: str = ""


@dataclass(frozen=True)
class Advised:
    """Somebody who was asked for advice: why, what they said, and what the decider did with it."""

    member: int
    name: str
    part: str
    why: str
    answer: str
    word: str
    because: str


def _from_outside(said: Mapping[str, Any], recorded_by: str) -> Advised:
    """Advice of somebody who wasn't at the table."""
    part, word = str(wording_advice.PART_SHORT[said["part"]]), said["word"]
    why = wording_advice.recorded(said["who"], recorded_by, said["how"])
    became = str(wording_advice.WORD[word]) if word else ""
    return Advised(0, said["who"], part, why, said["text"], became, said["because"])


@dataclass(frozen=True)
class Shown:
    """Everything of one decision, with each table read once."""

    seat: Seat
    decision: Decision
    today: date
    members: Mapping[int, Member]
    audiences: list[Audience]
    reviews: list[Review]
    actions: list[Action]
    readbacks: list[Readback]
    #: What was said beside a decision of one person.
    marks: list[Mark] = field(default_factory=list)

    @property
    def record(self) -> dict[str, Any]:
        """What was sealed."""
        return dict(self.decision.record)

    @cached_property
    def plan(self) -> Plan:
        """What the proposal said of itself."""
        return plain.typed(Plan, self.record["plan"])

    @cached_property
    def names(self) -> dict[int, str]:
        """What everybody who ever sat here is called."""
        return {pk: str(member) for pk, member in self.members.items()}

    def name(self, member: int | None) -> str:
        """Somebody's name; of whoever was erased that they left."""
        return self.names.get(member or 0, str(wording_records.GONE))

    @property
    def chairs(self) -> list[Member]:
        """Who sits at the table now."""
        return [member for member in self.members.values() if member.number and not member.left]

    @property
    def guardian(self) -> Member | None:
        """Who watches over the process now."""
        return next((chair for chair in self.chairs if chair.guardian), None)

    @property
    def message(self) -> Message | None:
        """The one message."""
        return getattr(self.decision, "message", None)

    # --- the three tracks

    @cached_property
    def tracks(self) -> queries.Tracks:
        """The three tracks, each apart."""
        newest = self.readbacks[-1] if self.readbacks else None
        return queries.tracks(self.decision, self.today, newest, self.reviews[-1] if self.reviews else None)

    @cached_property
    def words(self) -> Words | None:
        """The newest readback on it."""
        return words(self.seat, self.readbacks[-1], self.names) if self.readbacks else None

    @property
    def tracks_say(self) -> dict[str, str]:
        """The three tracks in words."""
        later: Decision | None = getattr(self.decision, "replaced_by", None)
        return {
            "validity": wording_records.validity(
                self.tracks.validity,
                self.decision.in_force,
                self.decision.ends,
                later.number if later else "",
            ),
            "understanding": wording_records.understanding(
                self.tracks.understanding, self.words.differs if self.words else ()
            ),
            "review": wording_records.review(self.tracks.review, self.tracks.review_on),
        }

    @property
    def changed(self) -> bool:
        """Whether a later decision changed this one."""
        return bool(self.decision.changed_by())

    # --- how it was decided

    @cached_property
    def case(self) -> Case:
        """As much of the process as the sealed record holds."""
        record = self.record
        options = tuple(plain.typed(processes.Option, one) for one in record["options"])
        earlier = tuple(plain.typed(processes.Sitting, one) for one in record.get("sittings", ()))
        counts = self.outcome.figures.get("counts", {})
        text = processes.Version(1, record["title"], record["text"], record["proposer"], self.outcome.at)
        return Case(
            method=record["method"],
            proposer=record["proposer"],
            stage="adopted",
            terms=plain.typed(processes.Terms, record["terms"]),
            versions=(processes.Version(**{**vars(text), "options": options}),),
            electorate=tuple(processes.Voter(n) for n in range(self.outcome.figures.get("voters", 0))),
            outcome=self.outcome,
            sittings=earlier,
            standing=tuple(one for one in counts if one != processes.BLANK) if earlier else (),
        )

    @cached_property
    def outcome(self) -> processes.Outcome:
        """What came out."""
        return plain.typed(processes.Outcome, self.record["outcome"])

    @property
    def outcome_says(self) -> list[str]:
        """The figures of the outcome, sentence by sentence. Minutes don't say how it was counted."""
        if self.decision.imported:
            return wording_earlier.figures(self.record["imported"])
        if self.decision.from_minutes:
            return []
        return wording_proposals.outcome(self.case, self.names)

    @property
    def option(self) -> str:
        """The option that was chosen, where there were options."""
        winner = self.outcome.figures.get("winner", "")
        return wording_proposals.option_text(self.case, winner) if winner else ""

    @property
    def how(self) -> str:
        """The method and what it came to, in a few words."""
        if self.decision.imported:
            return wording_earlier.how(self.record["imported"])
        if self.decision.from_minutes:
            return str(wording_minutes.TAKEN_OVER)
        return wording_records.how_decided(self.decision.method, self.outcome)

    @property
    def who_decided(self) -> list[str]:
        """Who took part, who didn't, who stayed out of it and who left."""
        if self.decision.elsewhere:
            return [self.name(member) for member in self.record["took_part"]]
        return wording_records.who_decided(self.record, self.names)

    @property
    def source(self) -> list[tuple[str, str]]:
        """Of what came in from elsewhere: where it stood, and what else its source says."""
        return wording_earlier.source(self.record["imported"]) if self.decision.imported else []

    @property
    def unlike(self) -> list[str]:
        """Where the figures of an earlier decision say something else than its source."""
        said = self.record["imported"]
        return wording_earlier.counted(said) if said["differs"] else []

    @property
    def leads_out(self) -> bool:
        """Whether what stands there as a link is one."""
        return str(self.record["imported"]["link"]).startswith(("https://", "http://"))

    @property
    def impact(self) -> list[tuple[str, str]]:
        """Per domain how large the impact is, the large ones first."""
        sizes = sorted(
            self.plan.impact.items(), key=lambda pair: decisions.SIZES.index(pair[1]), reverse=True
        )
        return [(domain, str(wording_records.SIZE[size])) for domain, size in sizes if size != "none"]

    @property
    def kept(self) -> list[Kept]:
        """Objections with what became of them, votes against, and concerns."""
        record = self.record
        objected = [plain.typed(processes.Objection, one) for one in record["objections"]]
        said = {(one.member, one.text) for one in objected}
        against = [one for one in record["dissent"] if (one["member"], one["reason"]) not in said]
        concerns = [one for one in record["concerns"] if (one["member"], one["text"]) not in said]
        return [
            *(
                Kept(self.name(one.member), "objection", one.text, wording_records.BECAME[one.state])
                for one in objected
            ),
            *(Kept(self.name(one["member"]), one["choice"], one["reason"]) for one in against),
            *(Kept(self.name(one["member"]), "concern", one["text"]) for one in concerns),
            *(
                Kept(self.name(one["member"]), one["choice"], one["reason"])
                for one in record.get("stances", ())
            ),
            *(
                Kept(self.name(one["member"]), "resistance", one["reason"])
                for one in record.get("resists", ())
            ),
        ]

    # --- after advice

    @property
    def advised(self) -> list[Advised]:
        """Who was asked for advice, what they said, and what became of it."""
        return [
            Advised(
                one["member"],
                self.name(one["member"]),
                str(wording_advice.PART_SHORT[one["part"]]),
                one["why"],
                wording_advice.answer(one),
                str(wording_advice.WORD[one["word"]]) if one["word"] else "",
                one["because"],
            )
            for one in self.record.get("advisers", [])
        ] + [_from_outside(one, self.name(one["by"])) for one in self.record.get("outside", [])]

    @property
    def handed(self) -> list[str]:
        """Who would decide and left, and who took over."""
        gone = self.record.get("handovers", [])
        return [wording_advice.handed(self.name(o["member"]), self.name(o["to"]), o["why"]) for o in gone]

    @property
    def asked_text(self) -> str:
        """The text on which advice was asked, where the decision became another one."""
        asked = str(self.record.get("asked_text", self.decision.text))
        return asked if asked != self.decision.text else ""

    # --- beside a decision of one person

    @property
    def marked(self) -> Marked | None:
        """What was said beside it, and what this seat may say; None where the team decided together."""
        if self.decision.method not in processes.DECIDERS:
            return None
        return Marked(self.seat, self.decision, self.record, [one.mark for one in self.marks], self.names)

    @property
    def count(self) -> Any:
        """The tables of how it was counted, where there was something to count."""
        if self.decision.method == "resistance":
            return counted.resistance(self.case)
        if self.decision.method == "majority":
            return voted.votes(self.case)
        return counted.ranked(self.case) if self.decision.method == "ranked" else None

    # --- what came of it

    @property
    def untold(self) -> int:
        """How many still have to be told."""
        return sum(row.told is None for row in self.audiences)

    @property
    def history(self) -> list[tuple[date, str]]:
        """How it went, oldest first."""
        return wording_records.history(self, called)

    @property
    def reviewed(self) -> list[tuple[Review, str, str, str]]:
        """Every look back with its words: what followed, whether it came, and who wrote it down."""
        return [
            (
                row,
                str(wording_records.REVIEWED[row.verdict]),
                str(wording_decisions.CAME[row.came]),
                self.name(row.by_id),
            )
            for row in self.reviews
        ]


def shown(seat: Seat, number: str, today: date) -> Shown:
    """Read it. `NotHere` for whoever doesn't belong to the team."""
    decision, reviews = queries.with_reviews(seat, number)
    return Shown(
        seat=seat,
        decision=decision,
        today=today,
        members={member.pk: member for member in people.ever_at(seat)},
        audiences=queries.audiences_of(decision),
        reviews=reviews,
        actions=list(actions.of_decision(seat, decision).order_by("due", "pk")),
        readbacks=queries.all_readbacks_of(seat, decision),
        marks=queries.marks_of(decision),
    )
