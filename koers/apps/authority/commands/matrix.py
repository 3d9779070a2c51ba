"""Deeds about the decision matrix: adopting it, changing a row, dropping the row of a domain.

What holds by a decision of the team or by an agreed level is written by those deeds, in their own turn.
"""

from koers.apps.authority import queries
from koers.apps.authority.models import MatrixRow
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.domain import authority, roles
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def adopt_matrix(seat: Seat, team: Team, because: str, key: str | None = None) -> None:
    """Let what a team begins with be this team's own, as it is."""
    with turn(seat, "adopt_matrix", key=key) as t:
        if t.before:
            return
        if queries.standing_rows(seat).exists():
            raise Refused("matrix_adopted")
        reason = roles.why(because, "because")
        kept = [_placed(t, team, row, reason, people.called(seat)) for row in authority.USUAL]
        t.record(team.code, rows=[one.pk for one in kept], private={"because": reason})


def change_matrix(
    seat: Seat, team: Team, row: authority.Row, because: str, key: str | None = None
) -> MatrixRow | None:
    """Let a kind of topic, perhaps in one domain, be decided in another way. The old row stays readable.

    The first change of a team that adopted nothing yet makes the rest of what it began with its own too.
    """
    with turn(seat, "change_matrix", key=key) as t:
        if t.before:
            return None
        after, reason = authority.tidy_row(row), roles.why(because, "because")
        authority.changed(queries.now(seat, after), after)
        made = write_row(t, team, after, reason, people.called(seat))
        t.record(made, kind=made.kind, method=made.method, level=made.level, private={"because": reason})
    return made


def write_row(
    t: Turn,
    team: Team,
    row: authority.Row,
    because: str,
    by: str,
    *,
    decision: str = "",
    came_from: str = "",
) -> MatrixRow:
    """Let a row hold from now on, in this turn; the one that held stays readable.

    `decision` is the number of the team's decision, `came_from` the code of what it was written from.
    """
    if not queries.standing_rows(t.seat, t.stream.pk).exists():
        for usual in authority.USUAL:
            _placed(t, team, usual, because, by)
    before = queries.holding(t.seat, row, t.stream.pk)
    if before:
        before.ended = t.now
        before.save(update_fields=["ended"])
    return _placed(t, team, row, because, by, decision, came_from)


def _placed(
    t: Turn, team: Team, row: authority.Row, because: str, by: str, decision: str = "", came_from: str = ""
) -> MatrixRow:
    return t.place(
        MatrixRow(
            team=team,
            kind=row.kind,
            domain=row.domain,
            method=row.method,
            who=row.who,
            days=row.days,
            yardstick=row.yardstick,
            level=row.level,
            since=t.now,
            because=because,
            by=by,
            decision=decision,
            came_from=came_from,
        )
    )


def drop_row(seat: Seat, pk: int, because: str, key: str | None = None) -> None:
    """Let a domain fall under the general row again."""
    with turn(seat, "drop_row", key=key) as t:
        if t.before:
            return
        row = t.take(MatrixRow, pk)
        row.dropped_because, row.dropped_by = roles.why(because, "because"), people.called(seat)
        row.ended = t.now
        row.save(update_fields=["ended", "dropped_because", "dropped_by"])
        t.record(row, private={"because": row.dropped_because})
