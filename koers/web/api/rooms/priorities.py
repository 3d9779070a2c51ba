"""Three to five priorities, what the team doesn't do, and the yardstick."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from koers.apps.direction import queries
from koers.apps.direction.commands import priorities as commands
from koers.apps.direction.models import NotDoing, Priority
from koers.web.api.caller import Caller
from koers.web.api.kinds import MOST, Body, Number, Text, Word, parts
from koers.web.api.room import Room

room = Room("priorities")


class PriorityReply(Schema):
    """A priority, how it is seen, and what was said of it, the newest first."""

    id: int
    title: str
    seen_by: str
    name: str
    began: datetime
    state: str
    ended: datetime | None
    ended_by: str
    word: str
    progress: list[dict[str, Any]]


class NotDoingReply(Schema):
    """What the team doesn't do this year, and why."""

    id: int
    text: str
    why: str
    year: int
    name: str
    at: datetime


class YardstickReply(Schema):
    """Which kinds of decisions say which priority they serve or hurt, since when and why."""

    kinds: list[str]
    why: str
    name: str
    at: datetime


class PriorityNew(Body):
    """What matters most and how it is seen; of a sixth one, which one goes for it and why."""

    title: Text
    seen_by: Text = ""
    goes: Number | None = None
    why: Text = ""


class PrioritySeen(Body):
    """How it will be seen."""

    seen_by: Text


class PriorityGoing(Body):
    """How it goes."""

    going: Word
    word: Text = ""


class PriorityWord(Body):
    """What helped, what is needed, or why it goes."""

    word: Text


class RuledOut(Body):
    """What isn't done, and why."""

    text: Text
    why: Text


class RuledIn(Body):
    """Why it may be done again."""

    why: Text


class YardstickBody(Body):
    """Which kinds of decisions pass it, and why."""

    kinds: Annotated[list[Word], Field(max_length=MOST)]
    why: Text


def _plain(one: Priority) -> dict[str, Any]:
    said = [parts(word, "name going word") | {"at": word.at.isoformat()} for word in one.progress.all()]
    return {"id": one.pk, "progress": said} | parts(one, "title seen_by name began state ended ended_by word")


def _now(caller: Caller, pk: int) -> dict[str, Any]:
    return _plain(queries.the(Priority, caller.seat, pk))


def _ruled_out(caller: Caller) -> list[dict[str, Any]]:
    return [_out(one) for one in queries.not_doing(caller.seat)]


def _out(one: NotDoing) -> dict[str, Any]:
    return {"id": one.pk} | parts(one, "text why year name at")


def _said(caller: Caller, pk: int, command: Callable[..., None], *given: str) -> dict[str, Any]:
    command(caller.seat, pk, *given, key=caller.key)
    return _now(caller, pk)


@room.reads("direction/priorities/", list[PriorityReply])
def index(caller: Caller) -> object:
    """Every priority that the team ever named, the oldest first."""
    return [_plain(one) for one in queries.all_priorities(caller.seat)]


@room.reads("direction/priorities/{pk}/", PriorityReply)
def one(caller: Caller, pk: Number) -> object:
    """One priority."""
    return _now(caller, pk)


@room.does("direction/priorities/", "name_priority", PriorityReply, makes=True)
def new(caller: Caller, body: PriorityNew) -> object:
    """Name a priority. A sixth one only when one goes."""
    said = (body.title, body.seen_by, body.goes, body.why)
    return _now(caller, commands.name_priority(caller.seat, caller.team, *said, key=caller.key).pk)


@room.does("direction/priorities/{pk}/seen-by/", "set_seen_by", PriorityReply)
def seen_by(caller: Caller, pk: Number, body: PrioritySeen) -> object:
    """Say how it will be seen."""
    return _said(caller, pk, commands.set_seen_by, body.seen_by)


@room.does("direction/priorities/{pk}/progress/", "note_priority", PriorityReply)
def progress(caller: Caller, pk: Number, body: PriorityGoing) -> object:
    """Say how it goes with a priority."""
    return _said(caller, pk, commands.note_priority, body.going, body.word)


@room.does("direction/priorities/{pk}/reached/", "reach_priority", PriorityReply)
def reached(caller: Caller, pk: Number, body: PriorityWord) -> object:
    """It is reached: what helped."""
    return _said(caller, pk, commands.reach_priority, body.word)


@room.does("direction/priorities/{pk}/missed/", "miss_priority", PriorityReply)
def missed(caller: Caller, pk: Number, body: PriorityWord) -> object:
    """It wasn't reached: what is needed."""
    return _said(caller, pk, commands.miss_priority, body.word)


@room.does("direction/priorities/{pk}/let-go/", "let_priority_go", PriorityReply)
def let_go(caller: Caller, pk: Number, body: PriorityWord) -> object:
    """It goes without having been reached, and why."""
    return _said(caller, pk, commands.let_priority_go, body.word)


@room.reads("direction/not-doing/", list[NotDoingReply])
def not_doing(caller: Caller) -> object:
    """What the team doesn't do."""
    return _ruled_out(caller)


@room.does("direction/not-doing/", "rule_out", list[NotDoingReply], makes=True)
def ruling_out(caller: Caller, body: RuledOut) -> object:
    """Say what the team doesn't do this year. The reply is all of it."""
    commands.rule_out(caller.seat, caller.team, body.text, body.why, key=caller.key)
    return _ruled_out(caller)


@room.does("direction/not-doing/{pk}/end/", "rule_in", list[NotDoingReply])
def ruling_in(caller: Caller, pk: Number, body: RuledIn) -> object:
    """It may be done again, and why. The reply is what is left."""
    commands.rule_in(caller.seat, pk, body.why, key=caller.key)
    return _ruled_out(caller)


@room.reads("direction/yardstick/", list[YardstickReply])
def yardsticks(caller: Caller) -> object:
    """The yardstick that holds, and those before it."""
    return [parts(one, "kinds why name at") for one in queries.yardsticks(caller.seat)]


@room.does("direction/yardstick/", "set_yardstick", list[YardstickReply], makes=True)
def yardstick(caller: Caller, body: YardstickBody) -> object:
    """Say which kinds of decisions always pass it, and why."""
    commands.set_yardstick(caller.seat, caller.team, body.kinds, body.why, key=caller.key)
    return yardsticks(caller)
