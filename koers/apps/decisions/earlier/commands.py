"""Bringing in earlier decisions: all that is new of a list in one turn, or nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone

from koers.apps.decisions.earlier import queries
from koers.apps.decisions.earlier.queries import Source
from koers.apps.decisions.models import Decision
from koers.apps.decisions.records.commands import made_in
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people.models import Team
from koers.domain import decisions
from koers.domain.earlier.planning import Row, check_new, plan
from koers.domain.earlier.saying import Earlier
from koers.domain.processes import plain
from koers.domain.seats import Seat


def bring_decisions(
    seat: Seat, team: Team, found: Sequence[Earlier], source: Source, key: str | None = None
) -> list[Decision]:
    """Seal every decision of a source that isn't here yet, as the source has it; an entry each.

    What is here already stays as it is. What is new is decided within the turn, so that two who bring in the
    same list at once bring it in once.
    """
    with turn(seat, "bring_decisions", key=key) as t:
        if t.before:
            return []
        rows = check_new(plan(found, queries.present(seat, timezone.localdate(t.now))))
        made = Decision.objects.bulk_create(_decisions(t, team, rows, source), batch_size=200)
        for decision in made:
            _record(t, decision, source)
    return made


def _decisions(t: Turn, team: Team, rows: Sequence[Row], source: Source) -> Iterator[Decision]:
    """Numbered by the year in which they were decided, the oldest first."""
    numbers: Counter[int] = Counter()
    for row in sorted(rows, key=lambda row: (_day(row), row.earlier.row)):
        year = _day(row).year
        numbers[year] = (numbers[year] or made_in(t, year)) + 1
        yield _decision(t, team, row, source, decisions.number(year, numbers[year]))


def _day(row: Row) -> date:
    """The day it was decided; a row without one isn't new."""
    assert row.earlier.day is not None
    return row.earlier.day


def _decision(t: Turn, team: Team, row: Row, source: Source, number: str) -> Decision:
    record = queries.record_of(row, source, t.seat.chair, t.now)
    return Decision(
        stream=t.stream,
        team=team,
        number=number,
        title=row.title,
        text=row.text,
        method=decisions.IMPORTED,
        record=record,
        digest=decisions.seal(record),
        owner_id=row.owner,
        sealed=t.now,
        decided=_day(row),
        in_force=_day(row),
        review_on=row.earlier.review,
        source_key=row.key,
    )


def _record(t: Turn, decision: Decision, source: Source) -> None:
    t.record(
        decision,
        number=decision.number,
        owner=decision.owner_id,
        review=plain.plain(decision.review_on),
        source=source.kind,
        private={"record": decision.digest},
    )
