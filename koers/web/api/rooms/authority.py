"""Who may decide what: the team's matrix, and the mandates it gave."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from koers.apps.authority import commands, queries
from koers.apps.authority.models import Mandate
from koers.domain import authority
from koers.domain.processes import plain
from koers.domain.refusals import NotHere
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Count, Number, Text, Word, parts
from koers.web.api.paging import Page, Paging, page
from koers.web.api.room import Room

room = Room("authority")


class MatrixRowReply(Schema):
    """How a kind of topic is decided; a `domain` of "" is every domain without a row of its own.

    `id` is null of what a team begins with, as long as it adopted nothing.
    """

    id: int | None
    kind: str
    domain: str
    method: str
    who: str
    days: int
    yardstick: bool
    level: int


class MandateReply(Schema):
    """What a role or somebody may decide alone, how far, and until when."""

    id: int
    domain: str
    kind: str
    level: int
    amount: int | None
    months: int | None
    irreversible: bool
    conditions: str
    since: date
    until: date
    review: date | None
    ended: date | None
    giver: int
    from_role: int | None
    to_role: int | None
    to_member: int | None
    to_name: str
    because: str


class MandateWhole(MandateReply):
    """A mandate, and what was said of it later."""

    words: list[dict[str, Any]]


class MatrixReason(Body):
    """Why."""

    because: Text


class MatrixChange(MatrixReason):
    """How a kind of topic, perhaps in one domain, is decided from now on."""

    kind: Word
    domain: Text = ""
    method: Word = "consent"
    who: Word = "team"
    days: Count = 5
    yardstick: bool = False
    level: Count = 4


class MandateGiven(MatrixReason):
    """What a role or somebody may decide in the team's name, how far and until when."""

    domain: Text
    kind: Word = ""
    level: Count = 6
    amount: int | None = Field(None, ge=0, le=2**53)
    months: Count | None = None
    irreversible: bool = False
    conditions: Text = ""
    since: date | None = None
    until: date
    review: date | None = None
    to_role: Number | None = None
    to_member: Number | None = None


class MandateNew(MandateGiven):
    """The same; in the name of a role that one holds, or else of the team."""

    from_role: Number | None = None


class MandateLonger(MatrixReason):
    """Until when, and why."""

    until: date


def mandate_of(body: MandateGiven) -> authority.Mandate:
    """As the rules know it; from today on when no day was sent."""
    whom = {"because", "to_role", "to_member", "from_role"}
    said = {name: value for name, value in body.model_dump(exclude=whom).items() if value is not None}
    return authority.Mandate(**{"since": timezone.localdate()} | said)


def _mandate(one: Mandate) -> MandateReply:
    return MandateReply(**_parts(one))


def _parts(one: Mandate) -> dict[str, Any]:
    who = {"giver": one.giver_id, "to_role": one.to_role_id, "to_member": one.to_member_id}
    names = "domain kind level amount months irreversible conditions since until review ended to_name because"
    return {"id": one.pk, "from_role": one.from_role_id} | who | parts(one, names)


def _whole(caller: Caller, pk: int) -> dict[str, Any]:
    found = queries.mandates(caller.seat).filter(pk=pk).first()
    if found is None:
        raise NotHere
    words = [parts(word, "deed by because") | _moments(word.at, word.until) for word in found.words.all()]
    return _parts(found) | {"words": words}


def _moments(at: datetime, until: date | None) -> dict[str, Any]:
    return {"at": plain.plain(at), "until": plain.plain(until)}


def _rows(caller: Caller) -> list[dict[str, Any]]:
    own = [{"id": row.pk} | plain.plain(row.row) for row in queries.standing_rows(caller.seat)]
    return own or [{"id": None} | plain.plain(row) for row in authority.USUAL]


@room.reads("authority/matrix/", list[MatrixRowReply])
def matrix(caller: Caller) -> object:
    """The rows that hold now; what a team begins with, as long as it adopted none."""
    return _rows(caller)


@room.reads("authority/mandates/", Page[MandateReply])
def mandates(caller: Caller, paging: Query[Paging]) -> object:
    """Every mandate that was given at this table, the newest first."""
    return page(queries.mandates(caller.seat), paging, "-pk", _mandate)


@room.reads("authority/mandates/{pk}/", MandateWhole)
def mandate(caller: Caller, pk: Number) -> object:
    """One mandate, with what was said of it later."""
    return _whole(caller, pk)


@room.does("authority/matrix/adoption/", "adopt_matrix", list[MatrixRowReply])
def adoption(caller: Caller, body: MatrixReason) -> object:
    """Let what a team begins with be this team's own, as it is."""
    commands.adopt_matrix(caller.seat, caller.team, body.because, key=caller.key)
    return _rows(caller)


@room.does("authority/matrix/", "change_matrix", list[MatrixRowReply], makes=True)
def change(caller: Caller, body: MatrixChange) -> object:
    """Let a kind of topic be decided in another way. The reply is the whole matrix."""
    row = authority.Row(**body.model_dump(exclude={"because"}))
    commands.change_matrix(caller.seat, caller.team, row, body.because, key=caller.key)
    return _rows(caller)


@room.does("authority/matrix/rows/{pk}/end/", "drop_row", list[MatrixRowReply])
def dropped(caller: Caller, pk: Number, body: MatrixReason) -> object:
    """Let a domain fall under the general row again."""
    commands.drop_row(caller.seat, pk, body.because, key=caller.key)
    return _rows(caller)


@room.does("authority/mandates/", "give_mandate", MandateWhole, makes=True)
def given(caller: Caller, body: MandateNew) -> object:
    """Let a role or somebody decide, in the team's name or in that of a role that one holds."""
    made = commands.give_mandate(
        caller.seat, caller.team, mandate_of(body), body.because,
        to_role=body.to_role, to_member=body.to_member, from_role=body.from_role, key=caller.key,
    )  # fmt: skip
    return _whole(caller, made.pk)


def _said(caller: Caller, pk: int, command: Callable[..., None], *given: Any) -> dict[str, Any]:
    command(caller.seat, pk, *given, key=caller.key)
    return _whole(caller, pk)


@room.does("authority/mandates/{pk}/renewal/", "renew_mandate", MandateWhole)
def renewal(caller: Caller, pk: Number, body: MandateLonger) -> object:
    """Let a mandate last longer."""
    return _said(caller, pk, commands.renew_mandate, body.until, body.because)


@room.does("authority/mandates/{pk}/review/", "review_mandate", MandateWhole)
def review(caller: Caller, pk: Number, body: MatrixReason) -> object:
    """Leave it as it is, and say how it works."""
    return _said(caller, pk, commands.review_mandate, body.because)


@room.does("authority/mandates/{pk}/withdrawal/", "withdraw_mandate", MandateWhole)
def withdrawal(caller: Caller, pk: Number, body: MatrixReason) -> object:
    """End a mandate today."""
    return _said(caller, pk, commands.withdraw_mandate, body.because)
