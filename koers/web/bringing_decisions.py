"""Bringing in earlier decisions from the command line: what would come in, and the bringing in."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from koers.apps.decisions.earlier import commands, queries
from koers.apps.people import queries as people
from koers.apps.people.models import Member, Team
from koers.domain.earlier import columns
from koers.domain.earlier.planning import HERE, NEW, REFUSED, Row, plan
from koers.domain.earlier.saying import Earlier, Found
from koers.domain.refusals import Refused
from koers.domain.seats import Seat
from koers.earlier import reading
from koers.web import wording, wording_earlier
from koers.web.bringing import Impossible
from koers.web.views.records.earlier import said_of


@dataclass(frozen=True)
class Looked:
    """A list that can be read, and what of it isn't here yet."""

    seat: Seat
    team: Team
    source: queries.Source
    earlier: tuple[Earlier, ...]
    rows: tuple[Row, ...]

    @property
    def fresh(self) -> list[Row]:
        """What would come in."""
        return [row for row in self.rows if row.state == NEW]

    def lines(self) -> Iterator[str]:
        """What the screen shows before anything is kept: figures that differ, and what stays out and why."""
        yield f"{wording_earlier.heading(len(self.fresh), len(self.rows))}."
        for row in self.rows:
            if row.state == REFUSED:
                yield f"- {_place(row)}: {wording.refusal(Refused(row.code, '', **row.facts))}"
            elif row.differs:
                yield from (f"- {_place(row)}: {says}" for says in wording_earlier.counted(said_of(row)))
        if here := sum(row.state == HERE for row in self.rows):
            yield f"- {_('Stands here already')}: {wording_earlier.decisions(here)}."

    def question(self) -> str:
        """What is asked before it is kept."""
        return _("Bring this into %(name)s?") % {"name": self.team.name}

    def bring(self) -> str:
        """Bring it in, in the name of who leads the team."""
        made = commands.bring_decisions(self.seat, self.team, self.earlier, self.source)
        return wording_earlier.brought(len(made))


def _place(row: Row) -> str:
    return f"{row.earlier.row} {row.title}".strip()


def look(path: Path, organisation: str, team: str, chosen: Sequence[str]) -> Looked:
    """What would come of what this file says. `chosen` are columns as "head=code", beside what is guessed.

    Raises
    ------
    Impossible
        When there is no such team, nobody leads it, or the file can't be read.
    """
    leads = _leads(organisation, team)
    data = path.read_bytes()
    try:
        found = reading.read(path.name, data)
        earlier = _earlier(found, chosen)
    except Refused as refused:
        raise Impossible(wording.refusal(refused)) from None
    seat = people.seat_of(leads)
    source = queries.Source(found.source, found.name, hashlib.sha256(data).hexdigest())
    rows = plan(earlier, queries.present(seat, timezone.localdate()))
    return Looked(seat, leads.team, source, earlier, rows)


def _leads(organisation: str, team: str) -> Member:
    here = Team.objects.filter(organisation__name=organisation, name=team)
    if not here:
        raise Impossible(
            _("No team in “%(name)s” is called “%(team)s”.") % {"name": organisation, "team": team}
        )
    leads = Member.objects.filter(team__in=here, left=None, facilitator=True).order_by("pk")
    found = leads.select_related("team__stream", "team__organisation", "person").first()
    if found is None:
        raise Impossible(_("Nobody leads “%(team)s” yet.") % {"team": team})
    return found


def _earlier(found: Found, chosen: Sequence[str]) -> tuple[Earlier, ...]:
    if found.sheet is None:
        return found.earlier
    said = dict(one.rpartition("=")[::2] for one in chosen)
    codes = zip(found.sheet.header, columns.guessed(found.sheet.header), strict=True)
    mine = tuple(said.get(head, "" if code in said.values() else code) for head, code in codes)
    columns.check(mine, found.sheet)
    return columns.read(found.sheet, mine)
