"""Actions: what was agreed, and what came of it."""

from datetime import date, datetime

from django.utils import timezone
from ninja import Query, Schema

from koers.apps.actions import commands, queries
from koers.apps.actions.models import Action
from koers.domain.refusals import NotHere
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Number, Text, Word
from koers.web.api.paging import Page, Paging, page
from koers.web.api.room import Room

room = Room("actions")


class ActionReply(Schema):
    """One action."""

    id: int
    text: str
    owner: int
    due: date
    late: bool
    agreed: datetime
    progress: str
    first_due: date | None
    outcome: str
    effect: str
    word: str
    reported: datetime | None


class ActionReport(Body):
    """What came of it."""

    outcome: Word
    word: Text = ""
    effect: Word = ""


class ActionProgress(Body):
    """How it goes."""

    progress: Word
    word: Text = ""


class ActionDay(Body):
    """Another day, and why."""

    due: date
    word: Text


class ActionStop(Body):
    """Why."""

    reason: Text


def shown(action: Action) -> ActionReply:
    """As it stands on the page."""
    names = ("text", "due", "agreed", "progress", "first_due", "outcome", "effect", "word", "reported")
    return ActionReply(
        id=action.pk,
        owner=action.owner_id,
        late=action.is_late(timezone.localdate()),
        **{name: getattr(action, name) for name in names},
    )


def _now(caller: Caller, pk: int) -> ActionReply:
    found = queries.of_team(caller.seat).filter(pk=pk).first()
    if found is None:
        raise NotHere
    return shown(found)


@room.reads("actions/", Page[ActionReply])
def index(caller: Caller, paging: Query[Paging], open: bool | None = None) -> object:  # noqa: A002
    """The team's actions, the newest first; asked for open ones, only those without a word on them."""
    rows = queries.open_ones(caller.seat) if open else queries.of_team(caller.seat)
    return page(rows, paging, "-pk", shown)


@room.reads("actions/{pk}/", ActionReply)
def one(caller: Caller, pk: Number) -> object:
    """One action."""
    return _now(caller, pk)


@room.does("actions/{pk}/report/", "report_action", ActionReply)
def report(caller: Caller, pk: Number, body: ActionReport) -> object:
    """Say what came of an action."""
    commands.report_action(caller.seat, pk, body.outcome, body.word, body.effect, key=caller.key)
    return _now(caller, pk)


@room.does("actions/{pk}/progress/", "note_progress", ActionReply)
def progress(caller: Caller, pk: Number, body: ActionProgress) -> object:
    """Say how an action goes, halfway."""
    commands.note_progress(caller.seat, pk, body.progress, body.word, key=caller.key)
    return _now(caller, pk)


@room.does("actions/{pk}/day/", "put_off_action", ActionReply)
def day(caller: Caller, pk: Number, body: ActionDay) -> object:
    """Give an action another day, once."""
    commands.put_off_action(caller.seat, pk, body.due, body.word, key=caller.key)
    return _now(caller, pk)


@room.does("actions/{pk}/stop/", "stop_action", ActionReply)
def stop(caller: Caller, pk: Number, body: ActionStop) -> object:
    """Don't go on with an action, and say why."""
    commands.stop_action(caller.seat, pk, body.reason, key=caller.key)
    return _now(caller, pk)


@room.does("actions/{pk}/owner/", "take_over_action", ActionReply)
def owner(caller: Caller, pk: Number) -> object:
    """See to an action whose owner left the table."""
    commands.take_over_action(caller.seat, pk, key=caller.key)
    return _now(caller, pk)
