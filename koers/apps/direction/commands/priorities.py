"""Deeds about priorities, what the team doesn't do, and the yardstick."""

from collections.abc import Sequence

from koers.apps.direction import queries
from koers.apps.direction.models import NotDoing, Priority, Progress, Yardstick
from koers.apps.ledger import clock
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.domain.direction import lines, priorities
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def name_priority(
    seat: Seat,
    team: Team,
    title: str,
    seen_by: str,
    goes: int | None = None,
    why: str = "",
    key: str | None = None,
) -> Priority:
    """Name a priority. A sixth one is named only when one goes, with the reason why."""
    made = Priority(team=team, title=priorities.title(title), seen_by=priorities.seen_by(seen_by))
    with turn(seat, "name_priority", key=key) as t:
        if t.before:
            return queries.the(Priority, seat, int(t.before.subject.rpartition(":")[2]))
        standing = [one.pk for one in queries.standing_priorities(seat)]
        gone = priorities.makes_room(standing, goes)
        if gone is not None:
            old = t.take(Priority, gone)
            _end(t, old, "let_go", lines.why(why))
        made.name, made.began = people.called(seat), t.now
        t.place(made)
        t.record(made, goes=gone)
    return made


def set_seen_by(seat: Seat, pk: int, seen_by: str, key: str | None = None) -> None:
    """Say how it will be seen."""
    said = lines.line(seen_by, "seen_by", lines.SEEN_LIMIT, "seen_by_missing")
    with turn(seat, "set_seen_by", key=key) as t:
        if t.before:
            return
        held = t.take(Priority, pk)
        held.seen_by = said
        held.save(update_fields=["seen_by"])
        t.record(held, private={"seen_by": said})


def note_priority(seat: Seat, pk: int, going: str, word: str, key: str | None = None) -> None:
    """Say how it goes with a priority."""
    going, word = priorities.going(going), lines.line(word, "word", lines.SEEN_LIMIT)
    with turn(seat, "note_priority", key=key) as t:
        if t.before:
            return
        held = t.take(Priority, pk)
        Progress.objects.create(priority=held, name=people.called(seat), going=going, word=word, at=t.now)
        t.record(held, going=going, private={"word": word})


def reach_priority(seat: Seat, pk: int, helped: str, key: str | None = None) -> None:
    """It is reached: when, and what helped."""
    _ends(seat, "reach_priority", pk, helped, key)


def miss_priority(seat: Seat, pk: int, needed: str, key: str | None = None) -> None:
    """It wasn't reached: what is needed?"""
    _ends(seat, "miss_priority", pk, needed, key)


def let_priority_go(seat: Seat, pk: int, why: str, key: str | None = None) -> None:
    """It goes without having been reached, and why."""
    _ends(seat, "let_priority_go", pk, why, key)


def _ends(seat: Seat, deed: str, pk: int, text: str, key: str | None) -> None:
    word = priorities.ending_word(deed, text)
    with turn(seat, deed, key=key) as t:
        if t.before:
            return
        held = t.take(Priority, pk)
        _end(t, held, priorities.ENDS[deed], word)
        t.record(held, state=held.state, private={"word": word})


def _end(t: Turn, held: Priority, state: str, word: str) -> None:
    held.state, held.word, held.ended, held.ended_by = state, word, t.now, people.called(t.seat)
    held.save()


# --- what isn't done


def rule_out(seat: Seat, team: Team, text: str, why: str, key: str | None = None) -> None:
    """Say what the team doesn't do this year."""
    text, why = lines.line(text, "text", lines.TITLE_LIMIT, "not_doing_missing"), lines.why(why)
    with turn(seat, "rule_out", key=key) as t:
        if t.before:
            return
        if len(queries.not_doing(seat)) >= priorities.MOST_NOT_DOING:
            raise Refused("too_much_ruled_out", "text", most=priorities.MOST_NOT_DOING)
        year, name = clock.day(t.now).year, people.called(seat)
        made = t.place(NotDoing(team=team, text=text, why=why, year=year, name=name, at=t.now))
        t.record(made, private={"why": why})


def rule_in(seat: Seat, pk: int, why: str, key: str | None = None) -> None:
    """It may be done again, and why."""
    why = lines.why(why, "ended_why")
    with turn(seat, "rule_in", key=key) as t:
        if t.before:
            return
        held = t.take(NotDoing, pk)
        held.ended, held.ended_why = t.now, why
        held.save(update_fields=["ended", "ended_why"])
        t.record(held, private={"why": why})


# --- the yardstick


def set_yardstick(seat: Seat, team: Team, kinds: Sequence[str], why: str, key: str | None = None) -> None:
    """Say which kinds of decisions always pass it, and why."""
    chosen, why = list(priorities.kinds(kinds)), lines.why(why)
    with turn(seat, "set_yardstick", key=key) as t:
        if t.before:
            return
        if chosen == list(queries.yardstick(seat)):
            raise Refused("nothing_changed", "kinds")
        made = Yardstick(team=team, kinds=chosen, why=why, name=people.called(seat), at=t.now)
        t.place(made)
        t.record(made, kinds=chosen, private={"why": why})
