"""The table of a team: who sits there, what waits for me, who may do what, and the ledger."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Query, Schema

from koers.apps.access import queries as access
from koers.apps.ledger.models import Ask, Entry
from koers.apps.people import queries as people
from koers.domain import rules
from koers.web import wording
from koers.web.api.caller import Caller
from koers.web.api.paging import Page, Paging, page
from koers.web.api.room import Room

room = Room("table")


class ChairReply(Schema):
    """A seat at the table."""

    member: int
    number: int
    name: str
    role: str
    taken: bool
    facilitator: bool
    guardian: bool


class TableReply(Schema):
    """A team around one table."""

    key: str
    name: str
    organisation: str
    chairs: list[ChairReply]


class AskReply(Schema):
    """Something that asks something of me."""

    deed: str
    subject: str
    says: str
    since: datetime
    due: datetime | None


class EntryReply(Schema):
    """What was done: codes and figures, never what somebody wrote."""

    seq: int
    deed: str
    actor: str
    subject: str
    at: datetime
    data: dict[str, Any]
    hash: str


class RuleReply(Schema):
    """Who may do a deed, which scope a token needs for it, and whether this token may."""

    deed: str
    who: list[str]
    scope: str | None
    may: bool


@room.reads("table/", TableReply)
def table(caller: Caller) -> object:
    """Who sits at the table, in seat order."""
    names = ("number", "name", "role", "taken", "facilitator", "guardian")
    chairs = [
        {"member": chair.pk, **{name: getattr(chair, name) for name in names}}
        for chair in people.table(caller.seat)
    ]
    team = caller.team
    return {"key": team.key, "name": team.name, "organisation": team.organisation.name, "chairs": chairs}


@room.reads("asks/", list[AskReply])
def asks(caller: Caller) -> object:
    """What needs me, the soonest first."""
    waiting = Ask.objects.waiting(timezone.now())
    mine = waiting.filter(stream=caller.seat.stream, member=caller.seat.chair).order_by("due", "pk")
    return [
        {
            "deed": ask.deed,
            "subject": ask.subject,
            "says": wording.ask(ask.deed)[0],
            "since": ask.since,
            "due": ask.due,
        }
        for ask in mine
    ]


def _entry(entry: Entry) -> EntryReply:
    names = ("seq", "deed", "actor", "subject", "at", "data", "hash")
    return EntryReply(**{name: getattr(entry, name) for name in names})


@room.reads("entries/", Page[EntryReply])
def entries(caller: Caller, paging: Query[Paging]) -> object:
    """What was done at this table, the oldest first. Ask from the last one on to hear what is new."""
    return page(access.told(caller.seat), paging, "seq", _entry)


@room.reads("rules/", list[RuleReply])
def who_may(caller: Caller) -> object:
    """Who may do what: the whole permission table."""
    return [
        {
            "deed": deed,
            "who": sorted(who),
            "scope": rules.SCOPE.get(deed),
            "may": rules.may(caller.seat, deed),
        }
        for deed, who in rules.WHO.items()
    ]
