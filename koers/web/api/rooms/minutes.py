"""Existing minutes: what can be found in them, and taking over what a person chose."""

from datetime import date
from typing import Annotated, Any

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from koers.apps.actions.from_minutes import take_over
from koers.domain import minutes
from koers.domain.minutes import taking
from koers.domain.processes import plain
from koers.web.api.caller import Caller
from koers.web.api.kinds import MOST, TEXT_LIMIT, Body, Number, Text, Word
from koers.web.api.room import Room
from koers.web.forms import fresh_key

room = Room("minutes")


class MinutesFound(Schema):
    """What looks like a decision, an action or a name. Nothing of it is kept."""

    title: str
    day: date | None
    present: list[str]
    absent: list[str]
    items: list[dict[str, Any]]


class MinutesTaken(Schema):
    """What was made of it: numbers of decisions, ids of actions. Empty the second time."""

    decisions: list[str]
    actions: list[int]


class MinutesText(Body):
    """Minutes as plain text or Markdown."""

    text: Annotated[str, Field(max_length=4 * TEXT_LIMIT)]


class MinutesItem(Body):
    """A "decision" or an "action", with who sees to it; of an action also until when."""

    kind: Word
    text: Text
    owner: Number | None = None
    due: date | None = None


class MinutesChosen(Body):
    """Which minutes, who was there, and what a person read in them."""

    title: Text
    day: date
    present: Annotated[list[Number], Field(max_length=MOST)] = []
    items: Annotated[list[MinutesItem], Field(max_length=taking.MOST_ITEMS)]


@room.does("minutes/found/", "take_decision", MinutesFound)
def found(caller: Caller, body: MinutesText) -> object:
    """Look through minutes. The text isn't kept, and nothing is taken over."""
    read = minutes.read(body.text)
    items = [plain.plain(item) for item in read.items]
    return {"title": read.title, "day": read.day, "items": items} | {
        "present": read.present,
        "absent": read.absent,
    }


@room.does("minutes/taken/", "take_decision", MinutesTaken, makes=True)
def taken(caller: Caller, body: MinutesChosen) -> object:
    """Take over what a person chose, all of it or nothing: decisions as sealed records, actions."""
    source = taking.source(body.title, body.day, timezone.localdate())
    items = [
        taking.Chosen(n, one.kind, one.text, one.owner, one.due) for n, one in enumerate(body.items, start=1)
    ]
    made = take_over(caller.seat, caller.team, items, source, body.present, caller.key or fresh_key())
    return {
        "decisions": [one.number for one in made.decisions],
        "actions": [one.pk for one in made.actions],
    }
