"""Readbacks of a table in each stage, told through the commands."""

from koers.apps.readbacks import commands
from koers.apps.readbacks.models import Readback
from koers.domain.readbacks import Said
from tests.cast import Table

TEXT = "Oost stopt per 1 februari met de papieren overdracht. Spoed: nog bekijken."
#: Lotte's seat may be free, and Ravi is late.
WRITERS = ("Marieke", "Joost", "Samira")


def opened(table: Table) -> Readback:
    """Pasted, and nobody has written."""
    return commands.open_readback(table.facilitator, table.team, TEXT)


def tell(table: Table, readback: Readback, name: str, **said: Said) -> None:
    """Somebody writes; each says in other words who it is for."""
    given = {"status": Said("choice", "decided"), "who": Said("text", f"heel Oost, zegt {name}"), **said}
    commands.tell(table.seat(name), readback.pk, f"Volgens {name} stopt Oost met papier.", given)


def comparing(table: Table) -> Readback:
    """Three have written, and the facilitator shows it."""
    readback = opened(table)
    for name in WRITERS:
        tell(table, readback, name)
    commands.show_tellings(table.facilitator, readback.pk)
    return now(readback)


def ended(table: Table) -> Readback:
    """Left open on purpose."""
    readback = comparing(table)
    commands.leave_open(table.facilitator, readback.pk, "In maart weten we het.")
    return now(readback)


def each(table: Table) -> dict[str, Readback]:
    """One in each stage: the ended one shared, and in the last one two have written and Joost hasn't."""
    made = {"ended": ended(table), "comparing": comparing(table), "writing": opened(table)}
    commands.share_readback(table.facilitator, made["ended"].pk)
    for name in ("Marieke", "Samira"):
        tell(table, made["writing"], name)
    return made


def now(readback: Readback) -> Readback:
    """As it is now."""
    return Readback.objects.get(pk=readback.pk)
