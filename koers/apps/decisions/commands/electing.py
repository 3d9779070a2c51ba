"""Deeds of a role election."""

from datetime import datetime

from koers.apps.decisions.commands.doing import does
from koers.domain import processes
from koers.domain.processes import Case
from koers.domain.seats import Seat


def decline_nomination(seat: Seat, pk: int, key: str | None = None) -> None:
    """Not available for this role."""

    def step(case: Case, now: datetime) -> Case:
        return processes.decline_nomination(case, seat, now)

    does(seat, "decline_nomination", pk, step, member=seat.member, key=key)


def end_naming(seat: Seat, pk: int, key: str | None = None) -> None:
    """The change round is over: somebody is proposed."""
    does(seat, "end_naming", pk, lambda case, now: processes.end_naming(case, seat, now), key=key)


def propose_nominee(seat: Seat, pk: int, member: int, why: str, key: str | None = None) -> None:
    """Propose one of those who were named, on strength of the reasons."""

    def step(case: Case, now: datetime) -> Case:
        return processes.propose_nominee(case, seat, now, member, why)

    does(seat, "propose_nominee", pk, step, nominee=member, private={"why": why}, key=key)
