"""Deeds of whoever leads it or wrote it: its steps and its texts."""

from collections.abc import Sequence
from datetime import datetime

from koers.apps.decisions.commands.doing import does
from koers.domain import processes
from koers.domain.processes import Case, Option
from koers.domain.seats import Seat


def move_on(seat: Seat, pk: int, key: str | None = None) -> None:
    """To the next step: from questions to reactions, to amending, to objections."""
    does(seat, "move_on", pk, lambda case, now: processes.move_on(case, seat, now), key=key)


def edit_editorial(seat: Seat, pk: int, title: str, text: str, key: str | None = None) -> None:
    """Repair a typo. Responses stay."""

    def step(case: Case, now: datetime) -> Case:
        return processes.edit_editorial(case, seat, now, title, text)

    does(seat, "edit_editorial", pk, step, key=key)


def edit_material(
    seat: Seat,
    pk: int,
    title: str,
    text: str,
    options: Sequence[Option] | None = None,
    key: str | None = None,
) -> None:
    """Change what is proposed: everybody is asked again."""

    def step(case: Case, now: datetime) -> Case:
        return processes.edit_material(case, seat, now, title, text, options)

    does(seat, "edit_material", pk, step, key=key)


def call_material(seat: Seat, pk: int, key: str | None = None) -> None:
    """Say that the last change is no typo."""
    does(seat, "call_material", pk, lambda case, now: processes.call_material(case, seat, now), key=key)


def withdraw_proposal(seat: Seat, pk: int, key: str | None = None) -> None:
    """Take the proposal back."""
    does(
        seat, "withdraw_proposal", pk, lambda case, now: processes.withdraw_proposal(case, seat, now), key=key
    )
