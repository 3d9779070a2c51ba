"""The success sentence: each alone, side by side, one out of all; as far as this seat sees it."""

from datetime import datetime
from typing import Any

from ninja import Query, Schema

from koers.apps.direction import queries
from koers.apps.direction.commands import sentence as commands
from koers.apps.direction.models import Carry
from koers.web import wording_direction
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Count, Number, Text, parts
from koers.web.api.paging import Page, Paging, page
from koers.web.api.room import Room

room = Room("sentence")


class SentenceReply(Schema):
    """A time that the team looked for its sentence."""

    number: int
    stage: str
    opened: datetime
    shown: datetime | None
    ended: datetime | None
    merged: str
    merged_by: str
    version: int
    reason: str


class SentenceWhole(SentenceReply):
    """The same with what was written; that is null as long as this seat doesn't see it."""

    gave: list[int]
    writing: list[int]
    own: str | None
    sentences: list[dict[str, Any]] | None
    carries: list[dict[str, Any]] | None
    draft: int | None


class OwnSentence(Body):
    """How one completes the sentence."""

    text: Text


class MergedSentence(Body):
    """One out of all, and the version it was written beside."""

    text: Text
    seen: Count


class CarriesBody(Body):
    """Whether this version carries what one meant, and what misses if not."""

    seen: Number
    carries: bool
    word: Text = ""


class SentenceStop(Body):
    """Why."""

    reason: Text


def _plain(found: object) -> dict[str, Any]:
    return parts(found, "number stage opened shown ended merged merged_by version reason")


def _whole(caller: Caller, number: int) -> dict[str, Any]:
    found = queries.round_at(caller.seat, number)
    stands = queries.standing(caller.seat, found)
    draft = queries.came_of(caller.seat, found)
    own = stands.own.text if stands.own else None
    whole: dict[str, Any] = {"sentences": None, "carries": None, "draft": draft.pk if draft else None}
    whole |= {"gave": stands.authors, "writing": [chair.pk for chair in stands.writing], "own": own}
    if stands.sees:
        whole["sentences"] = [{"member": one.member_id, **parts(one, "name text")} for one in stands.given]
        whole["carries"] = [_carry(one) for one in found.carries.filter(version=found.version)]
    return _plain(found) | whole


def _carry(one: Carry) -> dict[str, Any]:
    return {"member": one.member_id, **parts(one, "name carries word")}


def _pk(caller: Caller, number: int) -> int:
    return queries.round_at(caller.seat, number).pk


@room.reads("direction/sentence/", Page[SentenceReply])
def index(caller: Caller, paging: Query[Paging]) -> object:
    """The times that the team looked for its sentence, the newest first."""
    return page(queries.rounds(caller.seat), paging, "-number", _plain)


@room.reads("direction/sentence/{number}/", SentenceWhole)
def one(caller: Caller, number: Number) -> object:
    """One of them; what others wrote once all are shown and one's own is in."""
    return _whole(caller, number)


@room.does("direction/sentence/", "open_sentence", SentenceWhole, makes=True)
def opening(caller: Caller) -> object:
    """Ask everybody at the table to complete the sentence, each alone."""
    return _whole(caller, commands.open_sentence(caller.seat, caller.team, key=caller.key).number)


@room.does("direction/sentence/{number}/own/", "give_sentence", SentenceWhole)
def own(caller: Caller, number: Number, body: OwnSentence) -> object:
    """Complete the sentence. Until they are shown one may still change one's own."""
    commands.give_sentence(caller.seat, _pk(caller, number), body.text, key=caller.key)
    return _whole(caller, number)


@room.does("direction/sentence/{number}/showing/", "show_sentences", SentenceWhole)
def showing(caller: Caller, number: Number) -> object:
    """Lay them side by side, also when somebody is still writing."""
    commands.show_sentences(caller.seat, _pk(caller, number))
    return _whole(caller, number)


@room.does("direction/sentence/{number}/merged/", "merge_sentences", SentenceWhole)
def merged(caller: Caller, number: Number, body: MergedSentence) -> object:
    """Write the sentence that carries them all."""
    commands.merge_sentences(caller.seat, _pk(caller, number), body.text, body.seen, key=caller.key)
    return _whole(caller, number)


@room.does("direction/sentence/{number}/carrying/", "carry_sentence", SentenceWhole)
def carrying(caller: Caller, number: Number, body: CarriesBody) -> object:
    """Say whether it carries one's own sentence, and if not, what is missing."""
    said = (body.seen, body.carries, body.word)
    commands.carry_sentence(caller.seat, _pk(caller, number), *said, key=caller.key)
    return _whole(caller, number)


@room.does("direction/sentence/{number}/settling/", "settle_sentence", SentenceWhole)
def settling(caller: Caller, number: Number) -> object:
    """Make it a draft that the team adopts or decides on."""
    begins = wording_direction.begins(caller.team.name)
    commands.settle_sentence(caller.seat, _pk(caller, number), begins, key=caller.key)
    return _whole(caller, number)


@room.does("direction/sentence/{number}/stop/", "stop_sentence", SentenceWhole)
def stop(caller: Caller, number: Number, body: SentenceStop) -> object:
    """End it without a sentence, and say why. What was written stays."""
    commands.stop_sentence(caller.seat, _pk(caller, number), body.reason)
    return _whole(caller, number)
