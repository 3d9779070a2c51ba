"""Deeds about documents and agreements: drafting, adopting, declining, looking at one again."""

from datetime import date
from typing import Any

from koers.apps.direction import queries
from koers.apps.direction.models import Document, Draft
from koers.apps.ledger import clock
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.domain import days
from koers.domain.direction import documents, lines
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def draft_document(
    seat: Seat,
    team: Team,
    kind: str,
    text: documents.Text,
    why: str,
    document: int | None = None,
    key: str | None = None,
) -> Draft:
    """Write a text, or another one for a document that is there. Nothing holds until it is adopted."""
    with turn(seat, "draft_document", key=key) as t:
        if t.before:
            return queries.the(Draft, seat, _number_of(t))
        held = t.take(Document, document) if document else of_kind(t, team, documents.kind(kind))
        after = documents.tidy(held.kind, text, clock.day(t.now))
        documents.check_changed(held.says, after)
        draft = put(t, held, after, lines.why(why), ends=False)
        t.record(draft, document=held.pk, settle=people.who_guard(seat), private={"why": draft.why})
    return draft


def draft_end(seat: Seat, document: int, why: str, key: str | None = None) -> Draft:
    """Propose that a text doesn't hold any more."""
    with turn(seat, "draft_document", key=key) as t:
        if t.before:
            return queries.the(Draft, seat, _number_of(t))
        held = t.take(Document, document)
        documents.check_end(held.kind)
        draft = put(t, held, held.says, lines.why(why, "end_why"), ends=True)
        t.record(draft, document=held.pk, settle=people.who_guard(seat), private={"why": draft.why})
    return draft


def _number_of(t: Turn) -> int:
    assert t.before is not None
    return int(t.before.subject.rpartition(":")[2])


def of_kind(t: Turn, team: Team, kind: str) -> Document:
    """The team's one document of this kind, begun when it isn't there; of agreements always a new one."""
    if kind != documents.AGREEMENT:
        found = queries.ours(Document, t.seat).filter(kind=kind).first()
        if found is not None:
            return t.take(Document, found.pk)
    return t.place(Document(team=team, kind=kind))


def put(t: Turn, held: Document, text: documents.Text, why: str, *, ends: bool) -> Draft:
    """Keep a draft beside the text that holds."""
    return t.place(
        Draft(
            team=held.team,
            document=held,
            beside=held.version,
            before_title=held.title,
            before=held.text,
            title=text.title,
            text=text.text,
            review_on=text.review_on,
            ends=ends,
            why=why,
            proposer_id=t.seat.chair,
            name=people.called(t.seat),
            proposed=t.now,
        )
    )


def adopt_document(seat: Seat, pk: int, reason: str, key: str | None = None) -> Document:
    """Let a draft hold from now on, because the team said so together."""
    reason = lines.why(reason, "reason")
    with turn(seat, "adopt_document", key=key) as t:
        if t.before:
            return queries.the(Document, seat, t.before.data["document"])
        draft = t.take(Draft, pk)
        documents.check_free(queries.in_decision(draft))
        held = t.take(Document, draft.document_id)
        documents.check_beside(draft.beside, held.version)
        draft.reason, draft.settled_by = reason, people.called(seat)
        return _adopt(t, draft, held)


def adopt_decided(seat: Seat, pk: int, text: str, decision: str) -> Document:
    """Let what the team decided hold from now on, in the words that were decided on."""
    with turn(seat, "adopt_document") as t:
        draft = t.take(Draft, pk)
        held = t.take(Document, draft.document_id)
        draft.text, draft.decision = lines.paragraphs(text), decision
        return _adopt(t, draft, held)


def _adopt(t: Turn, draft: Draft, held: Document) -> Document:
    held.version, held.adopted = held.version + 1, t.now
    held.ended = t.now if draft.ends else None
    held.title, held.text, held.review_on = draft.title, draft.text, draft.review_on
    held.save()
    draft.state, draft.settled, draft.version = "adopted", t.now, held.version
    draft.save()
    t.link("came_from", draft, held)
    facts = _asked(t, held) | {"document": held.pk, "version": held.version, "decision": draft.decision}
    t.record(draft, private={"reason": draft.reason}, **facts)
    return held


def _asked(t: Turn, held: Document) -> dict[str, Any]:
    """Whom it asks on its day to look at it again."""
    if held.review_on is None or held.ended:
        return {"looks": held.code, "asks": {}}
    since, due = days.window(held.review_on, held.review_on, clock.zone())
    members = people.who_guard(t.seat)
    return {"looks": held.code, "asks": {"since": since, "due": due, "members": members}}


def decline_document(seat: Seat, pk: int, reason: str, key: str | None = None) -> None:
    """Let it be as it was, and say why."""
    reason = lines.why(reason, "reason")
    with turn(seat, "decline_document", key=key) as t:
        if t.before:
            return
        draft = t.take(Draft, pk)
        documents.check_free(queries.in_decision(draft))
        draft.state, draft.settled, draft.reason = "declined", t.now, reason
        draft.settled_by = people.called(seat)
        draft.save()
        t.record(draft, private={"reason": reason})


def look_again(seat: Seat, pk: int, word: str, review_on: date | None, key: str | None = None) -> None:
    """A text was looked at again and still holds: in a few words why, and the next day to look."""
    word = lines.why(word, "word")
    with turn(seat, "look_again", key=key) as t:
        if t.before:
            return
        held = t.take(Document, pk)
        if not held.version:
            raise Refused("nothing_adopted")
        today = clock.day(t.now)
        held.review_on = documents.review_day(held.kind, review_on, today)
        held.looked, held.looked_word = today, word
        held.save(update_fields=["review_on", "looked", "looked_word"])
        t.record(held, private={"word": word}, **_asked(t, held))
