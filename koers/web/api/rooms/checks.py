"""Collaboration checks: what was written and agreed in those that ended. Holding one is for the room."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Query, Schema

from koers.apps.checks import queries
from koers.apps.checks.models import Check
from koers.web.api.caller import Caller
from koers.web.api.kinds import Number
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
    """A check. What was written in it is there once it ended."""

    skipped: dict[str, str]
    formers: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    agreed: list[ActionReply]


class CheckComing(Schema):
    """When the next one is."""

    weeks: int
    day: date | None
    open_check: int | None


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


@room.reads("checks/{number}/", CheckWhole)
def one(caller: Caller, number: Number) -> object:
    """One check."""
    check = queries.check_at(caller.seat, number)
    lines = [] if check.is_open else [one for step in queries.lines(check).values() for one in step]
    return _plain(check) | {
        "skipped": check.skipped,
        "formers": [
            {"action": row.action_id, "outcome": row.outcome, "word": row.word}
            for row in queries.formers(check)
        ],
        "lines": [_line(line) for line in lines if line.text],
        "agreed": [action_shown(action) for action in queries.agreed_in(caller.seat, check)],
    }
