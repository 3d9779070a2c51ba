"""Rounds of a scan and of reading back in every stage, told by commands at a table of `tests/cast.py`."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from koers.apps.actions import commands as actions
from koers.apps.actions.models import Action
from koers.apps.readbacks import commands as reading
from koers.apps.readbacks.models import Readback
from koers.apps.scans import commands
from koers.apps.scans.models import Round
from koers.domain import scans
from koers.domain.actions import Plan
from koers.domain.ballots import Ballot
from koers.domain.readbacks import Said
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


def agreed_by(table: Table, owner: str, text: str, due: timedelta = timedelta(days=14)) -> Action:
    """An action of somebody, agreed at the end of a round; the other one is Anouk's."""
    scan = agreeing(table)
    day = timezone.localdate() + due
    plans = [Plan(text, table.chair(owner).pk, day), Plan("Van Anouk", table.chair("Anouk").pk, day)]
    return actions.agree_actions(table.facilitator, scan.pk, "structure", plans, "Er belt één persoon")[0]


def cancelled(table: Table) -> Round:
    """A round that was stopped."""
    scan = opened(table)
    commands.cancel_round(table.facilitator, scan.pk)
    return now(scan)


DECISION = "Oost stopt per 1 februari met de papieren overdracht."
TOLD = {
    "sentence": "Op Oost stoppen we met papier.",
    "status": "decided",
    "who": "other",
    "who-text": "alle afdelingen",
}


def read_back(table: Table, names: Iterable[str]) -> Readback:
    """A readback in which these people told. When everybody did, the sentences are side by side."""
    readback = reading.open_readback(table.facilitator, table.team, DECISION, ["who"])
    for name in names:
        who = "Oost" if name == "Ravi" else "alle afdelingen op Oost"
        said = {"status": Said("choice", "decided"), "who": Said("text", who)}
        reading.tell(table.seat(name), readback.pk, f"Zo las {name} het.", said)
    return Readback.objects.get(pk=readback.pk)
