"""Answering, by name or in a box."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from koers.apps.decisions import queries
from koers.apps.decisions.commands.doing import does
from koers.apps.decisions.models import Process
from koers.apps.ledger import box
from koers.apps.ledger.door import door
from koers.domain import processes
from koers.domain.processes import Case
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def respond(
    seat: Seat,
    pk: int,
    choice: str,
    reason: str = "",
    *,
    role: str = "",
    criteria: Sequence[str] = (),
    values: Mapping[str, int] | None = None,
    seen: int | None = None,
    key: str | None = None,
) -> None:
    """Answer by name, or answer anew; with a rank or a score per option where the method asks one.

    `seen` is the version that was read: no other is answered unread.
    """

    def step(case: Case, now: datetime) -> Case:
        read = processes.as_seen(case, seen)
        return processes.respond(
            read, seat, now, choice, reason, role=role, criteria=tuple(criteria), values=values
        )

    private = _said(choice, reason, values)
    does(seat, "respond", pk, step, key=key, private=private, member=seat.member)


def record_for(
    seat: Seat,
    pk: int,
    member: int,
    choice: str,
    reason: str = "",
    *,
    how: str,
    role: str = "",
    criteria: Sequence[str] = (),
    values: Mapping[str, int] | None = None,
    key: str | None = None,
) -> None:
    """Write down what somebody said by phone, or otherwise. They are told, and can change it."""

    def step(case: Case, now: datetime) -> Case:
        return processes.record_for(
            case,
            seat,
            now,
            member,
            choice,
            reason,
            how=how,
            role=role,
            criteria=tuple(criteria),
            values=values,
        )

    does(seat, "record_for", pk, step, key=key, private=_said(choice, reason, values), member=member)


def _said(choice: str, reason: str, values: Mapping[str, int] | None) -> dict[str, str]:
    # Others don't see it before their own is in: the ledger holds only a hash, so that it can't be changed.
    said = {"choice": choice, "reason": reason}
    return said | {"values": json.dumps(values, sort_keys=True)} if values else said


def confirm_response(seat: Seat, pk: int, key: str | None = None) -> None:
    """One tap: what I answered before somebody was added still holds."""

    def step(case: Case, now: datetime) -> Case:
        return processes.confirm_response(case, seat, now)

    does(seat, "confirm_response", pk, step, member=seat.member, key=key)


def cast_ballot(seat: Seat, process: Process, choice: str, ballot: str) -> None:
    """Vote without a name. `ballot` is the secret that only the voter's browser holds."""
    with door(seat, "cast_ballot", Process, process.pk) as (held, now):
        case = queries.case_of(held)
        processes.check(case, "cast_ballot", seat, now)
        if choice not in processes.choices(case):
            raise Refused("choice_unknown", "choice")
        box.put(held.box, ballot, {"choice": choice}, most=len(case.electorate))
