"""What is here already, and what is kept of a decision that comes in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from koers.apps.decisions.models import Decision
from koers.apps.decisions.records.queries import Given, record_from_elsewhere
from koers.apps.people import queries as people
from koers.domain import decisions
from koers.domain.earlier.planning import Here, Known, Row
from koers.domain.processes import plain
from koers.domain.seats import Seat


@dataclass(frozen=True)
class Source:
    """The file: of which kind, what it is called, and the SHA-256 of what was read from it."""

    kind: str
    name: str
    digest: str


def present(seat: Seat, today: date) -> Here:
    """What this team has, in two questions."""
    rows = Decision.objects.for_seat(seat).filter(team=seat.team)
    kept = rows.values_list("source_key", "number", "title", "text")
    known = [(key, Known(number, title, text)) for key, number, title, text in kept]
    return Here(
        {key: one for key, one in known if key},
        {one.number: one for _, one in known},
        {chair.pk: chair.name for chair in people.table(seat) if chair.name},
        today,
    )


def record_of(row: Row, source: Source, by: int | None, at: datetime) -> dict[str, Any]:
    """What is sealed: the source's own words and figures, what they come to, and who brought it in."""
    one = row.earlier
    said = {
        "source": source.kind,
        "file": source.name,
        "digest": source.digest,
        "row": one.row,
        "key": one.key,
        "day": plain.plain(one.day),
        "brought_by": by,
        "number": one.number,
        "method": one.method,
        "outcome": one.outcome,
        "outcome_words": one.outcome_words,
        "rule": one.rule,
        "quorum": one.quorum,
        "figures": dict(one.figures),
        "options": plain.plain(one.options),
        "counted": plain.plain(row.counted),
        "differs": row.differs,
        "owner": one.owner,
        "review": plain.plain(one.review),
        "link": one.link,
        "discussion": one.discussion,
        "said_by": one.said_by,
        "reasons": one.reasons,
    }
    given = Given(row.title, row.text, decisions.IMPORTED, "imported", at)
    return record_from_elsewhere(given, decisions.Plan(owner=row.owner)) | {"imported": said}
