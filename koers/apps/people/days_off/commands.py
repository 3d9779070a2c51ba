"""Deeds about the days on which a team doesn't work."""

from datetime import date

from koers.apps.ledger.turn import turn
from koers.apps.people.models import DayOff, Team
from koers.domain import days, tables
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def add_day_off(
    seat: Seat, team: Team, name: str, first: date | None, last: date | None, key: str | None = None
) -> None:
    """Say that the team doesn't work on these days. What is open already keeps its end."""
    with turn(seat, "add_day_off", key=key) as t:
        if t.before:
            return
        called = tables.tidy(name)
        if not called:
            raise Refused("day_off_nameless", "name")
        if len(called) > tables.NAME_LIMIT:
            raise Refused("too_long", "name", limit=tables.NAME_LIMIT, length=len(called))
        begin, end = days.span(first, last)
        made = t.place(DayOff(team=team, name=called, first=begin, last=end))
        t.record(made, first=begin.isoformat(), last=end.isoformat())


def drop_day_off(seat: Seat, pk: int, key: str | None = None) -> None:
    """They work after all. What is open already keeps its end."""
    with turn(seat, "drop_day_off", key=key) as t:
        if t.before:
            return
        made = t.take(DayOff, pk)
        t.record(made, first=made.first.isoformat(), last=made.last.isoformat())
        made.delete()
