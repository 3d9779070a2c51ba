"""Deeds on the record of a decision: sealing, reading back, telling, looking back, changing."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from koers.apps.decisions import commands as deciding
from koers.apps.decisions import queries as processes_of
from koers.apps.decisions.commands.doing import about_what
from koers.apps.decisions.models import Audience, Decision, Message, Process, Review
from koers.apps.decisions.records import queries
from koers.apps.ledger.turn import Turn, turn
from koers.apps.ledger.writing import writing
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.apps.readbacks import commands as reading
from koers.apps.readbacks.models import Readback
from koers.domain import decisions
from koers.domain.minutes import taking
from koers.domain.minutes.taking import Chosen, Source
from koers.domain.processes import plain
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat, system


def seal_decision(seat: Seat, process_pk: int) -> Decision:
    """Make the decision of an adopted proposal, once. From then on nothing of it changes."""
    with turn(seat, "seal_decision") as t:
        process = t.take(Process, process_pk)
        found = Decision.objects.filter(process=process).first()
        if process.stage != "adopted" or found:
            raise Refused("sealed_already" if found else "not_adopted")
        decision = t.place(_record(t, process))
        t.link("decided", process, decision)
        if decision.replaces:
            t.link(decision.change, decision, decision.replaces)
        t.record(
            decision,
            process=process.code,
            number=decision.number,
            version=decision.record["version"],
            owner=decision.owner_id,
            review=plain.plain(decision.review_on),
            change=decision.change,
            replaces=decision.replaces_id,
            private={"record": decision.digest},
            **about_what(process),
            **_elected(decision),
        )
    return decision


def _elected(decision: Decision) -> dict[str, Any]:
    """Who was elected and until when: for the room that keeps the role it is about."""
    figures = decision.figures
    return {name: figures[name] for name in ("elected", "until")} if "elected" in figures else {}


def _record(t: Turn, process: Process) -> Decision:
    whole = processes_of.whole(process)
    plan, today = process.the_plan(), timezone.localdate(t.now)
    record = queries.record_of(whole)
    return Decision(
        team=process.team,
        process=process,
        number=next_number(t, today.year),
        title=whole.case.text.title,
        text=whole.case.text.text,
        method=process.method,
        record=record,
        digest=decisions.seal(record),
        owner_id=plan.owner,
        priority=plan.priority,
        sealed=t.now,
        decided=today,
        in_force=plan.in_force or today,
        ends=plan.ends,
        review_on=decisions.review_day(plan, today, shorter=whole.case.shorter),
        change=plan.change,
        replaces=_holds_now(t, plan.replaces),
        new_information=plan.new_information,
    )


def _holds_now(t: Turn, replaces: int | None) -> Decision | None:
    """The decision that is changed. When another took its place meanwhile, that one is."""
    if replaces is None:
        return None
    earlier = t.take(Decision, replaces)
    while later := Decision.objects.filter(replaces=earlier).first():
        earlier = later
    return earlier


def next_number(t: Turn, year: int) -> str:
    """The next number of this year."""
    return decisions.number(year, made_in(t, year) + 1)


def made_in(t: Turn, year: int) -> int:
    """How many decisions have a number of this year."""
    return Decision.objects.filter(stream=t.stream, number__startswith=f"{year}-").count()


def take_decision(
    seat: Seat,
    team: Team,
    chosen: Chosen,
    source: Source,
    present: Sequence[int] = (),
    key: str | None = None,
) -> Decision | None:
    """Write down a decision that stands in minutes: a person read it there and says it is one.

    It was decided elsewhere, so there is no process, no count and nobody who proposed it. What is kept is its
    text, the minutes it stands in, and who of the team was there.
    """
    with turn(seat, "take_decision", key=key) as t:
        if t.before:
            return None
        members = set(people.table(seat).values_list("pk", flat=True))
        text = taking.decision(chosen, members)
        decision = t.place(_taken(t, team, text, chosen.owner, source, sorted(members & set(present))))
        t.record(
            decision,
            number=decision.number,
            owner=decision.owner_id,
            review=plain.plain(decision.review_on),
            minutes=source.day.isoformat(),
            private={"record": decision.digest},
        )
    return decision


def _taken(t: Turn, team: Team, text: str, owner: int | None, source: Source, present: list[int]) -> Decision:
    title, today = taking.title_of(text), timezone.localdate(t.now)
    record = queries.record_from_minutes(title, text, source, present, t.now, t.seat.chair)
    return Decision(
        team=team,
        number=next_number(t, today.year),
        title=title,
        text=text,
        method=decisions.FROM_MINUTES,
        record=record,
        digest=decisions.seal(record),
        owner_id=owner,
        sealed=t.now,
        decided=source.day,
        in_force=source.day,
        review_on=decisions.review_day(decisions.Plan(), today, shorter=False),
    )


def settle(seat: Seat, process: Process, now: datetime) -> Process:
    """What is due of this process: closing when its window has ended, sealing when it was adopted."""
    process = deciding.close_if_over(seat, process, now)
    if process.stage == "adopted" and not Decision.objects.filter(process=process).exists():
        _sealed(process, seat.home)
    return process


def seal_all_adopted() -> int:
    """Seal what was adopted and, after a crash, not sealed: the clock's own work."""
    waiting = Process.objects.filter(stage="adopted", decision=None).select_related("stream")
    return sum(_sealed(process, process.stream.parent_id) for process in waiting)


def _sealed(process: Process, home: int | None) -> bool:
    with suppress(Refused):  # somebody sealed it in between
        seal_decision(system(process.stream_id, home), process.pk)
        return True
    return False


def read_decision_back(seat: Seat, pk: int, key: str | None = None) -> Readback:
    """Ask everybody what they understood of it: a readback, and the link to it, in one transaction."""
    decision = queries.of_team(seat).filter(pk=pk).select_related("team").first()
    if decision is None:
        raise NotHere
    with writing():
        readback = reading.open_readback(seat, decision.team, decision.text, key=key)
        if not queries.readback_links(seat).filter(target=readback.code).exists():
            with turn(seat, "read_decision_back") as t:
                t.link("read_back", decision, readback)
                t.record(decision, readback=readback.code)
    return readback


# --- one message


def word_message(seat: Seat, pk: int, text: str) -> Message:
    """Write, or rewrite, the one message of a decision, until somebody was told."""
    said = decisions.line(text, "message", decisions.MESSAGE_LIMIT)
    with turn(seat, "word_message") as t:
        decision = t.take(Decision, pk)
        if decision.audiences.filter(told__isnull=False).exists():
            raise Refused("told_some")
        made = {"text": said, "by_id": seat.chair, "at": t.now}
        message, _ = Message.objects.update_or_create(decision=decision, defaults=made)
        t.record(decision, private={"message": said})
    return message


def add_audience(
    seat: Seat,
    pk: int,
    name: str,
    teller: int,
    due: date | None,
    *,
    channel: str = "",
    purpose: str = "",
    key: str | None = None,
) -> Audience | None:
    """Agree who tells it to whom, through what, what for, and by when."""
    who = decisions.line(name, "audience", decisions.CHANNEL_LIMIT)
    through = decisions.line(channel, "channel", decisions.CHANNEL_LIMIT, must=False)
    what_for = decisions.line(purpose, "purpose", decisions.CHANNEL_LIMIT, must=False)
    if due is None:
        raise Refused("day_missing", "due")
    with turn(seat, "add_audience", key=key) as t:
        if t.before:
            return None
        decision = t.take(Decision, pk)
        if not people.table(seat).filter(pk=teller).exists():
            raise Refused("teller_missing", "teller")
        row = Audience.objects.create(
            decision=decision, name=who, teller_id=teller, channel=through, purpose=what_for, due=due
        )
        t.record(decision, audience=row.pk, teller=teller, due=due.isoformat())
    return row


def drop_audience(seat: Seat, pk: int, audience: int) -> None:
    """They needn't be told after all, or somebody else tells it."""
    with turn(seat, "drop_audience") as t:
        decision = t.take(Decision, pk)
        row = _untold(decision, audience)
        teller = row.teller_id
        row.delete()
        t.record(decision, audience=audience, teller=teller, left=_left(decision, teller))


def _untold(decision: Decision, audience: int) -> Audience:
    row = decision.audiences.filter(pk=audience).first()
    if row is None:
        raise NotHere
    if row.told:
        raise Refused("told_before", at=row.told)
    return row


def _left(decision: Decision, teller: int) -> bool:
    """Whether this teller has somebody left to tell."""
    return decision.audiences.filter(teller=teller, told=None).exists()


def tell_audience(seat: Seat, pk: int, audience: int) -> None:
    """They were told."""
    with turn(seat, "tell_audience") as t:
        decision = t.take(Decision, pk)
        row = _untold(decision, audience)
        row.told, row.told_by_id = t.now, seat.chair
        row.save(update_fields=["told", "told_by"])
        t.record(decision, audience=row.pk, teller=row.teller_id, left=_left(decision, row.teller_id))


# --- looking back, changing


def review_decision(
    seat: Seat,
    pk: int,
    verdict: str,
    came: str,
    word: str = "",
    next_on: date | None = None,
    key: str | None = None,
) -> Review | None:
    """Did the expected effect come? Keep it, adapt it by a new proposal, or stop it by one."""
    decisions.verdict(verdict, came)
    said = decisions.line(word, "word", decisions.WORD_LIMIT, must=False)
    with turn(seat, "review_decision", key=key) as t:
        if t.before:
            return None
        decision = t.take(Decision, pk)
        decisions.check_changeable(decision.changed_by())
        again = _again(verdict, next_on, timezone.localdate(t.now))
        review = Review.objects.create(
            decision=decision,
            verdict=verdict,
            came=came,
            word=said,
            by_id=seat.chair,
            at=t.now,
            next_on=again,
        )
        due: dict[str, Any] = {"due": again.isoformat()} if again else {}
        t.record(decision, verdict=verdict, came=came, private={"word": said}, **due)
    return review


def _again(verdict: str, next_on: date | None, today: date) -> date | None:
    if next_on is None or verdict != "keep":
        return None
    if next_on <= today:
        raise Refused("review_in_past", "next_on", first=today)
    return next_on


def changing(decision: Decision, change: str, new_information: str) -> decisions.Plan:
    """The plan of a proposal that takes a decision's place, or withdraws it."""
    decisions.check_changeable(decision.changed_by())
    return decisions.Plan(change=change, replaces=decision.pk, new_information=new_information)
