"""Deeds around the check: its rhythm and its day, and whose turn it is to guard the process."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from koers.apps.checks import queries
from koers.apps.checks.models import Check, Rhythm, Term, Willing
from koers.apps.ledger import clock
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import commands as people
from koers.apps.people.models import Member, Team
from koers.domain import checks
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat, system

DAYS_TO_ANSWER = 5
DAYS_TO_HAND_OVER = 7


# --- the rhythm


def today(t: Turn) -> date:
    """The day of this turn, here."""
    return queries.day_of(t.now)


def rhythm_of(t: Turn, team: int) -> Rhythm:
    """The team's rhythm, locked; a first one begins today."""
    rhythm = Rhythm.objects.select_for_update().filter(stream=t.stream, team=team).first()
    first = checks.proposed(today(t), checks.USUAL_WEEKS)
    return rhythm or t.place(Rhythm(team_id=team, next=first))


def tell(t: Turn, rhythm: Rhythm, **changed: Any) -> None:
    """Change the rhythm, and write down all that it asks from now on and of whom."""
    for field, value in changed.items():
        setattr(rhythm, field, value)
    rhythm.save()
    t.record(rhythm, day=rhythm.next.isoformat(), weeks=rhythm.weeks, asks=_asks(t, rhythm))


def _asks(t: Turn, rhythm: Rhythm) -> list[dict[str, Any]]:
    """The day of the check, and a hand-over: both of whoever guards the process now."""
    guards = queries.who_guards(system(t.stream.pk))
    asked: dict[str, date] = {}
    busy = Check.objects.filter(stream=t.stream, ended=None).exists()
    if rhythm.proposed and not busy:
        asked["open_check" if rhythm.planned else "plan_check"] = max(rhythm.next, today(t))
    if rhythm.hand_over:
        asked["hand_over"] = rhythm.hand_over
    return [{"deed": deed, "members": guards, "due": end_of(day)} for deed, day in asked.items()]


def end_of(day: date) -> str:
    """The end of a working day, as a moment of an ask."""
    return timezone.make_aware(datetime.combine(day, time(22))).isoformat()


def set_check_rhythm(seat: Seat, team: Team, weeks: int) -> None:
    """Every six, seven or eight weeks. A day that was chosen stays."""
    weeks = checks.weeks(weeks)
    with turn(seat, "set_check_rhythm") as t:
        rhythm = rhythm_of(t, team.pk)
        day = rhythm.next if rhythm.planned else checks.proposed(rhythm.last or today(t), weeks)
        tell(t, rhythm, weeks=weeks, next=day)


def plan_check(seat: Seat, team: Team, day: date | None) -> None:
    """Choose the day of the next check, or say that the proposed one is right."""
    with turn(seat, "plan_check") as t:
        tell(t, rhythm_of(t, team.pk), next=checks.plan(day, today(t)), planned=True, proposed=True)


def propose_check(seat: Seat, pk: int) -> None:
    """The clock asks who guards the process to plan the check that is coming."""
    with turn(seat, "propose_check") as t:
        tell(t, t.take(Rhythm, pk), proposed=True)


def propose_all_due() -> int:
    """Propose every check that is near enough: the clock's own work. How many it proposed."""
    near = queries.day_of(clock.now()) + timedelta(days=checks.DAYS_AHEAD)
    due = Rhythm.objects.filter(proposed=False, next__lte=near).select_related("stream")
    return sum(_done(propose_check, rhythm) for rhythm in due)


def _done(deed: Any, thing: Rhythm | Term) -> bool:
    try:
        deed(system(thing.stream_id, thing.stream.parent_id), thing.pk)
    except Refused:
        return False  # somebody did it in between
    return True


# --- the guardian


def say_willing(seat: Seat, willing: bool) -> None:
    """Whether one wants to be asked. Nobody says it for another."""
    with turn(seat, "say_willing") as t:
        said = Willing.objects.filter(stream=t.stream, member=seat.chair).first()
        if said is None:
            said = t.place(Willing(member_id=seat.chair, willing=willing))
        said.willing = willing
        said.save(update_fields=["willing"])
        t.record(said, member=seat.chair, willing=willing)


def hand_over(seat: Seat, team: Team, note: str = "", key: str | None = None) -> None:
    """Ask the next in line to guard the process, with a few words on what to keep an eye on."""
    note = checks.note(note)
    with turn(seat, "hand_over", key=key) as t:
        if t.before:
            return
        if Term.objects.filter(stream=t.stream, state="asked").exists():
            raise Refused("handover_open")
        number = Term.objects.filter(stream=t.stream).values("handover").distinct().count() + 1
        if not _ask_next(t, team.pk, number, note):
            raise Refused("nobody_willing")
        tell(t, rhythm_of(t, team.pk), hand_over=None)


def stay_on(seat: Seat, team: Team, reason: str, key: str | None = None) -> None:
    """Skip a hand-over: the guardian goes on until the next check, and says why."""
    reason = checks.reason(reason)
    with turn(seat, "stay_on", key=key) as t:
        if t.before:
            return
        term = Term.objects.filter(stream=t.stream, state="serving", member=seat.chair).first()
        rhythm = rhythm_of(t, team.pk)
        if term is None or not rhythm.hand_over:
            raise Refused("asked_no_more")
        term.reason = reason
        term.save(update_fields=["reason"])
        t.record(term, private={"reason": reason})
        tell(t, rhythm, hand_over=None)


def _ask_next(t: Turn, team: int, number: int, note: str) -> bool:
    """Ask whose turn it is. Whoever passed in this hand-over isn't asked a second time."""
    seat = system(t.stream.pk)
    willing = queries.willing_of(queries.table(seat), queries.unwilling(seat))
    terms = queries.terms(seat)
    asked = {term.member_id for term in terms if term.handover == number}
    line = checks.in_line(willing, queries.served(terms), asked)
    if not line:
        return False
    term = t.place(Term(team_id=team, member_id=line[0], handover=number, note=note, asked=t.now))
    due = end_of(today(t) + timedelta(days=DAYS_TO_ANSWER))
    t.record(term, member=term.member_id, due=due, private={"note": note})
    return True


def accept_guardian(seat: Seat, pk: int, key: str | None = None) -> None:
    """Take it over: from now on this chair guards, and who did until now doesn't."""
    with turn(seat, "accept_guardian", key=key) as t:
        if t.before:
            return
        term = _own(t, seat, pk)
        Term.objects.filter(stream=t.stream, state="serving").update(state="ended", ended=t.now)
        people.seat_guardian(t.take(Member, seat.chair))
        term.state, term.began = "serving", t.now
        term.save(update_fields=["state", "began"])
        t.record(term, member=seat.chair)
        tell(t, rhythm_of(t, term.team_id), hand_over=None)


def pass_guardian(seat: Seat, pk: int, reason: str, key: str | None = None) -> None:
    """Not now, and why. The next in line is asked; when all passed it comes back to who asked."""
    reason = checks.reason(reason)
    with turn(seat, "pass_guardian", key=key) as t:
        if t.before:
            return
        term = _own(t, seat, pk)
        term.state, term.reason, term.ended = "passed", reason, t.now
        term.save(update_fields=["state", "reason", "ended"])
        t.record(term, member=seat.chair, private={"reason": reason})
        _ask_on(t, term)


def _own(t: Turn, seat: Seat, pk: int) -> Term:
    term = t.take(Term, pk)
    if term.member_id != seat.member:
        raise NotHere
    return term


def _ask_on(t: Turn, term: Term) -> None:
    if not _ask_next(t, term.team_id, term.handover, term.note):
        until = today(t) + timedelta(days=DAYS_TO_HAND_OVER)
        tell(t, rhythm_of(t, term.team_id), hand_over=until)


def end_term(seat: Seat, pk: int) -> None:
    """Who was guardian, or was asked, left the team: a hand-over is asked for, or the next in line is."""
    with turn(seat, "end_term") as t:
        term = t.take(Term, pk)
        was_asked, term.state, term.ended = term.state == "asked", "left", t.now
        term.save(update_fields=["state", "ended"])
        t.record(term, member=term.member_id)
        if was_asked:
            _ask_on(t, term)
        else:
            until = today(t) + timedelta(days=DAYS_TO_HAND_OVER)
            tell(t, rhythm_of(t, term.team_id), hand_over=until)


def end_all_left() -> int:
    """End every term of somebody who left: the clock's own work. How many it ended."""
    return sum(_done(end_term, term) for term in queries.over())
