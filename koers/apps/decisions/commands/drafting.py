"""From a draft to an open process."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from koers.apps.authority import queries as matrix
from koers.apps.decisions import grounds, queries
from koers.apps.decisions.commands.doing import about_what, asked
from koers.apps.decisions.commands.keeping import keep
from koers.apps.decisions.models import Decision, Process
from koers.apps.direction import queries as course
from koers.apps.ledger import box, codes
from koers.apps.ledger.turn import turn
from koers.apps.people import queries as people
from koers.apps.people.days_off import queries as days_off
from koers.apps.people.models import Team
from koers.domain import authority, decisions, processes
from koers.domain.decisions import Plan
from koers.domain.processes import Option, Terms, plain
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat
from koers.engine.methods.majority import commitment


def draft_proposal(
    seat: Seat,
    team: Team,
    method: str,
    terms: Terms,
    title: str,
    text: str,
    *,
    options: Sequence[Option] = (),
    plan: Plan = Plan(),  # noqa: B008 - frozen
    because: str = "",
    about: str = "",
    key: str | None = None,
) -> Process:
    """Write a proposal. Nobody else sees it yet.

    `about` is the code of what it is about, such as "topic:7": something of the same stream. Whoever keeps
    that thing reads in the ledger what became of the proposal.
    """
    with turn(seat, "draft_proposal", key=key) as t:
        if t.before:
            return Process.objects.for_seat(seat).get(pk=t.before.subject.split(":")[1])
        terms = grounds.frozen(seat, terms, timezone.localdate(t.now))
        first = processes.version(1, title, text, seat.chair, t.now, options)
        case = processes.draft(seat, method, terms, first)
        plan = _planned(seat, plan, t.now)
        subject = codes.thing(seat, about) if about else None
        process = t.place(
            Process(
                team=team,
                about=subject.code if subject else "",
                number=Process.objects.for_seat(seat).count() + 1,
                method=method,
                method_because=because.strip()[:300],
                proposer_id=seat.chair,
                plan=plain.plain(plan),
                drafted=t.now,
            )
        )
        keep(process, case, replace(case, versions=()))
        if subject:
            t.link("about", process, subject)
        t.record(process, method=method, **about_what(process))
    return process


def edit_draft(
    seat: Seat,
    pk: int,
    title: str,
    text: str,
    terms: Terms,
    *,
    options: Sequence[Option] = (),
    plan: Plan = Plan(),  # noqa: B008 - frozen
    method: str = "",
    because: str = "",
    key: str | None = None,
) -> None:
    """Rewrite a draft: its text, how it will be decided, and what it says of itself."""
    with turn(seat, "edit_draft", key=key) as t:
        if t.before:
            return
        process = t.take(Process, pk)
        before = queries.case_of(process)
        terms = grounds.frozen(seat, terms, timezone.localdate(t.now))
        after = processes.edit_draft(replace(before, terms=terms), seat, t.now, title, text, options, method)
        written = decisions.rewritten(process.the_plan(), plan)
        process.plan = plain.plain(_planned(seat, written, t.now))
        process.method, process.method_because = after.method, because.strip()[:300]
        keep(process, after, before)
        t.record(process, method=after.method)


def open_process(
    seat: Seat,
    pk: int,
    *,
    closes: datetime | None = None,
    weights: Mapping[int, int] | None = None,
    key: str | None = None,
) -> Process:
    """Ask everybody who sits at the table now. Who decides and how is frozen from here on."""
    with turn(seat, "open_process", key=key) as t:
        process = t.take(Process, pk)
        if t.before:
            return process
        before = queries.case_of(process)
        plan = _planned(seat, process.the_plan(), t.now)
        if process.method != "urgent":  # what can't wait is measured when it is talked about
            decisions.check_yardstick(plan, _matter(seat, process, plan), passing(seat, process.about))
        before = replace(before, terms=grounds.frozen(seat, before.terms, timezone.localdate(t.now)))
        # After advice one decides, and who is asked is named from here on.
        voters = [] if process.method == "advice" else _electorate(seat, weights or {})
        lot = secrets.token_hex(16) if processes.draws_lot(before) else ""
        off = days_off.off(seat, timezone.localdate(t.now))
        after = processes.open_process(
            before, seat, t.now, voters, closes=closes, zone=settings.TIME_ZONE, off=off, lot=lot
        )
        keep(process, after, before)
        if process.secret and after.is_open:
            box.make(process.box)
        committed: dict[str, Any] = {"commitment": commitment(lot)} if lot else {}
        t.record(process, **asked(process, after), **committed, **about_what(process))
    return process


def passing(seat: Seat, about: str) -> list[str]:
    """The kinds that pass the yardstick: the team's own list, and for a topic also what its matrix says."""
    kinds = set(course.yardstick(seat))
    if about.startswith("topic:"):
        kinds |= {row.kind for row in matrix.standing_rows(seat) if row.yardstick}
    return sorted(kinds, key=authority.KINDS.index)


def _matter(seat: Seat, process: Process, plan: decisions.Plan) -> str:
    """What kind of matter it is: that of the topic it is about, or what its own form says."""
    about = codes.thing(seat, process.about) if process.about.startswith("topic:") else None
    return getattr(about, "kind", "") or plan.matter


def _electorate(seat: Seat, weights: Mapping[int, int]) -> list[processes.Voter]:
    return [
        processes.Voter(
            chair.pk, str(chair), chair.role or "member", chair.person_id, weights.get(chair.pk, 1)
        )
        for chair in people.table(seat).select_related("person")
        if chair.taken
    ]


def _table(seat: Seat) -> list[int]:
    return list(people.table(seat).values_list("pk", flat=True))


def _planned(seat: Seat, plan: Plan, now: datetime) -> Plan:
    """A checked plan; the decision it changes is the team's own, and wasn't changed before."""
    if plan.replaces is not None:
        earlier = Decision.objects.for_seat(seat).filter(pk=plan.replaces).first()
        if earlier is None:
            raise NotHere
        decisions.check_changeable(earlier.changed_by())
    return decisions.plan(plan, _table(seat), timezone.localdate(now))
