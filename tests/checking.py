"""Checks in every stage and guardians by turns, told by commands at a table of `tests/cast.py`."""

from datetime import timedelta

from django.utils import timezone

from koers.apps.actions.models import Action
from koers.apps.checks import commands
from koers.apps.checks.guarding import commands as guarding
from koers.apps.checks.models import Check, Term
from koers.apps.people.models import Member
from koers.domain import checks
from koers.domain.checks import Agreement
from tests.cast import Table


def opened(table: Table) -> Check:
    """A check that has just begun."""
    return commands.open_check(table.facilitator, table.team)


def now(check: Check) -> Check:
    """The check as it stands."""
    return Check.objects.get(pk=check.pk)


def said(table: Table, check: Check, outcome: str = "kept") -> None:
    """Something is said of every former agreement."""
    for former in check.formers.filter(outcome=""):
        commands.word_former(table.facilitator, check.pk, former.pk, outcome, "zo")


def write(table: Table, check: Check, name: str, text: str = "") -> None:
    """Somebody's line in the step that the check is in."""
    stage = now(check).stage
    commands.write_line(table.seat(name), check.pk, stage, text or f"{name} over {stage}")


def to(table: Table, check: Check, stage: str) -> Check:
    """Walk on until this stage, with lines of everybody."""
    while (at := now(check).stage) != stage:
        if at == "former":
            said(table, check)
        for name in table.names if at in checks.ALONE else ():
            write(table, check, name)
        commands.next_step(table.facilitator, check.pk, at)
    return now(check)


def agreement(table: Table, name: str, days: int = 20, text: str = "Begin op tijd") -> Agreement:
    """What somebody sees to."""
    return Agreement(text, table.chair(name).pk, timezone.localdate() + timedelta(days=days))


def agreed(table: Table, name: str = "Joost") -> tuple[Check, list[Action]]:
    """A whole check that ended in one agreement."""
    check = to(table, opened(table), "agree")
    made = commands.agree_check(table.facilitator, check.pk, [agreement(table, name)])
    return now(check), made


def asked(table: Table) -> Term | None:
    """Who is asked to guard the process."""
    return Term.objects.filter(team=table.team, state="asked").select_related("member").first()


def guardian(table: Table) -> str:
    """Who guards it."""
    return ", ".join(Member.objects.filter(team=table.team, guardian=True).values_list("name", flat=True))


def accepts(table: Table) -> str:
    """The next in line says yes; who that was."""
    term = asked(table)
    assert term is not None
    guarding.accept_guardian(table.seat(term.member.name), term.pk)
    return term.member.name


def hands_over(table: Table) -> str:
    """A full hand-over; who guards now."""
    guarding.hand_over(table.facilitator, table.team, "Let op de tijd")
    return accepts(table)
