"""The team itself: its chairs, what it is for, its days off, where it lies among others, what stands out."""

from datetime import date
from typing import Annotated, Any

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from koers.apps.mirror import queries as mirror
from koers.apps.people import commands
from koers.apps.people.circles import commands as circles
from koers.apps.people.circles import queries as lying
from koers.apps.people.days_off import commands as resting
from koers.apps.people.days_off import queries as days
from koers.apps.people.models import DayOff
from koers.domain import signals
from koers.web.api.caller import Caller
from koers.web.api.kinds import MOST, Body, Number, Text, parts
from koers.web.api.room import Room
from koers.web.api.rooms.table import TableReply
from koers.web.api.rooms.table import table as the_table

room = Room("team")


class CircleReply(Schema):
    """A team of the organisation, and in which other one it lies."""

    id: int
    key: str
    name: str
    purpose: str
    parent: int | None


class DayOffReply(Schema):
    """Days on which the team doesn't work."""

    id: int
    name: str
    first: date
    last: date


class FactReply(Schema):
    """A fact counted from what the team did: `found` of `n`, and the codes of what it was counted from."""

    signal: str
    state: str
    n: int
    found: int
    figure: float
    evidence: list[str]


class ChairNames(Body):
    """A name or nothing per chair, in seat order."""

    names: Annotated[list[Text], Field(max_length=MOST)]


class ChairRole(Body):
    """What somebody does in the organisation, in a few words."""

    role: Text


class TeamPurpose(Body):
    """What the team is for, and in which other team it lies."""

    purpose: Text
    parent: Number | None = None


class DayOffNew(Body):
    """What it is called, the first day, and the last one where there are more."""

    name: Text
    first: date
    last: date | None = None


@room.does("table/chairs/", "set_table", TableReply)
def chairs(caller: Caller, body: ChairNames) -> object:
    """Set the table anew. A chair that is taken keeps its person."""
    commands.set_table(caller.seat, caller.team, body.names, key=caller.key)
    return the_table(caller)


@room.does("table/chairs/{member}/role/", "describe_seat", TableReply)
def role(caller: Caller, member: Number, body: ChairRole) -> object:
    """Say in a few words what somebody does in the organisation."""
    commands.describe_seat(caller.seat, member, body.role)
    return the_table(caller)


@room.reads("circles/", list[CircleReply])
def index(caller: Caller) -> object:
    """Every team of the organisation, by name."""
    teams = lying.teams(caller.seat)
    return [{"id": one.pk, "parent": one.parent_id, **parts(one, "key name purpose")} for one in teams]


@room.does("circles/description/", "describe_team", list[CircleReply])
def description(caller: Caller, body: TeamPurpose) -> object:
    """Say what this team is for, and in which other one it lies."""
    circles.describe_team(caller.seat, caller.team, body.purpose, body.parent, key=caller.key)
    return index(caller)


def _days(caller: Caller) -> list[dict[str, Any]]:
    return [_day(one) for one in days.own(caller.seat, timezone.localdate()).order_by("first", "pk")]


def _day(one: DayOff) -> dict[str, Any]:
    return {"id": one.pk, **parts(one, "name first last")}


@room.reads("days-off/", list[DayOffReply])
def days_off(caller: Caller) -> object:
    """The team's own days off, from today on. Public holidays aren't in it."""
    return _days(caller)


@room.does("days-off/", "add_day_off", list[DayOffReply], makes=True)
def day_off(caller: Caller, body: DayOffNew) -> object:
    """Say that the team doesn't work on these days. The reply is all of them."""
    resting.add_day_off(caller.seat, caller.team, body.name, body.first, body.last, key=caller.key)
    return _days(caller)


@room.does("days-off/{pk}/dropping/", "drop_day_off", list[DayOffReply])
def dropping(caller: Caller, pk: Number) -> object:
    """They work after all. The reply is what is left."""
    resting.drop_day_off(caller.seat, pk, key=caller.key)
    return _days(caller)


@room.reads("mirror/", list[FactReply])
def facts(caller: Caller) -> object:
    """What stands out, always in the same order."""
    found = signals.read(mirror.history(caller.seat), timezone.localdate())
    return [parts(one, "signal state n found figure") | {"evidence": list(one.evidence)} for one in found]
