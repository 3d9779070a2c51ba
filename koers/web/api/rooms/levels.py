"""How much is left to whoever carries a matter, picked alone and shown at once; the register of interests."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ninja import Query, Schema

from koers.apps.direction import queries
from koers.apps.direction.commands import interests as noting
from koers.apps.direction.commands import levels as commands
from koers.apps.direction.models import Interest
from koers.domain.direction import interests
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Count, Number, Text, parts
from koers.web.api.paging import Page, Paging, page
from koers.web.api.room import Room

room = Room("levels")


class LevelReply(Schema):
    """A question of how much is left to whoever carries a kind of matter; `level` is 1 (tell) to 7."""

    number: int
    question: str
    stage: str
    lap: int
    level: int | None
    opened: datetime
    ended: datetime | None
    reason: str


class LevelWhole(LevelReply):
    """The same with who picked, and one's own; what others picked once all are shown."""

    picked: list[int]
    own: int | None
    picks: list[dict[str, Any]] | None


class InterestReply(Schema):
    """A side position or another interest of somebody."""

    id: int
    team: str
    member: int
    name: str
    what: str
    where: str
    since: date | None
    until: date | None
    noted: datetime


class LevelQuestion(Body):
    """Which kind of matter."""

    question: Text


class LevelPicked(Body):
    """A level, in the lap that was looked at."""

    level: Count
    lap: Number


class LevelAgreed(Body):
    """A level."""

    level: Count


class LevelStop(Body):
    """Why."""

    reason: Text


class InterestNoted(Body):
    """What one is or has, where, from and until when."""

    what: Text
    where: Text
    since: date | None = None
    until: date | None = None


def _plain(found: object) -> dict[str, Any]:
    return parts(found, "number question stage lap level opened ended reason")


def _whole(caller: Caller, number: int) -> dict[str, Any]:
    found = queries.level_round_at(caller.seat, number)
    picks = queries.picks(found)
    own = next((one.level for one in picks if one.member_id == caller.seat.member), None)
    shown = [{"member": one.member_id, **parts(one, "name level")} for one in picks]
    return _plain(found) | {
        "picked": [one.member_id for one in picks],
        "own": own,
        "picks": None if found.stage == "picking" else shown,
    }


def _done(caller: Caller, number: int, command: Callable[..., None], *given: Any, **named: Any) -> object:
    command(caller.seat, queries.level_round_at(caller.seat, number).pk, *given, **named)
    return _whole(caller, number)


@room.reads("levels/", Page[LevelReply])
def index(caller: Caller, paging: Query[Paging]) -> object:
    """What was asked of the team, the newest first."""
    return page(queries.level_rounds(caller.seat), paging, "-number", _plain)


@room.reads("levels/{number}/", LevelWhole)
def one(caller: Caller, number: Number) -> object:
    """One question."""
    return _whole(caller, number)


@room.does("levels/", "open_levels", LevelWhole, makes=True)
def opening(caller: Caller, body: LevelQuestion) -> object:
    """Ask everybody at the table how much is left to whoever carries this."""
    return _whole(
        caller, commands.open_levels(caller.seat, caller.team, body.question, key=caller.key).number
    )


@room.does("levels/{number}/pick/", "pick_level", LevelWhole)
def pick(caller: Caller, number: Number, body: LevelPicked) -> object:
    """Pick alone. Until they are shown one may still pick another."""
    return _done(caller, number, commands.pick_level, body.level, body.lap, key=caller.key)


@room.does("levels/{number}/showing/", "show_levels", LevelWhole)
def showing(caller: Caller, number: Number) -> object:
    """Show all picks at once."""
    return _done(caller, number, commands.show_levels)


@room.does("levels/{number}/again/", "pick_again", LevelWhole)
def again(caller: Caller, number: Number) -> object:
    """The highest and the lowest explained: everybody picks anew."""
    return _done(caller, number, commands.pick_again)


@room.does("levels/{number}/agreed/", "agree_level", LevelWhole)
def agreed(caller: Caller, number: Number, body: LevelAgreed) -> object:
    """This is how much is left to whoever carries it."""
    return _done(caller, number, commands.agree_level, body.level)


@room.does("levels/{number}/stop/", "stop_levels", LevelWhole)
def stop(caller: Caller, number: Number, body: LevelStop) -> object:
    """Stop without a level, and say why."""
    return _done(caller, number, commands.stop_levels, body.reason)


def _interest(one: Interest) -> dict[str, Any]:
    who = {"id": one.pk, "team": one.team.key, "member": one.member_id}
    return who | parts(one, "name what where since until noted")


@room.reads("interests/", Page[InterestReply])
def register(caller: Caller, paging: Query[Paging]) -> object:
    """The register of interests of the whole organisation."""
    return page(queries.interests(caller.seat), paging, "pk", _interest)


@room.does("interests/", "note_interest", InterestReply, makes=True)
def noted(caller: Caller, body: InterestNoted) -> object:
    """Declare a side position or another interest of one's own."""
    given = interests.Interest(body.what, body.where, body.since, body.until)
    return _interest(noting.note_interest(caller.seat, caller.team, given, key=caller.key))


@room.does("interests/{pk}/end/", "end_interest", InterestReply)
def over(caller: Caller, pk: Number) -> object:
    """One's own interest is over from today on."""
    noting.end_interest(caller.seat, pk, key=caller.key)
    return _interest(queries.the(Interest, caller.seat, pk))
