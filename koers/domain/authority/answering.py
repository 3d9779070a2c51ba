"""Who may decide this, and how: a role, a mandate, or the team by its matrix."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from koers.domain.authority.mandates import Mandate, beyond
from koers.domain.authority.matrix import Row, decided_at, instead, row_for
from koers.domain.refusals import Refused


@dataclass(frozen=True)
class Matter:
    """What has to be known of a topic: its kind, the domains it touches, and what it takes.

    `domains` are those on which it has an impact. `amount` is in whole euros, `months` is for how long it
    binds; None is not known.
    """

    kind: str
    domains: tuple[str, ...] = ()
    amount: int | None = None
    months: int | None = None
    irreversible: bool = False


@dataclass(frozen=True)
class Answer:
    """Who may decide, by which method, and along which row of the matrix.

    `by` is "role", "mandate", "team", or "proposer": whoever brings it decides after asking advice. `refused`
    is why the role or the mandate that was named doesn't carry it, or that nobody was named.
    """

    by: str
    method: str
    row: Row
    refused: Refused | None = None


def who_decides(
    matter: Matter, rows: Iterable[Row], today: date, *, role: bool = False, mandate: Mandate | None = None
) -> Answer:
    """The answer for a topic, given the role or the mandate that somebody says covers it.

    A role decides within its own domain: by itself where nobody else is touched, else after asking advice.
    What can't be undone is never one role's own.
    """
    row = row_for(rows, matter.kind, matter.domains)
    if role and not matter.irreversible:
        return Answer("role", "advice" if len(matter.domains) > 1 else "mandate", row)
    refused = _refused(matter, row, today, role=role, mandate=mandate)
    if mandate is not None and refused is None:
        return Answer("mandate", decided_at(mandate.level)[1], row)
    if refused is None and row.method == "advice":
        return Answer("proposer", row.method, row)
    return Answer("team", instead(row) if refused else row.method, row, refused)


def _refused(matter: Matter, row: Row, today: date, *, role: bool, mandate: Mandate | None) -> Refused | None:
    method = instead(row)
    if mandate is not None:
        here = replace(mandate, instead=method)
        return beyond(here, matter.amount, matter.irreversible, today, matter.months)
    if role:
        return Refused("role_irreversible", "irreversible", method=method)
    return Refused("nobody_mandated", "mandate", method=method) if row.method == "mandate" else None
