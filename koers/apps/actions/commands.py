"""Deeds about actions: agreeing them from a scan or a decision, and saying what came of them."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from koers.apps.actions.models import Action
from koers.apps.decisions.models import Decision
from koers.apps.ledger.turn import turn
from koers.apps.people import queries as people
from koers.apps.scans.models import Round
from koers.domain import actions, decisions, scans, tables
from koers.domain.actions import Plan
from koers.domain.refusals import Refused
from koers.domain.seats import Seat

NOTICE_LIMIT = 300


def agree_actions(
    seat: Seat, pk: int, s: str, plans: Sequence[Plan], notice: str, key: str | None = None
) -> list[Action]:
    """Settle on one S and two actions within thirty days: the end of a scan's session."""
    with turn(seat, "agree_actions", key=key) as t:
        if t.before:
            return []
        scan = t.take(Round, pk)
        notice = _fits(scan, s, plans, notice)
        scan.stage, scan.chosen, scan.notice = scan.step("agree_actions"), s, notice
        scan.save(update_fields=["stage", "chosen", "notice"])
        agreed = [
            t.place(Action(team=scan.team, text=p.text, owner_id=p.owner, due=p.due, agreed=t.now))
            for p in plans
        ]
        t.record(scan, s=s, actions=[action.code for action in agreed])
        for action in agreed:
            t.link("came_from", scan, action)
            t.record(action, owner=action.owner_id, due=action.due.isoformat())
    return agreed


def _fits(scan: Round, s: str, plans: Sequence[Plan], notice: str) -> str:
    if s not in scans.FIVE:
        raise Refused("s_missing", "s")
    if len(plans) != scans.ACTIONS_NEEDED:
        raise Refused("actions_needed", "text-1", needed=scans.ACTIONS_NEEDED)
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
        plan = actions.carrying_out(text, owner, due, members, timezone.localdate(t.now))
        action = t.place(
            Action(team=decision.team, text=plan.text, owner_id=plan.owner, due=plan.due, agreed=t.now)
        )
        t.link("came_from", decision, action)
        t.record(action, owner=action.owner_id, due=action.due.isoformat(), decision=decision.code)
    return action


def report_action(seat: Seat, pk: int, outcome: str, word: str = "", key: str | None = None) -> None:
    """Say what came of an action. Anybody of the team may, since it is the team's."""
    if outcome not in actions.OUTCOMES:
        raise Refused("outcome_unknown", "outcome")
    with turn(seat, "report_action", key=key) as t:
        if t.before:
            return
        action = t.take(Action, pk)
        action.outcome, action.word, action.reported = outcome, actions.word(word), t.now
        action.save(update_fields=["outcome", "word", "reported"])
        t.record(action, outcome=outcome)
