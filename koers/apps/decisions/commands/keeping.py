"""Keeping what is new of a case: its own fields, and the rows that were added or changed."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from koers.apps.decisions.models import Objection, Process, Response, Version, Voter
from koers.domain import processes
from koers.domain.processes import Case, plain

ROWS: tuple[tuple[Any, str, str], ...] = (
    (Version, "versions", "seq"),
    (Voter, "electorate", "place"),
    (Response, "responses", ""),
    (Objection, "objections", "number"),
)


def keep(process: Process, after: Case, before: Case) -> None:
    """Write what is new in a case: its own fields, and the rows that were added or changed."""
    process.stage, process.terms = after.stage, plain.plain(after.terms)
    process.opened, process.sitting = after.opened, after.sitting
    process.sittings, process.recusals = plain.plain(after.sittings), plain.plain(after.recusals)
    process.weighings, process.outside = plain.plain(after.weighings), plain.plain(after.outside)
    process.proposer_id, process.handovers = after.proposer, plain.plain(after.handovers)
    process.standing, process.rounds, process.shorter = list(after.standing), after.rounds, after.shorter
    process.lot, process.ballots = after.lot, dict(after.ballots) if after.ballots is not None else None
    process.proposed, process.declined = plain.plain(after.proposed), list(after.declined)
    process.outcome = plain.plain(after.outcome) if after.outcome else None
    process.ended = after.outcome.at if after.outcome else None
    _keep_window(process, after)
    process.save()
    for model, name, key in ROWS:
        _keep_rows(process, model, key, getattr(before, name), getattr(after, name))


def _keep_window(process: Process, case: Case) -> None:
    window = case.window
    process.over_at = processes.ends(case)
    if window is None:
        return
    process.opens, process.closes, process.zone = window.opens, window.closes, window.zone
    process.off = sorted(day.isoformat() for day in window.off)
    process.paused, process.extended, process.full = window.paused, window.extended, window.full


def _keep_rows(process: Process, model: Any, key: str, before: Sequence[Any], after: Sequence[Any]) -> None:
    """Rows stand in the order of the case: the first differ by content, the rest is new."""
    for place, one in enumerate(after, start=1):
        if place <= len(before) and before[place - 1] == one:
            continue
        content = _content(model, one)
        if place > len(before):
            model.objects.create(process=process, **({key: place} if key else {}) | content)
        else:
            model.objects.filter(process=process, **{key: place}).update(**content)


def _content(model: Any, one: Any) -> dict[str, Any]:
    """A rule's dataclass as the columns of its row."""
    columns = {column.attname for column in model._meta.concrete_fields}
    found = {}
    for field in fields(one):
        value = getattr(one, field.name)
        name = f"{field.name}_id" if f"{field.name}_id" in columns else field.name
        found[name] = value if isinstance(value, datetime) else plain.plain(value)
    return found
