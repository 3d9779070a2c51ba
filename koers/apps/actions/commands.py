"""Deeds about actions: agreeing them (in a scan, a decision, minutes), following them, what came of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from koers.apps.actions import queries
from koers.apps.actions.models import Action
from koers.apps.decisions.models import Decision
from koers.apps.ledger import clock
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.apps.scans import commands as rounds
from koers.apps.scans.models import Round
from koers.domain import actions, days, decisions, scans, tables
from koers.domain.actions import Plan
from koers.domain.minutes import taking
from koers.domain.minutes.taking import Chosen, Source
from koers.domain.refusals import Refused
from koers.domain.seats import Seat

NOTICE_LIMIT = 300


def agree_actions(
    seat: Seat, pk: int, s: str, plans: Sequence[Plan], notice: str, key: str | None = None
) -> list[Action]:
    """Settle on one S and two actions within thirty days: the end of a scan's session.

    One that is still open from an earlier scan counts: then there is room for one new action.
    """
    with turn(seat, "agree_actions", key=key) as t:
        if t.before:
            return []
        scan = t.take(Round, pk)
        notice = _fits(scan, s, plans, notice, actions.room(queries.open_of_scans(seat).count()))
        scan.stage, scan.chosen, scan.notice = scan.step("agree_actions"), s, notice
        scan.save(update_fields=["stage", "chosen", "notice"])
        agreed = [
            t.place(Action(team=scan.team, scan=scan, text=p.text, owner_id=p.owner, due=p.due, agreed=t.now))
            for p in plans
        ]
        proposed = rounds.proposed_after(seat, scan, clock.day(t.now))
        t.record(scan, s=s, actions=[action.code for action in agreed], **proposed)
        for action in agreed:
            t.link("came_from", scan, action)
            t.record(action, due=action.due.isoformat(), **asked_of_owner(action, t.now))
    return agreed


def asked_of_owner(action: Action, now: datetime) -> dict[str, Any]:
    """Who is asked about an action, and from when until when, as moments for the ledger."""
    on = actions.asked_on(clock.day(action.agreed), action.due)
    if action.progress or on.get("note_progress", action.due) < clock.day(now):
        on.pop("note_progress", None)
    asked = {deed: days.window(day, action.due, clock.zone()) for deed, day in on.items()}
    return {"owner": action.owner_id, "asks": asked}


def _fits(scan: Round, s: str, plans: Sequence[Plan], notice: str, room: int) -> str:
    if s not in scans.FIVE:
        raise Refused("s_missing", "s")
    if len(plans) != room:
        raise Refused("actions_needed", "text-1", needed=room)
    if any(p.owner not in scan.electorate for p in plans):
        raise Refused("owner_missing", "owner-1")
    tidied = tables.tidy(notice)
    if not tidied:
        raise Refused("notice_missing", "notice")
    if len(tidied) > NOTICE_LIMIT:
        raise Refused("too_long", "notice", limit=NOTICE_LIMIT, length=len(tidied))
    return tidied


def agree_action(
    seat: Seat, decision_pk: int, text: str, owner: int | None, due: date | None, key: str | None = None
) -> Action | None:
    """Agree one action that carries out a decision."""
    with turn(seat, "agree_action", key=key) as t:
        if t.before:
            return None
        decision = t.take(Decision, decision_pk)
        decisions.check_changeable(decision.changed_by())
        members = list(people.table(seat).values_list("pk", flat=True))
        plan = actions.carrying_out(text, owner, due, members, clock.day(t.now))
        action = t.place(
            Action(team=decision.team, text=plan.text, owner_id=plan.owner, due=plan.due, agreed=t.now)
        )
        t.link("came_from", decision, action)
        t.record(action, due=action.due.isoformat(), **asked_of_owner(action, t.now))
    return action


def take_action(
    seat: Seat, team: Team, chosen: Chosen, source: Source, key: str | None = None
) -> Action | None:
    """Agree an action that stands in minutes, for whom and for when a person said."""
    with turn(seat, "take_action", key=key) as t:
        if t.before:
            return None
        members = list(people.table(seat).values_list("pk", flat=True))
        plan = taking.action(chosen, members, clock.day(t.now))
        action = t.place(Action(team=team, text=plan.text, owner_id=plan.owner, due=plan.due, agreed=t.now))
        t.record(
            action,
            due=action.due.isoformat(),
            minutes=source.day.isoformat(),
            **asked_of_owner(action, t.now),
        )
    return action


def note_progress(seat: Seat, pk: int, progress: str, word: str = "", key: str | None = None) -> None:
    """Say how it goes, halfway. It stays open until its day."""
    with turn(seat, "note_progress", key=key) as t:
        if t.before:
            return
        action = t.take(Action, pk)
        action.progress, action.progress_word = actions.progress(progress), actions.word(word)
        action.save(update_fields=["progress", "progress_word"])
        t.record(action, progress=progress)


def report_action(
    seat: Seat, pk: int, outcome: str, word: str = "", effect: str = "", key: str | None = None
) -> None:
    """Say what came of an action, and whether the team notices what it said it would notice.

    Anybody of the team may, since it is the team's. Only of an action from a scan was it written down what
    the team would notice.
    """
    if outcome not in actions.OUTCOMES:
        raise Refused("outcome_unknown", "outcome")
    with turn(seat, "report_action", key=key) as t:
        if t.before:
            return
        give_word(t, pk, outcome, word, effect)


def give_word(t: Turn, pk: int, outcome: str, word: str, effect: str | None = None) -> None:
    """Within somebody's turn: what came of an action, whichever room it was said in.

    What the team notices is asked on the action's own form, of an action from a scan; elsewhere it is None.
    """
    action = t.take(Action, pk, "report_action")
    action.effect = actions.effect(effect) if action.scan_id and effect is not None else ""
    action.outcome, action.word, action.reported = outcome, actions.word(word), t.now
    action.save(update_fields=["outcome", "effect", "word", "reported"])
    t.record(action, outcome=outcome, effect=action.effect)


def put_off_action(seat: Seat, pk: int, due: date | None, word: str, key: str | None = None) -> None:
    """Give an action another day, once, with a word on why."""
    with turn(seat, "put_off_action", key=key) as t:
        if t.before:
            return
        action = t.take(Action, pk)
        day = actions.new_day(action.due, due, clock.day(t.now))
        action.put_off_word, action.first_due, action.due = actions.reason(word), action.due, day
        action.save(update_fields=["put_off_word", "first_due", "due"])
        t.record(
            action,
            private={"word": action.put_off_word},
            due=day.isoformat(),
            **asked_of_owner(action, t.now),
        )


def stop_action(seat: Seat, pk: int, reason: str, key: str | None = None) -> None:
    """Don't go on with an action, and say why."""
    with turn(seat, "stop_action", key=key) as t:
        if t.before:
            return
        action = t.take(Action, pk)
        action.outcome, action.word, action.reported = actions.STOPPED, actions.reason(reason), t.now
        action.save(update_fields=["outcome", "word", "reported"])
        t.record(action, private={"word": action.word})


def take_over_action(seat: Seat, pk: int, key: str | None = None) -> None:
    """See to an action whose owner left the table."""
    with turn(seat, "take_over_action", key=key) as t:
        if t.before:
            return
        action = t.take(Action, pk)
        action.owner_id = seat.chair
        action.save(update_fields=["owner"])
        t.record(action, **asked_of_owner(action, t.now))
