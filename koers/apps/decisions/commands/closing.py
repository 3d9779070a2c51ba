"""Closing: computing what came out, from what was stored."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from koers.apps.decisions import queries
from koers.apps.decisions.commands.doing import _what_changed, about_what
from koers.apps.decisions.commands.electorate import let_leavers_go
from koers.apps.decisions.commands.keeping import keep
from koers.apps.decisions.models import Process
from koers.apps.ledger import box, clock
from koers.apps.ledger.turn import turn
from koers.domain import processes
from koers.domain.processes import Case
from koers.domain.refusals import Refused
from koers.domain.seats import Seat, system


def close_process(seat: Seat, pk: int, key: str | None = None) -> Process:
    """Compute what came out, from what was stored. Recorded at the moment at which it was over."""
    with turn(seat, "close_process", key=key) as t:
        process = t.take(Process, pk)
        if t.before:
            return process
        before = queries.case_of(process)
        after = processes.close_process(before, seat, t.now, _emptied(process, before, seat, t.now))
        after = _without_few_counts(after)
        keep(process, after, before)
        if process.secret and after.is_open:
            box.make(process.box)
        out = after.outcome
        code: dict[str, Any] = {"outcome": out.status, "code": out.code} | about_what(process) if out else {}
        t.record(process, at=out.at if out else None, **code, **_what_changed(process, before, after))
    return process


def _emptied(process: Process, case: Case, seat: Seat, now: datetime) -> dict[str, int] | None:
    """What lay in the box, counted. Nothing is taken out before it is certain that it closes."""
    if not process.secret:
        return None
    processes.check(case, "close_process", seat, now)
    cast = [content["choice"] for content in box.empty(process.box)]
    return {choice: cast.count(choice) for choice in processes.choices(case)}


def _without_few_counts(case: Case) -> Case:
    """Of five ballots or fewer the outcome is shown; the counts only where the statutes ask them."""
    few = min(len(case.electorate), _cast(case)) <= processes.FEW
    if case.terms.secrecy != "secret" or not few or case.terms.counts_article:
        return case
    sittings = tuple(replace(sitting, counts={}, blank=0) for sitting in case.sittings)
    outcome = case.outcome and replace(
        case.outcome, figures={n: value for n, value in case.outcome.figures.items() if n != "counts"}
    )
    return replace(case, ballots=None, sittings=sittings, outcome=outcome)


def _cast(case: Case) -> int:
    if case.ballots is not None:
        return sum(case.ballots.values())
    return sum(case.sittings[-1].counts.values()) + case.sittings[-1].blank if case.sittings else 0


def close_if_over(seat: Seat, process: Process, now: datetime) -> Process:
    """Record a closing that is due and that nobody recorded. Closing twice gives the same record."""
    if process.over_at is None or process.over_at > now or not process.is_open:
        return process
    let_leavers_go(process, seat.home)
    with suppress(Refused):  # somebody closed it in between
        close_process(system(process.stream_id, seat.home), process.pk)
    return queries.of_team(seat).get(pk=process.pk)


def close_all_over() -> int:
    """Record the closing of every process whose window has ended: the clock's own work."""
    over = Process.objects.exclude(stage__in=processes.FINAL).filter(over_at__lte=clock.now())
    return sum(_closed_by_the_clock(process) for process in over.select_related("stream"))


def _closed_by_the_clock(process: Process) -> bool:
    let_leavers_go(process, process.stream.parent_id)
    try:
        close_process(system(process.stream_id, process.stream.parent_id), process.pk)
    except Refused:
        return False  # somebody closed it in between
    return True
