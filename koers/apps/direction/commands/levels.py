"""Deeds of agreeing a delegation level: pick alone, show at once, pick again, agree."""

from koers.apps.authority import queries as matrix
from koers.apps.authority.commands.matrix import write_row
from koers.apps.authority.models import MatrixRow
from koers.apps.direction import queries
from koers.apps.direction.models import LevelPick, LevelRound
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.domain import authority
from koers.domain.direction import levels, lines
from koers.domain.refusals import Refused
from koers.domain.seats import Seat, system


def open_levels(seat: Seat, team: Team, question: str, key: str | None = None) -> LevelRound:
    """Ask everybody at the table how much is left to whoever carries this."""
    question = levels.question(question)
    with turn(seat, "open_levels", key=key) as t:
        if t.before:
            return queries.the(LevelRound, seat, int(t.before.subject.rpartition(":")[2]))
        if queries.open_levels(seat):
            raise Refused("levels_open")
        number = queries.level_rounds(seat).count() + 1
        made = t.place(LevelRound(team=team, number=number, question=question, opened=t.now))
        t.record(made, lap=1, members=_sitting(seat))
    return made


def _sitting(seat: Seat) -> list[int]:
    return [chair.pk for chair in people.table(seat) if chair.taken]


def pick_level(seat: Seat, pk: int, level: int, lap: int, key: str | None = None) -> None:
    """Pick alone. Until they are shown one may still pick another."""
    level = levels.level(level)
    with turn(seat, "pick_level", key=key) as t:
        if t.before:
            return
        found = t.take(LevelRound, pk)
        levels.check_lap(lap, found.lap)
        own = found.picks.filter(member=seat.chair, lap=lap).first()
        own = own or LevelPick(round=found, member_id=seat.chair, lap=lap, name=people.name_of(seat))
        own.level = level
        own.save()
        # Which level isn't in the entry: nobody reads it there before they are shown.
        t.record(found, member=seat.chair, lap=lap)
    _show_when_all_picked(seat, pk)


def _show_when_all_picked(seat: Seat, pk: int) -> None:
    found = queries.the(LevelRound, seat, pk)
    picked = [one.member_id for one in queries.picks(found)]
    if found.stage != "picking" or found.team.walk_in or not levels.all_in(_sitting(seat), picked):
        return
    assert seat.stream is not None
    try:
        show_levels(system(seat.stream, seat.home), pk)
    except Refused:
        return  # somebody showed them in between, or there is only one


def show_levels(seat: Seat, pk: int) -> None:
    """Show all picks at once."""
    with turn(seat, "show_levels") as t:
        found = t.take(LevelRound, pk)
        picks = queries.picks(found)
        own = any(one.member_id == seat.member for one in picks)
        levels.check_show(len(picks), seat.has("member") and not own)
        _go(t, found)
        t.record(found, lap=found.lap, counts=levels.counts(one.level for one in picks))


def pick_again(seat: Seat, pk: int) -> None:
    """The highest and the lowest explained; everybody picks anew, alone."""
    with turn(seat, "pick_again") as t:
        found = t.take(LevelRound, pk)
        found.lap += 1
        _go(t, found)
        t.record(found, lap=found.lap, members=_sitting(seat))


def agree_level(seat: Seat, pk: int, level: int, kind: str = "", domain: str = "") -> None:
    """This is how much is left to whoever carries it; with a kind of topic the matrix says so at once."""
    level = levels.level(level)
    with turn(seat, "agree_level") as t:
        found = t.take(LevelRound, pk)
        found.level, found.ended = level, t.now
        found.row = _in_the_matrix(t, found, kind, domain) if kind else None
        _go(t, found)
        t.record(found, level=level, lap=found.lap, row=found.row_id)


def _in_the_matrix(t: Turn, found: LevelRound, kind: str, domain: str) -> MatrixRow:
    """The row at the agreed level, which names this round; the one that holds when it says so already."""
    assert found.level is not None
    row = authority.row_at_level(matrix.rows(t.seat), kind, domain, found.level)
    held = matrix.holding(t.seat, row)
    if held and held.row == row:
        return held
    return write_row(t, found.team, row, found.question, people.called(t.seat), came_from=found.code)


def stop_levels(seat: Seat, pk: int, reason: str) -> None:
    """Stop without a level, and say why."""
    reason = lines.why(reason, "reason")
    with turn(seat, "stop_levels") as t:
        found = t.take(LevelRound, pk)
        found.reason, found.ended = reason, t.now
        _go(t, found)
        t.record(found, private={"reason": reason})


def _go(t: Turn, found: LevelRound) -> None:
    found.stage = levels.step(found.stage, t.deed)
    found.save()
