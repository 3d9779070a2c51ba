"""Somebody whom a decision touches wasn't asked: it gets a mark, and looking back on it is due now."""

from koers.apps.decisions.models import Decision, Flag
from koers.apps.ledger.turn import turn
from koers.domain import decisions
from koers.domain.processes import advice, opening
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def flag_missed(seat: Seat, pk: int, why: str, key: str | None = None) -> None:
    """Say that one should have been asked. The decision itself changes only by another one."""
    said = opening.words(why, "why")
    with turn(seat, "flag_missed", key=key) as t:
        if t.before:
            return
        decision = t.take(Decision, pk)
        decisions.check_changeable(decision.changed_by())
        advice.check_flag(decision.record, seat.chair, decision.sealed, t.now)
        if decision.flags.filter(member=seat.chair).exists():
            raise Refused("flagged_already")
        Flag.objects.create(decision=decision, member_id=seat.chair, why=said, at=t.now)
        decision.flagged = t.now
        decision.save(update_fields=["flagged"])
        t.record(decision, member=seat.member, private={"why": said})
