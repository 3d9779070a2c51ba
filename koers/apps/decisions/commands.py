"""Deeds of deciding. Each takes the process, lets the rules make the next case of it, and keeps that.

Answers by name are turns: a team gives tens of them, and each must be before or after the closing. Only
secret ballots go in by the other door, into a box.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from koers.apps.decisions import queries
from koers.apps.decisions.models import (
    Decision,
    Objection,
    Process,
    Remark,
    Response,
    Version,
    Voter,
)
from koers.apps.ledger import box, clock
from koers.apps.ledger.door import door
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.domain import decisions, processes
from koers.domain.decisions import Plan
from koers.domain.processes import Case, Option, Terms, plain
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat, system
from koers.engine.methods.majority import commitment

ANSWER_LIMIT = 1000
Next = Callable[[Case, datetime], Case]

# --- from a draft to an open process


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
    key: str | None = None,
) -> Process:
    """Write a proposal. Nobody else sees it yet."""
    with turn(seat, "draft_proposal", key=key) as t:
        if t.before:
            return Process.objects.for_seat(seat).get(pk=t.before.subject.split(":")[1])
        first = processes.version(1, title, text, seat.chair, t.now, options)
        case = processes.draft(seat, method, terms, first)
        plan = _planned(seat, plan, t.now)
        process = t.place(
            Process(
                team=team,
                number=Process.objects.for_seat(seat).count() + 1,
                method=method,
                method_because=because.strip()[:300],
                proposer_id=seat.chair,
                plan=plain.plain(plan),
                drafted=t.now,
            )
        )
        keep(process, case, replace(case, versions=()))
        t.record(process, method=method)
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
    key: str | None = None,
) -> None:
    """Rewrite a draft: its text, how it will be decided, and what it says of itself."""
    with turn(seat, "edit_draft", key=key) as t:
        if t.before:
            return
        process = t.take(Process, pk)
        before = queries.case_of(process)
        after = processes.edit_draft(replace(before, terms=terms), seat, t.now, title, text, options)
        written = decisions.rewritten(process.the_plan(), plan)
        process.plan = plain.plain(_planned(seat, written, t.now))
        keep(process, after, before)
        t.record(process)


def open_process(
    seat: Seat,
    pk: int,
    *,
    closes: datetime | None = None,
    weights: Mapping[int, int] | None = None,
    off: Sequence[date] = (),
    key: str | None = None,
) -> Process:
    """Ask everybody who sits at the table now. Who decides and how is frozen from here on."""
    with turn(seat, "open_process", key=key) as t:
        process = t.take(Process, pk)
        if t.before:
            return process
        before = queries.case_of(process)
        _planned(seat, process.the_plan(), t.now)
        lot = secrets.token_hex(16) if before.terms.about_people else ""
        voters = _electorate(seat, weights or {})
        after = processes.open_process(
            before, seat, t.now, voters, closes=closes, zone=settings.TIME_ZONE, off=off, lot=lot
        )
        keep(process, after, before)
        if process.secret and after.is_open:
            box.make(process.box)
        committed: dict[str, Any] = {"commitment": commitment(lot)} if lot else {}
        t.record(process, **_asked(process, after), **committed)
    return process


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


def _asked(process: Process, case: Case) -> dict[str, Any]:
    """Who is asked what until when: for the readers of the ledger."""
    deed = "cast_ballot" if process.secret else "respond"
    asks = [voter.member for voter in case.voters] if case.stage in processes.ASKING else []
    due = process.closes.isoformat() if process.closes else None
    return {"members": asks, "asks": deed, "due": due, "version": case.version, "method": case.method}


# --- deeds in an open process


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
        changed |= _asked(process, after)
    elif before.window != after.window and process.closes:
        changed["due"] = process.closes.isoformat()
    return changed


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


def respond(
    seat: Seat,
    pk: int,
    choice: str,
    reason: str = "",
    *,
    role: str = "",
    criteria: Sequence[str] = (),
    key: str | None = None,
) -> None:
    """Answer by name, or answer anew."""

    def step(case: Case, now: datetime) -> Case:
        return processes.respond(case, seat, now, choice, reason, role=role, criteria=tuple(criteria))

    does(seat, "respond", pk, step, key=key, private=_said(choice, reason), member=seat.member)


def record_for(
    seat: Seat,
    pk: int,
    member: int,
    choice: str,
    reason: str = "",
    *,
    how: str,
    role: str = "",
    criteria: Sequence[str] = (),
    key: str | None = None,
) -> None:
    """Write down what somebody said by phone, or otherwise. They are told, and can change it."""

    def step(case: Case, now: datetime) -> Case:
        return processes.record_for(
            case, seat, now, member, choice, reason, how=how, role=role, criteria=tuple(criteria)
        )

    does(seat, "record_for", pk, step, key=key, private=_said(choice, reason), member=member)


def _said(choice: str, reason: str) -> dict[str, str]:
    # Others don't see it before their own is in: the ledger holds only a hash, so that it can't be changed.
    return {"choice": choice, "reason": reason}


def confirm_response(seat: Seat, pk: int, key: str | None = None) -> None:
    """One tap: what I answered before somebody was added still holds."""

    def step(case: Case, now: datetime) -> Case:
        return processes.confirm_response(case, seat, now)

    does(seat, "confirm_response", pk, step, member=seat.member, key=key)


def cast_ballot(seat: Seat, process: Process, choice: str, ballot: str) -> None:
    """Vote without a name. `ballot` is the secret that only the voter's browser holds."""
    with door(seat, "cast_ballot", Process, process.pk) as (held, now):
        case = queries.case_of(held)
        processes.check(case, "cast_ballot", seat, now)
        if choice not in processes.choices(case):
            raise Refused("choice_unknown", "choice")
        box.put(held.box, ballot, {"choice": choice}, most=len(case.electorate))


def ask_full_window(seat: Seat, pk: int, key: str | None = None) -> None:
    """Leave it open until its end, also when everybody has answered."""
    does(seat, "ask_full_window", pk, lambda case, now: processes.ask_full_window(case, seat, now), key=key)


def extend_once(seat: Seat, pk: int, days: int, key: str | None = None) -> None:
    """More working days, once."""
    does(
        seat,
        "extend_once",
        pk,
        lambda case, now: processes.extend_once(case, seat, now, days),
        days=days,
        key=key,
    )


def take_to_meeting(seat: Seat, pk: int, key: str | None = None) -> None:
    """Better talked about: the window stops."""
    does(seat, "take_to_meeting", pk, lambda case, now: processes.take_to_meeting(case, seat, now), key=key)


def withdraw_proposal(seat: Seat, pk: int, key: str | None = None) -> None:
    """Take the proposal back."""
    does(
        seat, "withdraw_proposal", pk, lambda case, now: processes.withdraw_proposal(case, seat, now), key=key
    )


# --- who decides


def declare_interest(seat: Seat, pk: int, reason: str, key: str | None = None) -> None:
    """Stay out of it."""

    def step(case: Case, now: datetime) -> Case:
        return processes.declare_interest(case, seat, now, reason)

    does(seat, "declare_interest", pk, step, private={"reason": reason}, member=seat.member, key=key)


def propose_recusal(seat: Seat, pk: int, member: int, reason: str, key: str | None = None) -> None:
    """Say that somebody else has an interest in it."""

    def step(case: Case, now: datetime) -> Case:
        return processes.propose_recusal(case, seat, now, member, reason)

    does(seat, "propose_recusal", pk, step, private={"reason": reason}, member=member, key=key)


def decide_recusal(seat: Seat, pk: int, member: int, *, agree: bool, key: str | None = None) -> None:
    """Say whether somebody should stay out of it."""

    def step(case: Case, now: datetime) -> Case:
        return processes.decide_recusal(case, seat, now, member, agree=agree)

    does(seat, "decide_recusal", pk, step, member=member, key=key)


def add_to_electorate(seat: Seat, pk: int, member: int, why: str = "member", key: str | None = None) -> None:
    """Somebody was forgotten. The window restarts, and earlier responses wait for a tap."""
    chair = people.table(seat).filter(pk=member).select_related("person").first()
    if chair is None or not chair.taken:
        raise NotHere
    fresh = processes.Voter(chair.pk, str(chair), why, chair.person_id)

    def step(case: Case, now: datetime) -> Case:
        return processes.add_to_electorate(case, seat, now, fresh)

    does(seat, "add_to_electorate", pk, step, member=member, key=key)


def _gone() -> models.QuerySet[Voter]:
    """Of all electorates, whose chair went, is free, or has somebody else on it."""
    sits = models.Q(member__left=None, member__person__isnull=False, member__person=models.F("person"))
    return Voter.objects.exclude(status="left").exclude(sits)


def let_leavers_go(process: Process, home: int | None) -> int:
    """Whoever left the table leaves n. The clock's work, from who sits there now; how many left."""
    clockwork = system(process.stream_id, home)
    gone = _gone().filter(process=process).values_list("member", flat=True)
    return sum(_leaves(clockwork, process.pk, member) for member in list(gone))


def _leaves(seat: Seat, pk: int, member: int) -> bool:
    left = people.left_at(seat, member)

    def step(case: Case, now: datetime) -> Case:
        return processes.leave_table(case, seat, now, member, left)

    try:
        does(seat, "leave_table", pk, step, member=member)
    except Refused:
        return False  # it closed before they left
    return True


def let_all_leavers_go() -> int:
    """The same for everything that is open."""
    over = ("draft", *processes.FINAL)
    here = Process.objects.exclude(stage__in=over).filter(voters__in=_gone())
    return sum(let_leavers_go(one, one.stream.parent_id) for one in here.select_related("stream").distinct())


def note_away(
    seat: Seat, pk: int, first: date, last: date, member: int | None = None, key: str | None = None
) -> None:
    """Somebody is away: the clock waits."""
    who = seat.chair if member is None else member

    def step(case: Case, now: datetime) -> Case:
        return processes.note_away(case, seat, now, who, first, last)

    does(seat, "note_away", pk, step, member=who, first=first.isoformat(), last=last.isoformat(), key=key)


def spare_away(seat: Seat, pk: int, member: int, key: str | None = None) -> None:
    """Somebody is away longer than the clock waits: do what was agreed for that."""
    does(
        seat,
        "spare_away",
        pk,
        lambda case, now: processes.spare_away(case, seat, now, member),
        member=member,
        key=key,
    )


# --- questions, reactions, objections


def ask_question(seat: Seat, pk: int, text: str, key: str | None = None) -> None:
    """Ask something that makes clearer what is proposed."""
    asked = decisions.line(text, "question", 500)
    with turn(seat, "ask_question", key=key) as t:
        if t.before:
            return
        process = _checked(t, pk)
        one = Remark.objects.create(
            process=process, kind="question", member_id=seat.chair, text=asked, at=t.now
        )
        t.record(process, question=one.pk, member=seat.member, private={"text": asked})


def answer_question(seat: Seat, pk: int, question: int, text: str, key: str | None = None) -> None:
    """Answer it. The proposer does."""
    answer = decisions.line(text, "answer", ANSWER_LIMIT)
    with turn(seat, "answer_question", key=key) as t:
        if t.before:
            return
        process = _checked(t, pk)
        one = process.remarks.filter(pk=question, kind="question").first()
        if one is None:
            raise NotHere
        one.answer, one.answered_by_id, one.answered = answer, seat.chair, t.now
        one.save(update_fields=["answer", "answered_by", "answered"])
        t.record(process, question=one.pk, private={"text": answer})


def react(seat: Seat, pk: int, text: str, key: str | None = None) -> None:
    """Say what one thinks of it, once."""
    said = decisions.line(text, "reaction", 500)
    with turn(seat, "react", key=key) as t:
        if t.before:
            return
        process = _checked(t, pk)
        if process.remarks.filter(member=seat.chair, kind="reaction").exists():
            raise Refused("reacted_already")
        Remark.objects.create(process=process, kind="reaction", member_id=seat.chair, text=said, at=t.now)
        t.record(process, member=seat.member, private={"text": said})


def _checked(t: Turn, pk: int) -> Process:
    process = t.take(Process, pk)
    processes.check(queries.case_of(process), t.deed, t.seat, t.now)
    return process


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


# --- closing


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
        code: dict[str, Any] = {"outcome": out.status, "code": out.code} if out else {}
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
    over = Process.objects.filter(stage__in=processes.ASKING, over_at__lte=clock.now())
    return sum(_closed_by_the_clock(process) for process in over.select_related("stream"))


def _closed_by_the_clock(process: Process) -> bool:
    let_leavers_go(process, process.stream.parent_id)
    try:
        close_process(system(process.stream_id, process.stream.parent_id), process.pk)
    except Refused:
        return False  # somebody closed it in between
    return True


# --- keeping


def keep(process: Process, after: Case, before: Case) -> None:
    """Write what is new in a case: its own fields, and the rows that were added or changed."""
    process.stage, process.terms = after.stage, plain.plain(after.terms)
    process.opened, process.sitting = after.opened, after.sitting
    process.sittings, process.recusals = plain.plain(after.sittings), plain.plain(after.recusals)
    process.standing, process.rounds, process.shorter = list(after.standing), after.rounds, after.shorter
    process.lot, process.ballots = after.lot, dict(after.ballots) if after.ballots is not None else None
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


ROWS: tuple[tuple[Any, str, str], ...] = (
    (Version, "versions", "seq"),
    (Voter, "electorate", "place"),
    (Response, "responses", ""),
    (Objection, "objections", "number"),
)


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
