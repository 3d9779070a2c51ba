"""Questions that make clearer what is proposed, and everybody's one reaction."""

from koers.apps.decisions.commands.doing import checked
from koers.apps.decisions.models import Remark
from koers.apps.ledger.turn import turn
from koers.domain import decisions
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat

ANSWER_LIMIT = 1000


def ask_question(seat: Seat, pk: int, text: str, key: str | None = None) -> None:
    """Ask something that makes clearer what is proposed."""
    asked = decisions.line(text, "question", 500)
    with turn(seat, "ask_question", key=key) as t:
        if t.before:
            return
        process = checked(t, pk)
        one = Remark.objects.create(
            process=process, kind="question", member_id=seat.chair, text=asked, at=t.now
        )
        t.record(process, question=one.pk, member=seat.member, private={"text": asked})


def answer_question(seat: Seat, pk: int, question: int, text: str, key: str | None = None) -> None:
    """Answer it. The proposer does."""
    answer = decisions.line(text, "answer", ANSWER_LIMIT)
    with turn(seat, "answer_question", key=key) as t:
        if t.before:
            return
        process = checked(t, pk)
        one = process.remarks.filter(pk=question, kind="question").first()
        if one is None:
            raise NotHere
        one.answer, one.answered_by_id, one.answered = answer, seat.chair, t.now
        one.save(update_fields=["answer", "answered_by", "answered"])
        t.record(process, question=one.pk, private={"text": answer})


def react(seat: Seat, pk: int, text: str, key: str | None = None) -> None:
    """Say what one thinks of it, once."""
    said = decisions.line(text, "reaction", 500)
    with turn(seat, "react", key=key) as t:
        if t.before:
            return
        process = checked(t, pk)
        if process.remarks.filter(member=seat.chair, kind="reaction").exists():
            raise Refused("reacted_already")
        Remark.objects.create(process=process, kind="reaction", member_id=seat.chair, text=said, at=t.now)
        t.record(process, member=seat.member, private={"text": said})
