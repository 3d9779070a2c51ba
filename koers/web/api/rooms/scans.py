"""Scans: rounds, and what came out of them as far as the pages show it. Nobody answers here."""

from datetime import date, datetime
from typing import Annotated, Any

from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from koers.apps.actions import commands as actions
from koers.apps.scans import commands, queries
from koers.apps.scans.models import Round
from koers.domain.actions import plan
from koers.domain.processes import plain
from koers.web.api.caller import Caller
from koers.web.api.kinds import MOST, Body, Count, Number, Text, Word, aware
from koers.web.api.paging import Page, Paging, page
from koers.web.api.room import Room

room = Room("scans")


class ScanReply(Schema):
    """One round. While it is open, how far it is goes in steps: a number would tell who just answered."""

    number: int
    series: int
    mode: str
    stage: str
    with_parts: bool
    seats: int
    opened: datetime
    closes: datetime | None
    closed: datetime | None
    answered: int | None
    chosen: str
    notice: str


class ScanWhole(ScanReply):
    """A round with its outcome."""

    progress: str | None
    outcome: dict[str, Any] | None
    whys: list[dict[str, str]]
    given: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    picks: dict[str, int]


class RoundOpening(Body):
    """What kind of round, and until when."""

    mode: Word
    with_parts: bool = False
    closes: datetime | None = None
    fresh: bool = False


class ScanRhythm(Body):
    """Weeks between two rounds."""

    weeks: Count


class OneOfFive(Body):
    """Which S: direction, synergy, structure, steering or success."""

    s: Word


class TalkNote(OneOfFive):
    """What was said about it."""

    text: Text


class PlannedAction(Body):
    """An action, who sees to it and until when."""

    text: Text
    owner: Number
    due: date


class ScanAgreement(OneOfFive):
    """Which S the team works on, what it would notice, and the actions."""

    notice: Text
    actions: Annotated[list[PlannedAction], Field(max_length=MOST)]


def _plain(scan: Round) -> dict[str, Any]:
    names = "number series mode stage with_parts seats opened closes closed chosen notice".split()
    counted = scan.answered if scan.closed and scan.mode != "not_recorded" else None
    return {"answered": counted} | {name: getattr(scan, name) for name in names}


def _whole(caller: Caller, number: int) -> dict[str, Any]:
    scan = _at(caller, number)
    if scan.stage in ("answering", "cancelled") or scan.mode == "not_recorded":
        step = queries.progress(scan).step if scan.stage == "answering" else None
        none: dict[str, Any] = {"outcome": None, "whys": [], "given": [], "picks": {}}
        return _plain(scan) | none | {"progress": step, "notes": _notes(caller, scan)}
    return _plain(scan) | {
        "progress": None,
        "outcome": plain.plain(queries.outcome(scan)),
        "whys": [
            {"item": why.item, "text": why.text, "name": why.name} for why in queries.whys(caller.seat, scan)
        ],
        "given": [
            {"member": one.member_id, "name": one.name, "scores": one.content["scores"]}
            for one in queries.given_by(scan)[scan.pk]
        ],
        "notes": _notes(caller, scan),
        "picks": scan.picks,
    }


def _notes(caller: Caller, scan: Round) -> list[dict[str, Any]]:
    notes = queries.notes(caller.seat, scan)
    return [{"s": note.s, "text": note.text, "name": note.name, "at": plain.plain(note.at)} for note in notes]


def _at(caller: Caller, number: int) -> Round:
    """The round, closed if its window has ended."""
    return commands.close_if_over(caller.seat, queries.round_at(caller.seat, number), timezone.now())


@room.reads("scans/", Page[ScanReply])
def index(caller: Caller, paging: Query[Paging]) -> object:
    """The team's rounds, the newest first."""
    return page(queries.rounds(caller.seat), paging, "-number", _plain)


@room.does("scans/rhythm/", "set_rhythm", ScanRhythm)
def rhythm(caller: Caller, body: ScanRhythm) -> object:
    """How many weeks lie between two rounds, from the next one on."""
    commands.set_rhythm(caller.seat, caller.team, body.weeks, key=caller.key)
    return {"weeks": body.weeks}


@room.reads("scans/{number}/", ScanWhole)
def scan(caller: Caller, number: Number) -> object:
    """A round and its outcome, as far as it may be shown."""
    return _whole(caller, number)


@room.does("scans/", "open_round", ScanWhole, makes=True)
def opening(caller: Caller, body: RoundOpening) -> object:
    """Open a round for everybody who has a seat at the table now."""
    closes = aware(body.closes) if body.closes else None
    made = commands.open_round(
        caller.seat, caller.team, body.mode,
        with_parts=body.with_parts, closes=closes, fresh=body.fresh, key=caller.key,
    )  # fmt: skip
    return _whole(caller, made.number)


@room.does("scans/{number}/closing/", "close_round", ScanWhole)
def closing(caller: Caller, number: Number) -> object:
    """Close a round now."""
    commands.close_round(caller.seat, _at(caller, number).pk)
    return _whole(caller, number)


@room.does("scans/{number}/stop/", "cancel_round", ScanWhole)
def stop(caller: Caller, number: Number) -> object:
    """Stop a round without a result."""
    commands.cancel_round(caller.seat, _at(caller, number).pk)
    return _whole(caller, number)


@room.does("scans/{number}/talk/", "talk_about", ScanWhole)
def talk(caller: Caller, number: Number, body: OneOfFive) -> object:
    """Put one S on the wall."""
    commands.talk_about(caller.seat, _at(caller, number).pk, body.s)
    return _whole(caller, number)


@room.does("scans/{number}/notes/", "note_talk", ScanWhole)
def note(caller: Caller, number: Number, body: TalkNote) -> object:
    """Write down something of the talk."""
    commands.note_talk(caller.seat, _at(caller, number).pk, body.s, body.text, key=caller.key)
    return _whole(caller, number)


@room.does("scans/{number}/choice/", "open_choice", ScanWhole)
def choice(caller: Caller, number: Number) -> object:
    """Let everybody choose one S on their own phone."""
    commands.open_choice(caller.seat, _at(caller, number).pk)
    return _whole(caller, number)


@room.does("scans/{number}/choice/closing/", "close_choice", ScanWhole)
def choice_closing(caller: Caller, number: Number) -> object:
    """Show how many chose which S."""
    commands.close_choice(caller.seat, _at(caller, number).pk)
    return _whole(caller, number)


@room.does("scans/{number}/agreement/", "agree_actions", ScanWhole)
def agreement(caller: Caller, number: Number, body: ScanAgreement) -> object:
    """Settle on one S and on actions within thirty days."""
    found, today = _at(caller, number), timezone.localdate()
    plans = [
        plan(n, one.text, one.owner, one.due, found.electorate, today)
        for n, one in enumerate(body.actions, start=1)
    ]
    actions.agree_actions(caller.seat, found.pk, body.s, plans, body.notice, key=caller.key)
    return _whole(caller, number)


@room.does("scans/{number}/later/", "put_off_round", ScanWhole)
def later(caller: Caller, number: Number) -> object:
    """Not now: the next round is proposed again in two weeks."""
    commands.put_off_round(caller.seat, _at(caller, number).pk, key=caller.key)
    return _whole(caller, number)


@room.refuses("scans/{number}/answer/", "answer")
def answer(caller: Caller, number: Number) -> object:
    """Answering is for a browser: it holds the secret under which an answer lies. Always refused."""


@room.refuses("scans/{number}/pick/", "pick")
def pick(caller: Caller, number: Number) -> object:
    """Choosing without a name is for a browser. Always refused."""
