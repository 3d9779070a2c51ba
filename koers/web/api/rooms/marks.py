"""What is said beside a decision of one person, and the views of the log that somebody keeps."""

from collections.abc import Callable
from typing import Any

from ninja import Schema

from koers.apps.decisions import commands
from koers.apps.decisions.log import commands as keeping
from koers.apps.decisions.log import queries as log
from koers.apps.decisions.models import SavedView
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Number, Text
from koers.web.api.room import Room
from koers.web.api.rooms.decisions import NUMBER, DecisionWhole, WantedBody, pk_of, wanted_of, whole

room = Room("marks")


class ViewReply(Schema):
    """What somebody often looks for in the log."""

    id: int
    name: str
    wanted: dict[str, str]


class MarkText(Body):
    """Why, how, or what was said."""

    text: Text


class ViewBody(Body):
    """A name, and what is looked for."""

    name: Text
    wanted: WantedBody


def _done(caller: Caller, number: str, command: Callable[..., None], *given: str) -> dict[str, Any]:
    command(caller.seat, pk_of(caller, number), *given, key=caller.key)
    return whole(caller, number)


@room.does("decisions/{number}/reading/", "read_decision", DecisionWhole)
def reading(caller: Caller, number: str = NUMBER) -> object:
    """I was told of it, and have read it."""
    return _done(caller, number, commands.read_decision)


@room.does("decisions/{number}/flag/", "flag_missed", DecisionWhole)
def flag(caller: Caller, body: MarkText, number: str = NUMBER) -> object:
    """I should have been asked for advice: looking back is due now."""
    return _done(caller, number, commands.flag_missed, body.text)


@room.does("decisions/{number}/stop/", "ask_stop", DecisionWhole)
def stop(caller: Caller, body: MarkText, number: str = NUMBER) -> object:
    """Ask whoever acts urgently to stop."""
    return _done(caller, number, commands.ask_stop, body.text)


@room.does("decisions/{number}/stopped/", "note_stopped", DecisionWhole)
def stopped(caller: Caller, body: MarkText, number: str = NUMBER) -> object:
    """I stopped, and this is left to do."""
    return _done(caller, number, commands.note_stopped, body.text)


@room.does("decisions/{number}/discussed/", "note_discussed", DecisionWhole)
def discussed(caller: Caller, body: MarkText, number: str = NUMBER) -> object:
    """Write down what the team said of it in its meeting."""
    return _done(caller, number, commands.note_discussed, body.text)


@room.does("decisions/{number}/report/", "report_back", DecisionWhole)
def report(caller: Caller, body: MarkText, number: str = NUMBER) -> object:
    """Report how it went, to whoever left it to one."""
    return _done(caller, number, commands.report_back, body.text)


def _view(one: SavedView) -> dict[str, Any]:
    return {"id": one.pk, "name": one.name, "wanted": one.wanted}


@room.reads("log/views/", list[ViewReply])
def views(caller: Caller) -> object:
    """The views of the log that one keeps for oneself."""
    return [_view(one) for one in log.views(caller.seat)]


@room.does("log/views/", "save_view", ViewReply, makes=True)
def view(caller: Caller, body: ViewBody) -> object:
    """Keep what one looks for under a name, for oneself."""
    return _view(keeping.save_view(caller.seat, body.name, wanted_of(body.wanted), key=caller.key))


@room.does("log/views/{pk}/drop/", "drop_view", None)
def dropped(caller: Caller, pk: Number) -> None:
    """One doesn't need it any more."""
    keeping.drop_view(caller.seat, pk, key=caller.key)
