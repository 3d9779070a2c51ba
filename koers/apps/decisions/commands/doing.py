"""One deed on one process: the rules give the next case, and what is new of it is kept."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from koers.apps.decisions import queries
from koers.apps.decisions.commands.keeping import keep
from koers.apps.decisions.models import Process
from koers.apps.ledger import box
from koers.apps.ledger.turn import Turn, turn
from koers.domain import processes
from koers.domain.processes import Case
from koers.domain.seats import Seat

Next = Callable[[Case, datetime], Case]


def does(
    seat: Seat,
    deed: str,
    pk: int,
    step: Next,
    *,
    key: str | None = None,
    private: Mapping[str, str] | None = None,
    **data: Any,
) -> Process:
    """One deed on one process: the rules give the next case, and what is new of it is kept."""
    with turn(seat, deed, key=key) as t:
        process = t.take(Process, pk)
        if t.before:
            return process
        before = queries.case_of(process)
        after = step(before, t.now)
        if process.secret and before.stage == "voting" and after.outcome:
            box.empty(process.box)
        keep(process, after, before)
        t.record(process, private=dict(private or {}), **data, **_what_changed(process, before, after))
    return process


def _what_changed(process: Process, before: Case, after: Case) -> dict[str, Any]:
    """Codes and figures for the ledger: a new stage, and who is asked again."""
    asked_anew = (before.version, before.sitting) != (after.version, after.sitting)
    to_answer = after.stage in processes.ASKING and before.stage != after.stage
    changed: dict[str, Any] = {} if before.stage == after.stage else {"stage": after.stage}
    if after.is_open and (asked_anew or to_answer):
        changed |= asked(process, after)
    elif before.window != after.window and process.closes:
        changed["due"] = process.closes.isoformat()
    return changed


def asked(process: Process, case: Case) -> dict[str, Any]:
    """Who is asked what until when: for the readers of the ledger."""
    deed = "cast_ballot" if process.secret else "respond"
    asks = [voter.member for voter in case.voters] if case.stage in processes.ASKING else []
    due = process.closes.isoformat() if process.closes else None
    return {"members": asks, "asks": deed, "due": due, "version": case.version, "method": case.method}


def about_what(process: Process) -> dict[str, Any]:
    """What it is about, for rooms that have to know what became of it without knowing this one."""
    return {"about": process.about} if process.about else {}


def checked(t: Turn, pk: int) -> Process:
    process = t.take(Process, pk)
    processes.check(queries.case_of(process), t.deed, t.seat, t.now)
    return process
