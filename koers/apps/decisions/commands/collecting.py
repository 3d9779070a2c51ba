"""Options that everybody adds, and the one that is made better."""

from datetime import datetime

from koers.apps.decisions.commands.doing import does
from koers.domain import processes
from koers.domain.processes import Case
from koers.domain.seats import Seat


def add_option(seat: Seat, pk: int, text: str, key: str | None = None) -> None:
    """Lay one more option on the table."""

    def step(case: Case, now: datetime) -> Case:
        return processes.add_option(case, seat, now, text)

    does(seat, "add_option", pk, step, member=seat.member, private={"text": text}, key=key)


def ask_scores(seat: Seat, pk: int, key: str | None = None) -> None:
    """Everything is on the table: ask how much everybody resists each."""
    does(seat, "ask_scores", pk, lambda case, now: processes.ask_scores(case, seat, now), key=key)


def explain_resistance(seat: Seat, pk: int, reason: str, key: str | None = None) -> None:
    """Say why one resists the leading option so much."""

    def step(case: Case, now: datetime) -> Case:
        return processes.explain_resistance(case, seat, now, reason)

    does(seat, "explain_resistance", pk, step, member=seat.member, private={"reason": reason}, key=key)


def improve_option(seat: Seat, pk: int, text: str, key: str | None = None) -> None:
    """Put the leading option in other words, once; everybody is asked again."""

    def step(case: Case, now: datetime) -> Case:
        return processes.improve_option(case, seat, now, text)

    does(seat, "improve_option", pk, step, private={"text": text}, key=key)


def leave_option(seat: Seat, pk: int, key: str | None = None) -> None:
    """Decide it as it is, now that the reasons are heard."""
    does(seat, "leave_option", pk, lambda case, now: processes.leave_option(case, seat, now), key=key)
