"""Decisions: the log, one record with its three tracks, its export, and what follows it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from ninja import Query, Schema
from ninja.params.functions import Path

from koers.apps.actions import commands as actions
from koers.apps.decisions.log import queries as log
from koers.apps.decisions.models import Decision
from koers.apps.decisions.records import commands, queries
from koers.domain.processes import plain
from koers.domain.searching import Wanted
from koers.domain.tables import tidy
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Number, Text, Word, body_of
from koers.web.api.paging import Page, Paging, part
from koers.web.api.room import Room
from koers.web.api.rooms.actions import ActionReply
from koers.web.api.rooms.actions import shown as action_shown
from koers.web.api.rooms.readbacks import ReadbackReply
from koers.web.api.rooms.readbacks import listed as readback_listed

room = Room("decisions")

#: "2026-014".
NUMBER = Path(..., pattern=r"^[0-9]{4}-[0-9]{3,6}$")


if TYPE_CHECKING:
    WantedBody = Body
else:
    WantedBody = body_of(Wanted)


class DecisionReply(Schema):
    """A decision in the log, with how it stands."""

    id: int
    number: str
    title: str
    method: str
    proposal: int | None
    owner: int | None
    sealed: datetime
    in_force: date
    ends: date | None
    validity: str
    understanding: str
    review: str
    review_on: date | None
    replaces: str | None
    replaced_by: str | None


class DecisionWhole(DecisionReply):
    """A decision with its sealed record and what is told of it."""

    text: str
    digest: str
    record: dict[str, Any]
    message: str | None
    audiences: list[dict[str, Any]]
    reviews: list[dict[str, Any]]
    marks: list[dict[str, Any]]


class MessageBody(Body):
    """What all tell."""

    text: Text


class AudienceBody(Body):
    """Who hears it, from whom, by when."""

    name: Text
    teller: Number
    due: date
    channel: Text = ""
    purpose: Text = ""


class CarryingAction(Body):
    """An action that carries it out."""

    text: Text
    owner: Number
    due: date


class ReviewBody(Body):
    """Did it bring what was expected, and what follows?"""

    verdict: Word
    came: Word
    word: Text = ""
    next_on: date | None = None


def _plain(decision: Decision, tracks: queries.Tracks) -> dict[str, Any]:
    names = "number title method sealed in_force ends".split()
    later = getattr(decision, "replaced_by", None)
    return {name: getattr(decision, name) for name in names} | {
        "id": decision.pk,
        "owner": decision.owner_id,
        "proposal": decision.process.number if decision.process else None,
        "replaces": decision.replaces.number if decision.replaces else None,
        "replaced_by": later.number if later else None,
        **vars(tracks),
    }


def whole(caller: Caller, number: str) -> dict[str, Any]:
    """As it stands now, with everything that is told of it."""
    decision, reviews = queries.with_reviews(caller.seat, number)
    readbacks = queries.readbacks_of(caller.seat, decision)
    newest = reviews[-1] if reviews else None
    tracks = queries.tracks(decision, timezone.localdate(), readbacks.get(decision.code), newest)
    message = getattr(decision, "message", None)
    return _plain(decision, tracks) | {
        "text": decision.text,
        "digest": decision.digest,
        "record": decision.record,
        "message": message.text if message else None,
        "audiences": [_audience(row) for row in queries.audiences_of(decision)],
        "reviews": [_review(row) for row in reviews],
        "marks": [plain.plain(one.mark) for one in queries.marks_of(decision)],
    }


def _audience(row: Any) -> dict[str, Any]:
    names = ("name", "channel", "purpose", "due", "told")
    return {"id": row.pk, "teller": row.teller_id} | {n: plain.plain(getattr(row, n)) for n in names}


def _review(row: Any) -> dict[str, Any]:
    names = ("verdict", "came", "word", "at", "next_on")
    return {"by": row.by_id} | {name: plain.plain(getattr(row, name)) for name in names}


def pk_of(caller: Caller, number: str) -> int:
    """What the commands know it by."""
    return int(queries.decision_at(caller.seat, number).pk)


def wanted_of(body: Body) -> Wanted:
    """What is looked for, as the log knows it."""
    return Wanted(**{name: tidy(value) for name, value in body.model_dump(exclude_none=True).items()})


@room.reads("decisions/", Page[DecisionReply])
def index(caller: Caller, paging: Query[Paging], wanted: Query[WantedBody]) -> object:
    """The team's decisions, the newest first, each with its three tracks; only those that are wanted."""
    today = timezone.localdate()
    rows = log.log(caller.seat, wanted_of(wanted), today)
    found, following = part(rows.select_related("process", "owner", "replaced_by", "replaces"), paging, "-pk")
    readbacks, reviews = queries.readbacks_of(caller.seat, *found), queries.reviews_of(caller.seat, *found)
    items = [
        _plain(one, queries.tracks(one, today, readbacks.get(one.code), reviews.get(one.pk))) for one in found
    ]
    return {"items": items, "next": following}


@room.reads("decisions/{number}/", DecisionWhole)
def one(caller: Caller, number: str = NUMBER) -> object:
    """One decision."""
    return whole(caller, number)


@room.reads("decisions/{number}/export/", dict[str, Any])
def export(caller: Caller, number: str = NUMBER) -> object:
    """Everything it rests on, to be counted again without Koers (`docs/export-of-a-decision.md`)."""
    return queries.export_decision(caller.seat, pk_of(caller, number))


@room.does("decisions/{number}/message/", "word_message", DecisionWhole)
def message(caller: Caller, body: MessageBody, number: str = NUMBER) -> object:
    """Write the one message, until somebody was told."""
    commands.word_message(caller.seat, pk_of(caller, number), body.text)
    return whole(caller, number)


@room.does("decisions/{number}/audiences/", "add_audience", DecisionWhole)
def audience(caller: Caller, body: AudienceBody, number: str = NUMBER) -> object:
    """Agree who tells it to whom, and by when."""
    commands.add_audience(
        caller.seat, pk_of(caller, number), body.name, body.teller, body.due,
        channel=body.channel, purpose=body.purpose, key=caller.key,
    )  # fmt: skip
    return whole(caller, number)


@room.does("decisions/{number}/audiences/{pk}/told/", "tell_audience", DecisionWhole)
def told(caller: Caller, pk: Number, number: str = NUMBER) -> object:
    """They were told."""
    commands.tell_audience(caller.seat, pk_of(caller, number), pk)
    return whole(caller, number)


@room.does("decisions/{number}/audiences/{pk}/dropped/", "drop_audience", DecisionWhole)
def dropped(caller: Caller, pk: Number, number: str = NUMBER) -> object:
    """They needn't be told by this one after all."""
    commands.drop_audience(caller.seat, pk_of(caller, number), pk)
    return whole(caller, number)


@room.does("decisions/{number}/actions/", "agree_action", ActionReply | None, makes=True)
def action(caller: Caller, body: CarryingAction, number: str = NUMBER) -> object:
    """Agree an action that carries it out. The same key again: null, it is there already."""
    made = actions.agree_action(
        caller.seat, pk_of(caller, number), body.text, body.owner, body.due, key=caller.key
    )
    return action_shown(made) if made else None


@room.does("decisions/{number}/readback/", "read_decision_back", ReadbackReply, makes=True)
def readback(caller: Caller, number: str = NUMBER) -> object:
    """Ask everybody to write it in their own words."""
    return readback_listed(commands.read_decision_back(caller.seat, pk_of(caller, number), key=caller.key))


@room.does("decisions/{number}/review/", "review_decision", DecisionWhole)
def review(caller: Caller, body: ReviewBody, number: str = NUMBER) -> object:
    """Look back: keep it, adapt it by a new proposal, or stop it by one."""
    commands.review_decision(
        caller.seat, pk_of(caller, number), body.verdict, body.came, body.word, body.next_on, key=caller.key
    )
    return whole(caller, number)
