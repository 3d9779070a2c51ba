"""Objections: testing them, meeting them, and what follows when it stays stuck."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from koers.apps.decisions.commands.doing import does
from koers.domain import processes
from koers.domain.processes import Case
from koers.domain.seats import Seat


def test_objection(
    seat: Seat,
    pk: int,
    number: int,
    tests: Mapping[str, str],
    finding: str,
    reason: str,
    key: str | None = None,  # noqa: PT028 - a deed, not a test
) -> None:
    """Keep what the three questions brought."""

    def step(case: Case, now: datetime) -> Case:
        return processes.test_objection(case, seat, now, number, tests, finding, reason)

    does(
        seat, "test_objection", pk, step, number=number, finding=finding, private={"reason": reason}, key=key
    )


def agree_set_aside(seat: Seat, pk: int, number: int, key: str | None = None) -> None:
    """Agree that an objection is set aside."""

    def step(case: Case, now: datetime) -> Case:
        return processes.agree_set_aside(case, seat, now, number)

    does(seat, "agree_set_aside", pk, step, number=number, member=seat.member, key=key)


def make_concern(seat: Seat, pk: int, number: int, key: str | None = None) -> None:
    """My objection may stay as a concern."""
    does(
        seat,
        "make_concern",
        pk,
        lambda case, now: processes.make_concern(case, seat, now, number),
        number=number,
        key=key,
    )


def confirm_met(seat: Seat, pk: int, number: int, key: str | None = None) -> None:
    """The amendment meets the objection."""

    def step(case: Case, now: datetime) -> Case:
        return processes.confirm_met(case, seat, now, number)

    does(seat, "confirm_met", pk, step, number=number, member=seat.member, key=key)


def integrate(
    seat: Seat, pk: int, title: str, text: str, objections: Sequence[int], key: str | None = None
) -> None:
    """Change the text so that these objections are met."""

    def step(case: Case, now: datetime) -> Case:
        return processes.integrate(case, seat, now, title, text, objections)

    does(seat, "integrate", pk, step, key=key, objections=sorted(objections))


def get_unstuck(
    seat: Seat,
    pk: int,
    way: str,
    *,
    title: str = "",
    text: str = "",
    reason: str = "",
    key: str | None = None,
) -> None:
    """A shorter trial, a helping group, or the method that was agreed before."""

    def step(case: Case, now: datetime) -> Case:
        return processes.get_unstuck(case, seat, now, way, title, text, reason)

    does(seat, "get_unstuck", pk, step, way=way, private={"reason": reason}, key=key)
