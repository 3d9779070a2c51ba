"""Rounds of a scan in every stage, told through the commands, at a table of `tests/cast.py`."""

from datetime import timedelta

from django.utils import timezone

from koers.apps.actions import commands as actions
from koers.apps.actions.models import Action
from koers.apps.scans import commands
from koers.apps.scans.models import Round
from koers.domain import scans
from koers.domain.actions import Plan
from koers.domain.ballots import Ballot
from tests.cast import Table


def opened(table: Table, mode: str = "confidential", **options: object) -> Round:
    """A round that everybody can answer."""
    return commands.open_round(table.facilitator, table.team, mode, **options)


def dots(score: int = 3, why: str = "") -> Ballot:
    """The same step for each S, and perhaps a why."""
    return Ballot(dict.fromkeys(scans.FIVE, score), {"structure": why} if why else {})


def answer(table: Table, scan: Round, name: str, score: int = 3, why: str = "") -> None:
    """Somebody's answer."""
    commands.answer(table.seat(name), scan, dots(score, why), table.ballots[name])


def now(scan: Round) -> Round:
    """The round as it stands."""
    return Round.objects.get(pk=scan.pk)


def talking(table: Table, mode: str = "confidential", about: str = "structure") -> Round:
    """A round that everybody answered, with one S on the wall."""
    scan = opened(table, mode)
    for number, name in enumerate(table.names):
        answer(table, scan, name, score=1 + number % 5, why=f"omdat {number}")
    commands.talk_about(table.facilitator, scan.pk, about)
    return now(scan)


def choosing(table: Table) -> Round:
    """A round in which everybody may choose one S."""
    scan = talking(table)
    commands.open_choice(table.facilitator, scan.pk)
    return now(scan)


def agreeing(table: Table) -> Round:
    """A round in which everybody chose."""
    scan = choosing(table)
    for name in table.names:
        commands.pick(table.seat(name), scan, "structure", table.ballots[name])
    return now(scan)


def agreed(table: Table) -> tuple[Round, list[Action]]:
    """A round that ended in two actions."""
    scan = agreeing(table)
    due = timezone.localdate() + timedelta(days=14)
    plans = [Plan(f"Actie {n}", scan.electorate[n], due) for n in range(scans.ACTIONS_NEEDED)]
    made = actions.agree_actions(table.facilitator, scan.pk, "structure", plans, "Er belt één persoon")
    return now(scan), made


def cancelled(table: Table) -> Round:
    """A round that was stopped."""
    scan = opened(table)
    commands.cancel_round(table.facilitator, scan.pk)
    return now(scan)
