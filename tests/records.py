"""Decisions with what follows from them, told by commands at a table of `tests/cast.py`."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from koers.apps.actions import commands as actions
from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process
from koers.apps.decisions.records import commands as records
from koers.apps.readbacks import commands as reading
from koers.apps.readbacks.models import Readback
from koers.domain.decisions import Expected, Plan
from koers.domain.processes import Terms
from koers.domain.readbacks import CORE, Said
from tests.cast import Table

TITLE = "IC en spoed plannen de nachtdiensten samen"
TEXT = "Vanaf 11 januari maken de IC en de spoedeisende hulp één rooster voor de nacht."
PLAN = Plan(
    matter="operation",
    because="Een op de vijf nachten was te krap bezet.",
    effect="Geen nacht is te krap bezet.",
    expects=(Expected("Nachten met te weinig mensen", "6", "hooguit 2"),),
    priority="Prioriteit 2",
    impact={"zorg": "large"},
)
SILENCE = {"consent": "needs_answer", "majority": "not_counted"}


def decided(
    table: Table,
    *,
    title: str = TITLE,
    plan: Plan = PLAN,
    method: str = "consent",
    answers: dict[str, tuple[str, str]] | None = None,
    about: str = "",
) -> Decision:
    """Joost's proposal in a meeting; who isn't named in `answers` has no objection, or is for it."""
    joost, usual = table.seat("Joost"), "no_objection" if method == "consent" else "for"
    present = tuple(table.chair(name).pk for name in table.names) if method == "majority" else ()
    terms = Terms(silence=SILENCE[method], live=True, present=present)
    process = commands.draft_proposal(joost, table.team, method, terms, title, TEXT, plan=plan, about=about)
    commands.open_process(joost, process.pk)
    for chair in table.names:
        choice, reason = (answers or {}).get(chair, (usual, ""))
        commands.respond(table.seat(chair), process.pk, choice, reason)
    commands.close_process(table.facilitator, process.pk)
    records.settle(joost, Process.objects.get(pk=process.pk), timezone.now())
    return Decision.objects.get(process=process)


def followed(table: Table) -> Decision:
    """A decision with a concern, a message, two who tell it, an action, and a review that is over."""
    decision = decided(table, answers={"Anouk": ("concern", "Vraag hoe het voor de oudere collega’s is.")})
    joost, today = table.seat("Joost"), timezone.localdate()
    records.word_message(joost, decision.pk, "De nacht is van ons samen.")
    for name in ("Artsen", "Verpleegkundigen"):
        records.add_audience(joost, decision.pk, name, table.chair("Ravi").pk, today, channel="overleg")
    first = decision.audiences.earliest("pk")
    records.tell_audience(table.seat("Ravi"), decision.pk, first.pk)
    actions.agree_action(joost, decision.pk, "Bespreek het proefrooster", table.chair("Lotte").pk, today)
    records.review_decision(joost, decision.pk, "keep", "partly", "Vier nachten", today + timedelta(days=90))
    return decision


def told_in_own_words(table: Table, decision: Decision, others: tuple[str, ...] = ()) -> Readback:
    """Everybody writes it in own words; `others` call it a trial. Then it is shown."""
    readback = records.read_decision_back(table.facilitator, decision.pk)
    for name in table.names:
        said: dict[str, Any] = {slot: Said("text", "het rooster") for slot in CORE}
        said["status"] = Said("choice", "trial" if name in others else "decided")
        said["when"] = Said("date", "2027-01-11", "from")
        reading.tell(table.seat(name), readback.pk, f"{name} las: één rooster vanaf 11 januari.", said)
    return Readback.objects.get(pk=readback.pk)
