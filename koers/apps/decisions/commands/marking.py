"""What is said beside a decision of one person. The decision itself changes only by another one."""

from typing import Any

from koers.apps.decisions.models import Decision, Mark
from koers.apps.ledger.turn import turn
from koers.domain import decisions, marks
from koers.domain.processes import opening
from koers.domain.seats import Seat


def _mark(seat: Seat, deed: str, pk: int, kind: str, text: str = "", key: str | None = None) -> None:
    with turn(seat, deed, key=key) as t:
        if t.before:
            return
        decision = t.take(Decision, pk)
        there = [one.mark for one in decision.marks.all()]
        marks.check_mark(kind, decision.record, there, seat.chair, decision.sealed, t.now)
        if kind == "missed":
            decisions.check_changeable(decision.changed_by())
            decision.flagged = t.now
            decision.save(update_fields=["flagged"])
        Mark.objects.create(decision=decision, kind=kind, member_id=seat.chair, text=text, at=t.now)
        private: dict[str, Any] = {"private": {"text": text}} if text else {}
        t.record(decision, member=seat.member, **private)


def read_decision(seat: Seat, pk: int, key: str | None = None) -> None:
    """Say that one has read it."""
    _mark(seat, "read_decision", pk, "read", key=key)


def flag_missed(seat: Seat, pk: int, why: str, key: str | None = None) -> None:
    """Say that one should have been asked for advice: looking back is due now."""
    _mark(seat, "flag_missed", pk, "missed", opening.words(why, "why"), key)


def ask_stop(seat: Seat, pk: int, why: str, key: str | None = None) -> None:
    """Ask whoever acts without authority to stop."""
    _mark(seat, "ask_stop", pk, "stop", opening.words(why, "why"), key)


def note_stopped(seat: Seat, pk: int, how: str, key: str | None = None) -> None:
    """Say that one stopped, and what is left to do."""
    _mark(seat, "note_stopped", pk, "stopped", opening.words(how, "stopped"), key)


def note_discussed(seat: Seat, pk: int, text: str, key: str | None = None) -> None:
    """Write down what the team said of it in its meeting."""
    _mark(seat, "note_discussed", pk, "discussed", opening.words(text, "discussed"), key)


def report_back(seat: Seat, pk: int, text: str, key: str | None = None) -> None:
    """Report how it went, to whoever left it to one."""
    _mark(seat, "report_back", pk, "reported", opening.words(text, "report"), key)
