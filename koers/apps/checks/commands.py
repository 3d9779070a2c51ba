"""Deeds of the collaboration check. All are turns: it is by name, and small."""

from collections.abc import Sequence
from datetime import timedelta

from koers.apps.actions import commands as actions
from koers.apps.actions import queries as action_queries
from koers.apps.actions.models import Action
from koers.apps.checks import queries
from koers.apps.checks.guarding import commands as guarding
from koers.apps.checks.models import Check, Former, Line
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people.models import Team
from koers.domain import checks
from koers.domain.checks import Agreement
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat, system

_SAID = {outcome: said for said, outcome in checks.OUTCOME_OF.items()}


def open_check(seat: Seat, team: Team, key: str | None = None) -> Check:
    """Begin a check: the former agreements lie on the table first."""
    with turn(seat, "open_check", key=key) as t:
        if t.before:
            return Check.objects.for_seat(seat).get(pk=t.before.subject.split(":")[1])
        if queries.open_one(seat):
            raise Refused("check_open")
        number = queries.of_team(seat).count() + 1
        former = queries.of_team(seat).filter(stage="kept").first()
        check = t.place(Check(team=team, number=number, opened=t.now, since=t.now))
        t.record(check, members=[chair.pk for chair in queries.table(seat)])
        _lay_out(seat, check, former)
        guarding.tell(t, guarding.rhythm_of(t, team.pk), proposed=True)
    return check


def _lay_out(seat: Seat, check: Check, former: Check | None) -> None:
    """What is still open, and what the former check agreed, also when something was said of it since."""
    agreed = list(queries.agreed_in(seat, former)) if former else []
    found = {action.pk: action for action in [*agreed, *action_queries.open_ones(seat)]}
    Former.objects.bulk_create(
        Former(
            check_at=check,
            action=action,
            outcome=_SAID.get(action.outcome, "not_kept") if action.outcome else "",
            word=action.word[: checks.WORD_LIMIT],
        )
        for action in found.values()
    )


def word_former(
    seat: Seat, pk: int, former: int, outcome: str, word: str = "", key: str | None = None
) -> None:
    """Say of a former agreement whether it was kept. That is also the word on what came of the action."""
    word = checks.word(word)
    with turn(seat, "word_former", key=key) as t:
        if t.before:
            return
        check = t.take(Check, pk)
        row = check.formers.select_related("action").filter(pk=former).first()
        if row is None:
            raise NotHere
        outcome = checks.former(outcome, row.action.due, guarding.today(t))
        row.outcome, row.word = outcome, word
        row.save(update_fields=["outcome", "word"])
        t.record(check, action=row.action_id, outcome=outcome)
        if outcome in checks.OUTCOME_OF:
            actions.give_word(t, row.action_id, checks.OUTCOME_OF[outcome], word)


def write_line(seat: Seat, pk: int, step: str, text: str, key: str | None = None) -> None:
    """Write one's own line of a step, once: after that one sees what the others wrote."""
    _write(seat, "write_line", pk, step, checks.line(text), key)


def pass_step(seat: Seat, pk: int, step: str, key: str | None = None) -> None:
    """Have nothing to write in this step, which is a full answer too."""
    _write(seat, "pass_step", pk, step, "", key)


def _write(seat: Seat, deed: str, pk: int, step: str, text: str, key: str | None) -> None:
    with turn(seat, deed, key=key) as t:
        if t.before:
            return
        check = t.take(Check, pk)
        if not checks.may_write(check.stage, step):
            raise Refused("check_elsewhere", deed=deed, stage=check.stage)
        if check.lines.filter(member=seat.chair, step=step).exists():
            raise Refused("line_given")
        Line.objects.create(check_at=check, member_id=seat.chair, step=step, text=text, at=t.now)
        t.record(check, member=seat.chair, step=step, private={"text": text})
    _show_when_all_wrote(seat, pk)


def _show_when_all_wrote(seat: Seat, pk: int) -> None:
    """Where chairs were set, all are in when each had its turn. A walk-in table can't know that."""
    check = Check.objects.for_seat(seat).select_related("team").get(pk=pk)
    if check.shown or check.stage not in checks.ALONE or check.team.walk_in:
        return
    chairs = {chair.pk for chair in queries.table(seat)}
    if chairs <= queries.wrote(queries.lines(check), check.stage):
        assert seat.stream is not None
        try:
            show_lines(system(seat.stream, seat.home), pk)
        except Refused:
            return  # somebody showed them in between, which is just as well


def show_lines(seat: Seat, pk: int) -> None:
    """Lay what was written on the wall, also when somebody is still writing."""
    with turn(seat, "show_lines") as t:
        check = t.take(Check, pk)
        written = queries.lines(check)
        wrote = queries.wrote(written, check.stage)
        checks.check_show(check.shown, len(wrote), queries.must_write(seat, check, written))
        check.shown = True
        check.save(update_fields=["shown"])
        t.record(check, step=check.stage, wrote=len(wrote))


def next_step(seat: Seat, pk: int, stage: str) -> None:
    """Go on. `stage` is the step that was looked at: two who press at once go one step, not two."""
    with turn(seat, "next_step") as t:
        check = _still_in(t, pk, stage)
        unsaid = check.formers.filter(outcome="").count() if stage == "former" else 0
        checks.check_next(stage, check.shown, unsaid)
        _go(t, check)
        t.record(check, step=stage)


def skip_step(seat: Seat, pk: int, stage: str, reason: str, key: str | None = None) -> None:
    """Leave a step out, and say why. Skipping the last one ends the check without an agreement."""
    reason = checks.reason(reason)
    with turn(seat, "skip_step", key=key) as t:
        if t.before:
            return
        check = _still_in(t, pk, stage)
        check.skipped = {**check.skipped, stage: reason}
        _go(t, check)
        t.record(check, step=stage, private={"reason": reason})
        if not check.is_open:
            _ended(t, check)


def _still_in(t: Turn, pk: int, stage: str) -> Check:
    check = t.take(Check, pk)
    if check.stage != stage:
        raise Refused("check_elsewhere", deed=t.deed, stage=check.stage)
    return check


def _go(t: Turn, check: Check) -> None:
    check.stage, check.shown, check.since = check.step(t.deed), False, t.now
    check.ended = t.now if check.stage in checks.ENDED else None
    check.save()


def agree_check(seat: Seat, pk: int, agreed: Sequence[Agreement], key: str | None = None) -> list[Action]:
    """One or two agreements, each with an owner and a day: the end of a check."""
    if not 1 <= len(agreed) <= checks.MOST_AGREEMENTS:
        raise Refused("agreement_missing", "text-1", most=checks.MOST_AGREEMENTS)
    with turn(seat, "agree_check", key=key) as t:
        if t.before:
            return []
        check = t.take(Check, pk)
        _go(t, check)
        made = [
            t.place(Action(team=check.team, text=one.text, owner_id=one.owner, due=one.due, agreed=t.now))
            for one in agreed
        ]
        t.record(check, actions=[action.code for action in made])
        for action in made:
            t.link("came_from", check, action)
            t.record(action, **actions.asked_of_owner(action, t.now))
        _ended(t, check)
    return made


def _ended(t: Turn, check: Check) -> None:
    """The next check is planned by itself, and a hand-over is asked of who guards the process."""
    rhythm, day = guarding.rhythm_of(t, check.team_id), guarding.today(t)
    guarding.tell(
        t,
        rhythm,
        last=day,
        next=checks.proposed(day, rhythm.weeks),
        planned=False,
        proposed=False,
        hand_over=day + timedelta(days=guarding.DAYS_TO_HAND_OVER),
    )


def stop_check(seat: Seat, pk: int, reason: str) -> None:
    """End a check that goes nowhere, and say why. What was written stays; the next one is proposed anew."""
    reason = checks.reason(reason)
    with turn(seat, "stop_check") as t:
        check = t.take(Check, pk)
        check.skipped = {**check.skipped, "stopped": reason}
        _go(t, check)
        t.record(check, private={"reason": reason})
        guarding.tell(t, guarding.rhythm_of(t, check.team_id), planned=False, proposed=False)
