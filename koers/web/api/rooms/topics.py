"""Topics of the team: what was brought up, how it is treated, what came of it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from ninja import Query, Schema

from koers.apps.topics import commands, queries
from koers.apps.topics.models import Topic
from koers.domain.processes import plain
from koers.domain.refusals import NotHere
from koers.domain.topics import Told
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Number, Text, Word, body_of, parts, typed
from koers.web.api.paging import Page, Paging, page
from koers.web.api.room import Room

room = Room("topics")
TOLD = tuple(Told.__dataclass_fields__)
if TYPE_CHECKING:
    TopicTold = Body
else:
    TopicTold = body_of(Told)


class TopicReply(Schema):
    """One topic, as it was told and as it stands."""

    id: int
    code: str
    told: dict[str, Any]
    author: int
    owner: int | None
    raised: datetime
    postponed: int
    state: str
    way: str
    advised: str
    outcome: str
    decision: str
    ended: datetime | None
    closed_until: date | None


class TopicElsewhere(Schema):
    """A topic of another team. Of a closed one only that, until when and why."""

    id: int
    team: str
    state: str
    title: str | None
    question: str | None
    kind: str | None
    closed_until: date | None
    closed_because: str


class TopicRaised(TopicTold):
    """A topic as its author tells it; `came_from` is the code of what it came from."""

    came_from: Word = ""


class TopicTriage(Body):
    """How to treat it, and who carries it."""

    way: Word
    because: Text = ""
    role: Number | None = None
    line: Text = ""
    mandate: Number | None = None
    contested: bool = False
    owner: Number | None = None


class TopicReason(Body):
    """What came of it, or why."""

    because: Text


class TopicClosed(TopicReason):
    """Until when only the team sees it, and why."""

    until: date


class TopicDay(TopicReason):
    """Another day, and why."""

    day: date


def _shown(topic: Topic) -> dict[str, Any]:
    names = "code raised postponed state way advised outcome decision ended closed_until".split()
    told = {name: plain.plain(getattr(topic, name)) for name in TOLD}
    who = {"id": topic.pk, "author": topic.author_id, "owner": topic.owner_id, "told": told}
    return who | {name: getattr(topic, name) for name in names}


def _now(caller: Caller, pk: int) -> dict[str, Any]:
    topic = queries.of_team(caller.seat).filter(pk=pk).first()
    if topic is None:
        raise NotHere
    return _shown(topic)


@room.reads("topics/", Page[TopicReply])
def index(caller: Caller, paging: Query[Paging]) -> object:
    """The team's topics, the newest first."""
    return page(queries.of_team(caller.seat), paging, "-pk", _shown)


def _elsewhere(caller: Caller, topic: Topic) -> dict[str, Any]:
    closed = topic.closed_to(caller.seat, timezone.localdate())
    hidden = dict.fromkeys(("title", "question", "kind"))
    said = parts(topic, "state closed_until closed_because")
    said |= hidden if closed else parts(topic, "title question kind")
    return {"id": topic.pk, "team": topic.team.key} | said


@room.reads("topics/organisation/", Page[TopicElsewhere])
def organisation(caller: Caller, paging: Query[Paging]) -> object:
    """What goes on at the other tables of the organisation, the newest first."""
    rows = queries.of_organisation(caller.seat)
    return page(rows, paging, "-pk", lambda one: _elsewhere(caller, one))


@room.reads("topics/{pk}/", TopicReply)
def one(caller: Caller, pk: Number) -> object:
    """One topic of the team."""
    return _now(caller, pk)


@room.does("topics/", "raise_topic", TopicReply, makes=True)
def raising(caller: Caller, body: TopicRaised) -> object:
    """Bring something up."""
    told = typed(Told, body, "came_from")
    return _shown(
        commands.raise_topic(caller.seat, caller.team, told, came_from=body.came_from, key=caller.key)
    )


@room.does("topics/{pk}/telling/", "edit_topic", TopicReply)
def telling(caller: Caller, pk: Number, body: TopicTold) -> object:
    """Tell it better."""
    commands.edit_topic(caller.seat, pk, typed(Told, body), key=caller.key)
    return _now(caller, pk)


@room.does("topics/{pk}/triage/", "triage_topic", TopicReply)
def triage(caller: Caller, pk: Number, body: TopicTriage) -> object:
    """Choose how to treat it: as advised, or otherwise with a reason."""
    commands.triage_topic(
        caller.seat, pk, body.way, body.because, role=body.role, line=body.line, mandate=body.mandate,
        contested=body.contested, owner=body.owner, key=caller.key,
    )  # fmt: skip
    return _now(caller, pk)


@room.does("topics/{pk}/postponement/", "postpone_topic", TopicReply)
def postponement(caller: Caller, pk: Number, body: TopicDay) -> object:
    """Give it another day to decide by."""
    commands.postpone_topic(caller.seat, pk, body.day, body.because, key=caller.key)
    return _now(caller, pk)


@room.does("topics/{pk}/talk/", "talk_about_topic", TopicReply)
def talk(caller: Caller, pk: Number, body: TopicReason) -> object:
    """Take it into a conversation."""
    commands.talk_about_topic(caller.seat, pk, body.because, key=caller.key)
    return _now(caller, pk)


@room.does("topics/{pk}/settled/", "settle_topic", TopicReply)
def settled(caller: Caller, pk: Number, body: TopicReason) -> object:
    """It needs no decision of the team: say what came of it."""
    commands.settle_topic(caller.seat, pk, body.because, key=caller.key)
    return _now(caller, pk)


@room.does("topics/{pk}/letting-go/", "let_go_topic", TopicReply)
def letting_go(caller: Caller, pk: Number, body: TopicReason) -> object:
    """Nothing is done with it, and say why."""
    commands.let_go_topic(caller.seat, pk, body.because, key=caller.key)
    return _now(caller, pk)


@room.does("topics/{pk}/again/", "reopen_topic", TopicReply)
def again(caller: Caller, pk: Number, body: TopicReason) -> object:
    """It came to an end, and is a topic again."""
    commands.reopen_topic(caller.seat, pk, body.because, key=caller.key)
    return _now(caller, pk)


@room.does("topics/{pk}/heard/", "hear_topic", TopicReply)
def heard(caller: Caller, pk: Number) -> object:
    """I brought it up, and have read what came of it."""
    commands.hear_topic(caller.seat, pk, key=caller.key)
    return _now(caller, pk)


@room.does("topics/{pk}/closing/", "restrict_topic", TopicReply)
def closing(caller: Caller, pk: Number, body: TopicClosed) -> object:
    """Let only the team see it until a day. Everybody sees that it is closed, and why."""
    commands.restrict_topic(caller.seat, pk, body.until, body.because, key=caller.key)
    return _now(caller, pk)


@room.does("topics/{pk}/opening/", "open_up_topic", TopicReply)
def opening(caller: Caller, pk: Number) -> object:
    """Let the organisation see it again."""
    commands.open_up_topic(caller.seat, pk, key=caller.key)
    return _now(caller, pk)
