"""A row of the matrix or a mandate that somebody proposes, until the team has decided about it."""

from datetime import datetime
from typing import Any

from ninja import Schema

from koers.apps.authority import commands, queries
from koers.apps.authority.models import Proposal
from koers.domain import authority
from koers.domain.refusals import NotHere
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Number, Text, parts
from koers.web.api.room import Room
from koers.web.api.rooms.authority import MandateGiven, MatrixChange, mandate_of

room = Room("would_hold")


class WouldHoldReply(Schema):
    """What would hold: a "row" or a "mandate" with what it says, who proposes it, and what came of it."""

    id: int
    code: str
    what: str
    says: dict[str, Any]
    to_role: int | None
    to_member: int | None
    to_name: str
    why: str
    proposer: int
    name: str
    proposed: datetime
    state: str
    settled: datetime | None
    settled_by: str
    reason: str
    decision: str


class WouldHoldReason(Body):
    """Why."""

    reason: Text


def _plain(one: Proposal) -> dict[str, Any]:
    names = "code what says to_name why name proposed state settled settled_by reason decision"
    whom = {"to_role": one.to_role_id, "to_member": one.to_member_id, "proposer": one.proposer_id}
    return {"id": one.pk} | whom | parts(one, names)


def _now(caller: Caller, pk: int) -> dict[str, Any]:
    found = Proposal.objects.for_seat(caller.seat).filter(pk=pk).first()
    if found is None:
        raise NotHere
    return _plain(found)


@room.reads("authority/proposals/", list[WouldHoldReply])
def index(caller: Caller) -> object:
    """What was proposed at this table and isn't settled yet."""
    return [_plain(one) for one in queries.unsettled(caller.seat)]


@room.does("authority/proposals/row/", "propose_row", WouldHoldReply, makes=True)
def row(caller: Caller, body: MatrixChange) -> object:
    """Propose how a kind of topic would be decided. Nothing changes until the team decides so."""
    after = authority.Row(**body.model_dump(exclude={"because"}))
    return _plain(commands.propose_row(caller.seat, caller.team, after, body.because, caller.key))


@room.does("authority/proposals/mandate/", "propose_mandate", WouldHoldReply, makes=True)
def mandate(caller: Caller, body: MandateGiven) -> object:
    """Propose what a role or somebody may decide in the team's name."""
    made = commands.propose_mandate(
        caller.seat, caller.team, mandate_of(body), body.because,
        to_role=body.to_role, to_member=body.to_member, key=caller.key,
    )  # fmt: skip
    return _plain(made)


@room.reads("authority/proposals/{pk}/", WouldHoldReply)
def one(caller: Caller, pk: Number) -> object:
    """One of them. A proposal whose `about` is its `code` lets the team decide about it."""
    return _now(caller, pk)


@room.does("authority/proposals/{pk}/decline/", "decline_authority", WouldHoldReply)
def decline(caller: Caller, pk: Number, body: WouldHoldReason) -> object:
    """Let it go without a decision, and say why."""
    commands.decline_authority(caller.seat, pk, body.reason, caller.key)
    return _now(caller, pk)
