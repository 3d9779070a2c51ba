"""Readbacks: one text, and what each understood of it, as far as this seat sees that."""

from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.urls import reverse
from ninja import Query, Schema
from pydantic import Field

from koers.apps.people import queries as people
from koers.apps.readbacks import commands, queries
from koers.apps.readbacks.models import Readback
from koers.domain import readbacks
from koers.web.api.caller import Caller
from koers.web.api.kinds import MOST, Body, Number, Text, Word
from koers.web.api.paging import Page, Paging, page
from koers.web.api.room import Room
from koers.web.views.readbacks import seen

room = Room("readbacks")


class ReadbackReply(Schema):
    """A readback in a list."""

    number: int
    text: str
    stage: str
    lap: int
    slots: list[str]
    opener: int
    opened: datetime
    ended: datetime | None
    clarified: str
    reason: str


class ReadbackWhole(ReadbackReply):
    """A readback with what was told; that is null as long as this seat doesn't see it."""

    told: list[int]
    rows: list[dict[str, Any]] | None
    sentences: list[dict[str, Any]] | None


class ReadbackShare(Schema):
    """Where anybody who has the link can read it."""

    url: str


class ReadbackOpening(Body):
    """The text that is read back."""

    text: Text


class TellingBody(Body):
    """One sentence, and the same fields as on the form: what, status, who, when, limit, own."""

    sentence: Text = ""
    said: dict[Word, Text] = {}


class TagBody(Body):
    """Whether it says the same as one's own."""

    tag: Word


class TogetherBody(Body):
    """Wordings of a slot that mean the same, by somebody's telling."""

    slot: Word
    tellings: Annotated[list[Number], Field(max_length=MOST)]


class SlotBody(Body):
    """A slot."""

    slot: Word


class SlotsBody(Body):
    """Slots that are asked again."""

    slots: Annotated[list[Word], Field(max_length=MOST)]


class SentenceBody(Body):
    """A sentence."""

    text: Text


def listed(readback: Readback) -> dict[str, Any]:
    """As it stands in a list."""
    names = "number text stage lap slots opened ended clarified reason".split()
    return {"opener": readback.opener_id} | {name: getattr(readback, name) for name in names}


def _whole(caller: Caller, number: int) -> dict[str, Any]:
    readback = queries.readback_at(caller.seat, number)
    tellings = queries.tellings(readback)
    told = queries.told_now(readback, tellings)
    own = caller.seat.member in told
    found = listed(readback) | {"told": sorted(told), "rows": None, "sentences": None}
    if readback.stage == "writing" or not queries.may_see(caller.seat, readback, own):
        return found
    shown = seen.seen(readback, tellings, caller.seat)
    return found | {
        "rows": [_row(row) for row in shown.rows],
        "sentences": [
            {"telling": one.pk, "member": one.member.pk, "text": one.text, "step": one.step}
            for one in shown.sentences
        ],
    }


def _row(row: seen.Row) -> dict[str, Any]:
    wordings = [
        {"says": answer.says, "members": [one.pk for one in answer.people], "telling": answer.telling}
        for column in row.columns
        for answer in column.answers
    ]
    return {"slot": row.slot, "state": row.state, "says": row.state_says, "wordings": wordings}


def _pk(caller: Caller, number: int) -> int:
    return int(queries.readback_at(caller.seat, number).pk)


@room.reads("readbacks/", Page[ReadbackReply])
def index(caller: Caller, paging: Query[Paging]) -> object:
    """The team's readbacks, the newest first."""
    return page(queries.of_team(caller.seat), paging, "-number", listed)


@room.reads("readbacks/{number}/", ReadbackWhole)
def one(caller: Caller, number: Number) -> object:
    """One readback; what others wrote once one's own is in."""
    return _whole(caller, number)


@room.does("readbacks/", "open_readback", ReadbackWhole, makes=True)
def opening(caller: Caller, body: ReadbackOpening) -> object:
    """Put a decision on the table to be read back."""
    made = commands.open_readback(caller.seat, caller.team, body.text, key=caller.key)
    return _whole(caller, made.number)


@room.does("readbacks/{number}/telling/", "tell", ReadbackWhole)
def telling(caller: Caller, number: Number, body: TellingBody) -> object:
    """Say what I understood, once per lap."""
    readback = queries.readback_at(caller.seat, number)
    members = {chair.pk for chair in people.table(caller.seat)}
    said = readbacks.answers(body.said, readback.slots, members)
    commands.tell(caller.seat, readback.pk, body.sentence, said, key=caller.key)
    return _whole(caller, number)


@room.does("readbacks/{number}/showing/", "show_tellings", ReadbackWhole)
def showing(caller: Caller, number: Number) -> object:
    """Lay all sentences on the wall."""
    commands.show_tellings(caller.seat, _pk(caller, number))
    return _whole(caller, number)


@room.does("readbacks/{number}/sentences/{pk}/tag/", "tag_telling", ReadbackWhole)
def tag(caller: Caller, number: Number, pk: Number, body: TagBody) -> object:
    """Say of somebody's sentence whether it says the same as one's own."""
    commands.tag_telling(caller.seat, _pk(caller, number), pk, body.tag)
    return _whole(caller, number)


@room.does("readbacks/{number}/together/", "lay_together", ReadbackWhole)
def together(caller: Caller, number: Number, body: TogetherBody) -> object:
    """Say that these wordings mean the same."""
    commands.lay_together(caller.seat, _pk(caller, number), body.slot, body.tellings)
    return _whole(caller, number)


@room.does("readbacks/{number}/apart/", "take_apart", ReadbackWhole)
def apart(caller: Caller, number: Number, body: SlotBody) -> object:
    """On second thoughts: undo what was laid together in a slot."""
    commands.take_apart(caller.seat, _pk(caller, number), body.slot)
    return _whole(caller, number)


@room.does("readbacks/{number}/clarified/", "clarify", ReadbackWhole)
def clarified(caller: Caller, number: Number, body: SentenceBody) -> object:
    """Write the one sentence that all can stand behind."""
    commands.clarify(caller.seat, _pk(caller, number), body.text, key=caller.key)
    return _whole(caller, number)


@room.does("readbacks/{number}/lap/", "ask_again", ReadbackWhole)
def lap(caller: Caller, number: Number, body: SlotsBody) -> object:
    """Ask the slots that differ once more."""
    commands.ask_again(caller.seat, _pk(caller, number), body.slots, key=caller.key)
    return _whole(caller, number)


@room.does("readbacks/{number}/alike/", "end_alike", ReadbackWhole)
def alike(caller: Caller, number: Number) -> object:
    """State that all understood it alike."""
    commands.end_alike(caller.seat, _pk(caller, number))
    return _whole(caller, number)


@room.does("readbacks/{number}/left-open/", "leave_open", ReadbackWhole)
def left_open(caller: Caller, number: Number, body: SentenceBody) -> object:
    """State why it is left open on purpose."""
    commands.leave_open(caller.seat, _pk(caller, number), body.text, key=caller.key)
    return _whole(caller, number)


@room.does("readbacks/{number}/share/", "share_readback", ReadbackShare)
def share(caller: Caller, number: Number) -> object:
    """Open a link that anybody can read it with. An open one is used again."""
    opened = commands.share_readback(caller.seat, _pk(caller, number))
    path = reverse("readback_shared", args=[commands.share_token(opened)])
    return {"url": (settings.ADDRESS or caller.request.build_absolute_uri("/").rstrip("/")) + path}


@room.does("readbacks/{number}/share/end/", "end_share", None)
def share_end(caller: Caller, number: Number) -> None:
    """The link leads nowhere from now on."""
    commands.end_share(caller.seat, _pk(caller, number))


@room.does("readbacks/{number}/deletion/", "delete_readback", None)
def deletion(caller: Caller, number: Number) -> None:
    """Delete everything of it now. The ledger keeps that it was there."""
    commands.delete_readback(caller.seat, _pk(caller, number))
