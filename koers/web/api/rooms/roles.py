"""Roles: the organisation's register, and what is proposed in it."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from koers.apps.roles import commands, queries
from koers.apps.roles.models import Proposal, Role
from koers.domain import roles
from koers.domain.refusals import NotHere
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Number, Text
from koers.web.api.paging import Page, Paging, part
from koers.web.api.room import Room

room = Room("roles")


class RoleHolder(Schema):
    """Somebody's time in a role."""

    id: int
    member: int
    name: str
    first: date
    last: date | None
    ended: date | None


class RoleReply(Schema):
    """A role, and who holds it."""

    id: int
    team: str
    name: str
    purpose: str
    domains: list[str]
    accountabilities: list[str]
    ties: list[str]
    version: int
    vacant: bool
    terms: list[RoleHolder]


class RoleProposalReply(Schema):
    """A change in a role that was proposed."""

    id: int
    role: int | None
    before: dict[str, str]
    after: dict[str, str]
    ends: bool
    why: str
    proposer: int
    proposed: datetime
    state: str
    reason: str


class RoleProposed(Body):
    """The new text, and why."""

    name: Text
    purpose: Text
    domains: Text = ""
    accountabilities: Text = ""
    ties: Text = Field("", description='A line per tie: "leans_on:12".')
    why: Text
    role: Number | None = None


class RoleReason(Body):
    """Why."""

    reason: Text


class RoleTerm(Body):
    """Who, from when, until when."""

    member: Number
    first: date | None = None
    last: date | None = None


class RoleTermLonger(Body):
    """Until when; null for as long as it lasts."""

    last: date | None = None


def _role(role: Role, terms: list[Any]) -> dict[str, Any]:
    return {
        "id": role.pk,
        "team": role.team.key,
        "name": role.name,
        "purpose": role.purpose,
        "domains": roles.lines(role.domains),
        "accountabilities": roles.lines(role.accountabilities),
        "ties": roles.lines(role.ties),
        "version": role.version,
        "vacant": roles.vacant([one.term for one in terms], timezone.localdate()),
        "terms": [_term(one) for one in terms],
    }


def _term(one: Any) -> dict[str, Any]:
    names = ("name", "first", "last", "ended")
    return {"id": one.pk, "member": one.member_id} | {name: getattr(one, name) for name in names}


def _proposal(one: Proposal) -> dict[str, Any]:
    names = "before after ends why proposed state reason".split()
    who = {"id": one.pk, "role": one.role_id, "proposer": one.proposer_id}
    return who | {name: getattr(one, name) for name in names}


def _proposal_now(caller: Caller, pk: int) -> dict[str, Any]:
    found = Proposal.objects.for_seat(caller.seat).filter(pk=pk).first()
    if found is None:
        raise NotHere
    return _proposal(found)


def _role_now(caller: Caller, pk: int) -> dict[str, Any]:
    found = queries.register(caller.seat).select_related("team").filter(pk=pk).first()
    if found is None:
        raise NotHere
    return _role(found, queries.terms([found])[found.pk])


@room.reads("roles/", Page[RoleReply])
def index(caller: Caller, paging: Query[Paging]) -> object:
    """Every role of the organisation, also of other teams, with who holds or held it."""
    found, following = part(queries.register(caller.seat).select_related("team"), paging, "pk")
    terms = queries.terms(found)
    return {"items": [_role(one, terms[one.pk]) for one in found], "next": following}


@room.reads("roles/proposals/", list[RoleProposalReply])
def proposals(caller: Caller) -> object:
    """What was proposed to this team and isn't settled yet."""
    return [_proposal(one) for one in queries.open_proposals(caller.seat)]


@room.reads("roles/{pk}/", RoleReply)
def one(caller: Caller, pk: Number) -> object:
    """One role of the organisation."""
    return _role_now(caller, pk)


@room.reads("roles/proposals/{pk}/", RoleProposalReply)
def proposal(caller: Caller, pk: Number) -> object:
    """One change in a role that was proposed."""
    return _proposal_now(caller, pk)


@room.does("roles/proposals/", "propose_role", RoleProposalReply, makes=True)
def propose(caller: Caller, body: RoleProposed) -> object:
    """Propose a new role, or another text for one of the team's own."""
    text = roles.Text(body.name, body.purpose, body.domains, body.accountabilities, body.ties)
    made = commands.propose_role(caller.seat, caller.team, text, body.why, body.role, key=caller.key)
    return _proposal(made)


@room.does("roles/{pk}/end/", "propose_role", RoleProposalReply, makes=True)
def end(caller: Caller, pk: Number, body: RoleReason) -> object:
    """Propose that a role isn't needed any more."""
    return _proposal(commands.propose_end(caller.seat, caller.team, pk, body.reason, key=caller.key))


@room.does("roles/proposals/{pk}/adoption/", "adopt_role", RoleProposalReply)
def adoption(caller: Caller, pk: Number, body: RoleReason) -> object:
    """Let a proposal hold from now on."""
    commands.adopt_role(caller.seat, pk, body.reason, key=caller.key)
    return _proposal_now(caller, pk)


@room.does("roles/proposals/{pk}/decline/", "decline_role", RoleProposalReply)
def decline(caller: Caller, pk: Number, body: RoleReason) -> object:
    """Let it be as it was, and say why."""
    commands.decline_role(caller.seat, pk, body.reason, key=caller.key)
    return _proposal_now(caller, pk)


@room.does("roles/{pk}/terms/", "fill_role", RoleReply)
def fill(caller: Caller, pk: Number, body: RoleTerm) -> object:
    """Give somebody of the team a term in a role."""
    commands.fill_role(caller.seat, pk, body.member, body.first, body.last, key=caller.key)
    return _role_now(caller, pk)


@room.does("roles/terms/{pk}/renewal/", "renew_term", None)
def renewal(caller: Caller, pk: Number, body: RoleTermLonger) -> None:
    """Let a term last longer."""
    commands.renew_term(caller.seat, pk, body.last, key=caller.key)


@room.does("roles/terms/{pk}/vacating/", "vacate_role", None)
def vacating(caller: Caller, pk: Number) -> None:
    """End somebody's term today."""
    commands.vacate_role(caller.seat, pk, key=caller.key)
