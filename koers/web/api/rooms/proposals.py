"""Proposals: writing one, opening it, everything that is said of it, and what came out."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Query, Schema
from pydantic import Field

from koers.apps.decisions import commands, queries
from koers.apps.decisions.models import Process
from koers.apps.decisions.records import commands as records
from koers.apps.ledger import clock
from koers.domain import rules
from koers.domain.decisions import Plan
from koers.domain.processes import Case, Option, Terms, plain
from koers.domain.processes.resistance import NOTHING
from koers.web.api.caller import Caller
from koers.web.api.kinds import MOST, Body, Count, Number, Text, Word, aware, body_of, typed
from koers.web.api.paging import Page, Paging, page
from koers.web.api.room import Room

room = Room("proposals")
if TYPE_CHECKING:
    TermsBody = Body
    PlanBody = Body
else:
    TermsBody, PlanBody = body_of(Terms), body_of(Plan)


#: What of a case is shown as the rules know it.
SHOWN = ("recusals", "weighings", "outside", "proposed", "standing")


class ProposalReply(Schema):
    """A proposal in a list."""

    number: int
    title: str
    method: str
    stage: str
    proposer: int
    about: str
    drafted: datetime
    opened: datetime | None
    closes: datetime | None
    ended: datetime | None


class ProposalWhole(ProposalReply):
    """A proposal with everything that this seat may see of it."""

    text: str
    version: int
    options: list[dict[str, Any]]
    terms: dict[str, Any]
    plan: dict[str, Any]
    electorate: list[dict[str, Any]]
    missing: list[int]
    responses: list[dict[str, Any]] | None
    objections: list[dict[str, Any]]
    recusals: list[dict[str, Any]]
    weighings: list[dict[str, Any]]
    outside: list[dict[str, Any]]
    proposed: list[dict[str, Any]]
    standing: list[str]
    questions: list[dict[str, Any]]
    reactions: list[dict[str, Any]] | None
    outcome: dict[str, Any] | None
    decision: str | None
    can: list[str]


def options_of(texts: Sequence[str], nothing: str = "") -> tuple[Option, ...]:
    """Options as the rules name them; first what doing nothing means, where that is one of them."""
    first = (Option(NOTHING, nothing),) if nothing else ()
    return first + tuple(Option(f"o{place}", text) for place, text in enumerate(texts, start=1))


class ProposalDraft(Body):
    """What is proposed, how it is decided, and what it says of itself."""

    title: Text
    text: Text
    method: Word
    because: Text = ""
    about: Word = ""
    options: Annotated[list[Word], Field(max_length=MOST)] = []
    nothing: Word = Field("", description="By least resistance: what doing nothing means.")
    terms: TermsBody | None = None
    plan: PlanBody | None = None

    def given(self) -> dict[str, Any]:
        """Its parts, as the rules know them."""
        return {
            "options": options_of(self.options, self.nothing),
            "plan": typed(Plan, self.plan),
            "because": self.because,
        }


def _plain(process: Process, *more: str) -> dict[str, Any]:
    names = ("number", "method", "stage", "about", "drafted", "opened", "closes", "ended", *more)
    return {"proposer": process.proposer_id} | {name: getattr(process, name) for name in names}


def _listed(process: Process) -> dict[str, Any]:
    return _plain(process, "title")


def _settled(caller: Caller, number: int) -> Process:
    process = queries.process_at(caller.seat, number)
    if process.stage == "adopted" and hasattr(process, "decision"):
        return process
    settled = records.settle(caller.seat, process, clock.now())
    # What it remembers is that there was no decision: read anew, there is one.
    return queries.process_at(caller.seat, number) if settled.stage == "adopted" else settled


def whole(caller: Caller, number: int) -> dict[str, Any]:
    """As it stands now: closed when its window has ended, sealed when it was adopted."""
    process = _settled(caller, number)
    found = queries.whole(process)
    case = found.case
    seat, decision = caller.seat, getattr(process, "decision", None)
    sees, hears = queries.may_see_responses(seat, case), queries.may_see_reactions(seat, case)
    return _plain(process) | {
        "title": case.text.title,
        "text": case.text.text,
        "version": case.version,
        "options": plain.plain(case.text.options),
        "terms": plain.plain(case.terms),
        "plan": process.plan,
        "electorate": [_voter(voter) for voter in found.voters],
        "missing": [] if _hidden(case) else [voter.member for voter in case.missing],
        "responses": [_response(case, one) for one in case.responses] if sees else None,
        "objections": [plain.plain(one) | {"state": one.state} for one in case.objections],
        **{name: plain.plain(getattr(case, name)) for name in SHOWN},
        "questions": [_question(one) for one in found.questions],
        "reactions": [{"member": r.member_id, "text": r.text} for r in found.reactions] if hears else None,
        "outcome": plain.plain(case.outcome),
        "decision": decision.number if decision else None,
        "can": [deed for deed in queries.possible(seat, case, clock.now()) if rules.may(seat, deed)],
    }


def _hidden(case: Case) -> bool:
    """Whether nobody sees who has answered: without names, or until all names, scores or ranks are in."""
    return case.terms.secrecy == "secret" or case.stage in queries.HIDDEN


def _voter(voter: Any) -> dict[str, Any]:
    names = ("name", "why", "weight", "status", "away")
    return {"member": voter.member_id} | {name: getattr(voter, name) for name in names}


def _response(case: Case, one: Any) -> dict[str, Any]:
    return {**plain.plain(one), "counts": one is case.newest(one.member) and case.counts(one)}


def _question(one: Any) -> dict[str, Any]:
    return {"id": one.pk, "member": one.member_id, "text": one.text, "answer": one.answer}


def _pk(caller: Caller, number: int) -> int:
    return int(queries.process_at(caller.seat, number).pk)


@room.reads("proposals/", Page[ProposalReply])
def index(caller: Caller, paging: Query[Paging], open: bool | None = None) -> object:  # noqa: A002
    """The team's proposals and one's own drafts, newest first; of open ones what is being decided."""
    rows = queries.open_ones(caller.seat) if open else queries.of_team(caller.seat)
    return page(queries.titled(rows), paging, "-number", _listed)


@room.reads("proposals/{number}/", ProposalWhole)
def one(caller: Caller, number: Number) -> object:
    """One proposal, as far as this seat sees it: others' answers once one's own is in."""
    return whole(caller, number)


@room.does("proposals/", "draft_proposal", ProposalWhole, makes=True)
def draft(caller: Caller, body: ProposalDraft) -> object:
    """Write a proposal. Nobody else sees it before it is opened."""
    made = commands.draft_proposal(
        caller.seat, caller.team, body.method, typed(Terms, body.terms), body.title, body.text,
        about=body.about, key=caller.key, **body.given(),
    )  # fmt: skip
    return whole(caller, made.number)


@room.does("proposals/{number}/draft/", "edit_draft", ProposalWhole)
def rewrite(caller: Caller, number: Number, body: ProposalDraft) -> object:
    """Rewrite one's own draft."""
    commands.edit_draft(
        caller.seat, _pk(caller, number), body.title, body.text, typed(Terms, body.terms),
        method=body.method, key=caller.key, **body.given(),
    )  # fmt: skip
    return whole(caller, number)


class ProposalOpening(Body):
    """Until when, and what each chair's vote weighs where it isn't 1."""

    closes: datetime | None = None
    weights: Annotated[dict[Word, Count], Field(max_length=MOST)] = {}


@room.does("proposals/{number}/opening/", "open_process", ProposalWhole)
def opening(caller: Caller, number: Number, body: ProposalOpening) -> object:
    """Ask everybody who sits at the table now; of an urgent action: it is decided and told."""
    closes = aware(body.closes) if body.closes else None
    weights = {int(chair): weight for chair, weight in body.weights.items() if chair.isdecimal()}
    process = queries.process_at(caller.seat, number)
    if process.method == "urgent":
        commands.act_urgently(caller.seat, process.pk, key=caller.key)
    else:
        commands.open_process(caller.seat, process.pk, closes=closes, weights=weights, key=caller.key)
    return whole(caller, number)
