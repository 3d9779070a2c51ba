"""Everything that somebody chose from one text of minutes, in one transaction: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from koers.apps.actions import commands
from koers.apps.actions.models import Action
from koers.apps.decisions.models import Decision
from koers.apps.decisions.records import commands as records
from koers.apps.ledger.writing import writing
from koers.apps.people.models import Team
from koers.domain.minutes import DECISION, taking
from koers.domain.minutes.taking import Chosen, Source
from koers.domain.seats import Seat


@dataclass
class Taken:
    """What came of it; empty when the same form was sent before."""

    decisions: list[Decision] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)


def take_over(
    seat: Seat, team: Team, items: Sequence[Chosen], source: Source, present: Sequence[int], key: str
) -> Taken:
    """A deed for each item that was chosen. The text of the minutes isn't kept."""
    taken = Taken()
    with writing():
        for item in taking.chosen(items):
            own = f"{key[:40]}-{item.number}"
            if item.kind == DECISION:
                made = records.take_decision(seat, team, item, source, present, own)
                taken.decisions += [made] if made else []
            else:
                agreed = commands.take_action(seat, team, item, source, own)
                taken.actions += [agreed] if agreed else []
    return taken
