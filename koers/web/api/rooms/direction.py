"""What a team stands by: its documents and agreements, and the drafts of them."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from koers.apps.direction import queries
from koers.apps.direction.commands import documents as commands
from koers.apps.direction.models import Document, Draft
from koers.domain.direction import documents
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Number, Text, Word, parts
from koers.web.api.room import Room

room = Room("direction")


class DocumentReply(Schema):
    """A text that the team stands by; `version` 0 as long as no draft of it was adopted."""

    id: int
    kind: str
    title: str
    text: str
    version: int
    adopted: datetime | None
    review_on: date | None
    looked: date | None
    looked_word: str
    ended: datetime | None


class DraftReply(Schema):
    """Another text for a document, or the end of one, and what became of it."""

    id: int
    document: int
    kind: str
    beside: int
    before: str
    title: str
    text: str
    review_on: date | None
    ends: bool
    why: str
    proposer: int
    name: str
    proposed: datetime
    state: str
    decision: str
    reason: str
    settled: datetime | None
    settled_by: str
    version: int | None


class DocumentWhole(DocumentReply):
    """A text with its versions, the newest first."""

    versions: list[DraftReply]


class DocumentText(Body):
    """What it says, when it is looked at again, and why it is written."""

    title: Text = ""
    text: Text
    review_on: date | None = None
    why: Text

    @property
    def says(self) -> documents.Text:
        """As the rules know it."""
        return documents.Text(self.title, self.text, self.review_on)


class DocumentNew(DocumentText):
    """The same, and what kind of text it is."""

    kind: Word


class DocumentReason(Body):
    """Why."""

    reason: Text


class DocumentLooked(Body):
    """Why it still holds, and when it is looked at again."""

    word: Text
    review_on: date | None = None


def _document(one: Document) -> dict[str, Any]:
    names = "kind title text version adopted review_on looked looked_word ended"
    return {"id": one.pk} | parts(one, names)


def _draft(one: Draft) -> dict[str, Any]:
    names = "beside before title text review_on ends why name proposed state decision reason version"
    who = {"id": one.pk, "document": one.document_id, "proposer": one.proposer_id}
    return who | {"kind": one.document.kind} | parts(one, names + " settled settled_by")


def _whole(document: Document) -> dict[str, Any]:
    versions = Draft.objects.filter(document=document, state="adopted").select_related("document")
    return _document(document) | {"versions": [_draft(one) for one in versions.order_by("-version")]}


@room.reads("direction/documents/", list[DocumentReply])
def index(caller: Caller) -> object:
    """Every text that holds now: the sentence, documents, agreements."""
    return [_document(one) for one in queries.adopted(caller.seat)]


@room.reads("direction/documents/{pk}/", DocumentWhole)
def one(caller: Caller, pk: Number) -> object:
    """One text, with its versions."""
    return _whole(queries.the(Document, caller.seat, pk))


@room.reads("direction/drafts/", list[DraftReply])
def drafts(caller: Caller) -> object:
    """What was written and isn't settled yet."""
    return [_draft(one) for one in queries.drafts(caller.seat)]


@room.reads("direction/drafts/{pk}/", DraftReply)
def draft(caller: Caller, pk: Number) -> object:
    """One draft."""
    return _draft(queries.the(Draft, caller.seat, pk))


@room.does("direction/documents/", "draft_document", DraftReply, makes=True)
def new(caller: Caller, body: DocumentNew) -> object:
    """Write a text of a kind. Nothing holds until it is adopted."""
    return _draft(
        commands.draft_document(
            caller.seat, caller.team, body.kind, body.says, body.why, key=caller.key
        )
    )  # fmt: skip


@room.does("direction/documents/{pk}/change/", "draft_document", DraftReply, makes=True)
def change(caller: Caller, pk: Number, body: DocumentText) -> object:
    """Write another text for one that is there."""
    held = queries.the(Document, caller.seat, pk)
    made = commands.draft_document(
        caller.seat, caller.team, held.kind, body.says, body.why, held.pk, key=caller.key
    )
    return _draft(made)


@room.does("direction/documents/{pk}/end/", "draft_document", DraftReply, makes=True)
def end(caller: Caller, pk: Number, body: DocumentReason) -> object:
    """Propose that an agreement doesn't hold any more."""
    return _draft(commands.draft_end(caller.seat, pk, body.reason, key=caller.key))


@room.does("direction/documents/{pk}/looking/", "look_again", DocumentWhole)
def looking(caller: Caller, pk: Number, body: DocumentLooked) -> object:
    """It was looked at again and still holds."""
    commands.look_again(caller.seat, pk, body.word, body.review_on, key=caller.key)
    return _whole(queries.the(Document, caller.seat, pk))


@room.does("direction/drafts/{pk}/adoption/", "adopt_document", DraftReply)
def adoption(caller: Caller, pk: Number, body: DocumentReason) -> object:
    """Let a draft hold from now on, because the team said so together."""
    commands.adopt_document(caller.seat, pk, body.reason, key=caller.key)
    return _draft(queries.the(Draft, caller.seat, pk))


@room.does("direction/drafts/{pk}/decline/", "decline_document", DraftReply)
def decline(caller: Caller, pk: Number, body: DocumentReason) -> object:
    """Let it be as it was, and say why."""
    commands.decline_document(caller.seat, pk, body.reason, key=caller.key)
    return _draft(queries.the(Draft, caller.seat, pk))
