"""Proposing a row of the matrix or a mandate: it holds once the team has decided so."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from koers.domain.authority.mandates import Mandate
from koers.domain.authority.matrix import KINDS, Row, methods_of, row_for, tidy_row
from koers.domain.refusals import Refused

#: Nobody decided yet; the team decides about it now; it holds; it doesn't.
STATES = ("open", "deciding", "adopted", "declined")
#: What the clock does with it, from what the team decided.
_BY_DECISION = ("decide_authority", "adopt_authority")


def check_state(state: str, deed: str, settled: datetime | None) -> None:
    """A proposal is settled once; while the team decides about it, nobody settles it alone."""
    if state == "deciding" and deed not in _BY_DECISION:
        raise Refused("proposal_deciding")
    if state in ("adopted", "declined"):
        raise Refused("proposal_settled", at=settled)


def proposed(before: Row | None, decision: str, after: Row) -> Row:
    """A row that would change something: another text, or the same one decided by the team."""
    if before == after and decision:
        raise Refused("nothing_changed", "method")
    return after


def state_after(outcome: str) -> str:
    """What a proposal is when the process about it ended without being adopted: declined, or open again."""
    return "declined" if outcome == "rejected" else "open"


def given_on(mandate: Mandate, today: date) -> Mandate:
    """The mandate as it is given on the day of the decision: it begins no sooner.

    A day to look at it that has passed by then falls away.
    """
    review = mandate.review if mandate.review and mandate.review > today else None
    return replace(mandate, since=max(mandate.since, today), review=review)


def row_at_level(rows: Iterable[Row], kind: str, domain: str, level: int) -> Row:
    """The row that holds for this kind and domain, at the agreed level.

    Its method stays where it goes with that level; else it is the level's own.
    """
    if kind not in KINDS:
        raise Refused("matrix_unknown", "kind")
    now, fitting = row_for(rows, kind, [domain]), methods_of(level)
    method = now.method if now.method in fitting else fitting[0]
    return tidy_row(replace(now, domain=domain, level=level, method=method))
