"""Who guards the process: whose term it is, a hand-over, and saying whether one wants to be asked."""

from datetime import datetime
from typing import Any

from ninja import Schema

from koers.apps.checks import queries
from koers.apps.checks.guarding import commands
from koers.apps.checks.models import Term
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Number, Text, parts
from koers.web.api.room import Room

room = Room("guardian")


class GuardTerm(Schema):
    """A time that somebody guarded the process or was asked to."""

    id: int
    member: int
    handover: int
    state: str
    note: str
    reason: str
    asked: datetime
    began: datetime | None
    ended: datetime | None


class GuardReply(Schema):
    """Who guards now, who is asked, who doesn't want to be, and the story so far."""

    guardian: int | None
    asked: int | None
    unwilling: list[int]
    terms: list[GuardTerm]


class GuardNote(Body):
    """What to keep an eye on."""

    note: Text = ""


class GuardReason(Body):
    """Why."""

    reason: Text


class GuardWilling(Body):
    """Whether one wants to be asked."""

    willing: bool


def _term(one: Term) -> dict[str, Any]:
    who = {"id": one.pk, "member": one.member_id}
    return who | parts(one, "handover state note reason asked began ended")


def _now(caller: Caller) -> dict[str, Any]:
    terms = queries.terms(caller.seat)
    asked = queries.asked_now(terms)
    guards = [chair.pk for chair in queries.table(caller.seat) if chair.guardian]
    return {
        "guardian": guards[0] if guards else None,
        "asked": asked.member_id if asked else None,
        "unwilling": sorted(queries.unwilling(caller.seat)),
        "terms": [_term(one) for one in terms],
    }


@room.reads("guardian/", GuardReply)
def one(caller: Caller) -> object:
    """Who guards the process."""
    return _now(caller)


@room.does("guardian/handover/", "hand_over", GuardReply)
def handover(caller: Caller, body: GuardNote) -> object:
    """Ask the next in line."""
    commands.hand_over(caller.seat, caller.team, body.note, key=caller.key)
    return _now(caller)


@room.does("guardian/stay/", "stay_on", GuardReply)
def stay(caller: Caller, body: GuardReason) -> object:
    """Skip a hand-over: the guardian goes on until the next check, and says why."""
    commands.stay_on(caller.seat, caller.team, body.reason, key=caller.key)
    return _now(caller)


@room.does("guardian/willing/", "say_willing", GuardReply)
def willing(caller: Caller, body: GuardWilling) -> object:
    """Say whether one wants to be asked."""
    commands.say_willing(caller.seat, body.willing)
    return _now(caller)


@room.does("guardian/terms/{pk}/acceptance/", "accept_guardian", GuardReply)
def acceptance(caller: Caller, pk: Number) -> object:
    """Take it over: from now on one guards the process."""
    commands.accept_guardian(caller.seat, pk, key=caller.key)
    return _now(caller)


@room.does("guardian/terms/{pk}/pass/", "pass_guardian", GuardReply)
def passing(caller: Caller, pk: Number, body: GuardReason) -> object:
    """Not now, and why. The next in line is asked."""
    commands.pass_guardian(caller.seat, pk, body.reason, key=caller.key)
    return _now(caller)
