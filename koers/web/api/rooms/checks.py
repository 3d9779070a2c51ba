"""Collaboration checks: holding one, what was written in it as far as this seat sees it, what was agreed."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from koers.apps.checks import commands, queries
from koers.apps.checks.guarding import commands as guarding
from koers.apps.checks.models import Check, Former, Line
from koers.domain import checks
from koers.web.api.caller import Caller
from koers.web.api.kinds import MOST, Body, Count, Number, Text, Word
from koers.web.api.paging import Page, Paging, page
from koers.web.api.room import Room
from koers.web.api.rooms.actions import ActionReply
from koers.web.api.rooms.actions import shown as action_shown

room = Room("checks")


class CheckReply(Schema):
    """A check in a list."""

    number: int
    stage: str
    opened: datetime
    ended: datetime | None


class CheckWhole(CheckReply):
    """A check. While it goes on `lines` has this step's, once one's own is in; after it, all of them."""

    shown: bool
    wrote: list[int]
    skipped: dict[str, str]
    formers: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    agreed: list[ActionReply]


class CheckComing(Schema):
    """When the next one is."""

    weeks: int
    day: date | None
    open_check: int | None


class CheckStep(Body):
    """The step that was looked at: two who go on at once go one step, not two."""

    stage: Word


class CheckSkip(CheckStep):
    """The same, and why it is left out."""

    reason: Text


class CheckReason(Body):
    """Why."""

    reason: Text


class CheckLine(Body):
    """One's own line of a step."""

    step: Word
    text: Text


class CheckPass(Body):
    """The step in which one has nothing to write."""

    step: Word


class CheckWord(Body):
    """Whether a former agreement was kept: kept, partly, not_kept or under_way."""

    outcome: Word
    word: Text = ""


class CheckAgreement(Body):
    """What is agreed, who sees to it, until when."""

    text: Text
    owner: Number
    due: date


class CheckAgreed(Body):
    """One or two agreements."""

    agreed: Annotated[list[CheckAgreement], Field(max_length=MOST)]


class CheckDay(Body):
    """A day."""

    day: date


class CheckRhythm(Body):
    """Every six, seven or eight weeks."""

    weeks: Count


def _plain(check: Check) -> dict[str, Any]:
    return {name: getattr(check, name) for name in ("number", "stage", "opened", "ended")}


def _line(line: Any) -> dict[str, Any]:
    return {"step": line.step, "member": line.member_id, "text": line.text}


@room.reads("checks/", Page[CheckReply])
def index(caller: Caller, paging: Query[Paging]) -> object:
    """The team's checks, the newest first."""
    return page(queries.of_team(caller.seat), paging, "-number", _plain)


@room.reads("checks/coming/", CheckComing)
def coming(caller: Caller) -> object:
    """When the next check is."""
    found = queries.coming(caller.seat, timezone.localdate())
    return {"weeks": found.weeks, "day": found.day, "open_check": found.open_check}


def _whole(caller: Caller, number: int) -> dict[str, Any]:
    check = queries.check_at(caller.seat, number)
    by_step = queries.lines(check)
    shown = [line for line in _shown(caller, check, by_step) if line.text]
    agreed = queries.agreed_in(caller.seat, check)
    return _plain(check) | {
        "shown": check.shown,
        "wrote": sorted(queries.wrote(by_step, check.stage)),
        "skipped": check.skipped,
        "formers": [_former(row) for row in queries.formers(check)],
        "lines": [_line(line) for line in shown],
        "agreed": [action_shown(action) for action in agreed],
    }


def _shown(caller: Caller, check: Check, by_step: dict[str, list[Line]]) -> list[Line]:
    """First alone, then together: the others' once one's own is in; beside the table once they are shown."""
    if not check.is_open:
        return [line for step in by_step.values() for line in step]
    sits = caller.seat.has("member")
    sees = not queries.must_write(caller.seat, check, by_step) if sits else check.shown
    return by_step.get(check.stage, []) if sees else []


def _former(row: Former) -> dict[str, Any]:
    return {"id": row.pk, "action": row.action_id, "outcome": row.outcome, "word": row.word}


def _done(caller: Caller, number: int, command: Callable[..., object], *given: Any, **named: Any) -> object:
    command(caller.seat, queries.check_at(caller.seat, number).pk, *given, **named)
    return _whole(caller, number)


@room.does("checks/day/", "plan_check", CheckComing)
def day(caller: Caller, body: CheckDay) -> object:
    """Choose the day of the next check, or say that the proposed one is right."""
    guarding.plan_check(caller.seat, caller.team, body.day)
    return coming(caller)


@room.does("checks/rhythm/", "set_check_rhythm", CheckComing)
def rhythm(caller: Caller, body: CheckRhythm) -> object:
    """Every six, seven or eight weeks."""
    guarding.set_check_rhythm(caller.seat, caller.team, body.weeks)
    return coming(caller)


@room.reads("checks/{number}/", CheckWhole)
def one(caller: Caller, number: Number) -> object:
    """One check."""
    return _whole(caller, number)


@room.does("checks/", "open_check", CheckWhole, makes=True)
def opening(caller: Caller) -> object:
    """Begin a check: the former agreements lie on the table first."""
    return _whole(caller, commands.open_check(caller.seat, caller.team, key=caller.key).number)


@room.does("checks/{number}/formers/{pk}/word/", "word_former", CheckWhole)
def word(caller: Caller, number: Number, pk: Number, body: CheckWord) -> object:
    """Say of a former agreement whether it was kept."""
    return _done(caller, number, commands.word_former, pk, body.outcome, body.word, key=caller.key)


@room.does("checks/{number}/line/", "write_line", CheckWhole)
def line(caller: Caller, number: Number, body: CheckLine) -> object:
    """Write one's own line of a step, once."""
    return _done(caller, number, commands.write_line, body.step, body.text, key=caller.key)


@room.does("checks/{number}/pass/", "pass_step", CheckWhole)
def passing(caller: Caller, number: Number, body: CheckPass) -> object:
    """Have nothing to write in this step."""
    return _done(caller, number, commands.pass_step, body.step, key=caller.key)


@room.does("checks/{number}/showing/", "show_lines", CheckWhole)
def showing(caller: Caller, number: Number) -> object:
    """Lay what was written on the wall, also when somebody is still writing."""
    return _done(caller, number, commands.show_lines)


@room.does("checks/{number}/step/", "next_step", CheckWhole)
def step(caller: Caller, number: Number, body: CheckStep) -> object:
    """Go on to the next step."""
    return _done(caller, number, commands.next_step, body.stage)


@room.does("checks/{number}/skip/", "skip_step", CheckWhole)
def skip(caller: Caller, number: Number, body: CheckSkip) -> object:
    """Leave a step out, and say why."""
    return _done(caller, number, commands.skip_step, body.stage, body.reason, key=caller.key)


@room.does("checks/{number}/agreement/", "agree_check", CheckWhole)
def agreement(caller: Caller, number: Number, body: CheckAgreed) -> object:
    """End it with one or two agreements."""
    members, today = {chair.pk for chair in queries.table(caller.seat)}, timezone.localdate()
    agreed = [
        checks.agreement(n, one.text, one.owner, one.due, members, today)
        for n, one in enumerate(body.agreed, start=1)
    ]
    return _done(caller, number, commands.agree_check, agreed, key=caller.key)


@room.does("checks/{number}/stop/", "stop_check", CheckWhole)
def stop(caller: Caller, number: Number, body: CheckReason) -> object:
    """End a check that goes nowhere, and say why."""
    return _done(caller, number, commands.stop_check, body.reason)
