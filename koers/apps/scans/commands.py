"""Deeds of the scan. `answer` and `pick` go in by the other door; all others are turns."""

import hashlib
import json
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from koers.apps.ledger import box, clock, pulse
from koers.apps.ledger.door import door
from koers.apps.ledger.turn import turn
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.apps.scans import queries
from koers.apps.scans.models import Answer, Note, Round, Tally, Why
from koers.domain import ballots, days, scans
from koers.domain.ballots import Ballot
from koers.domain.refusals import Refused
from koers.domain.seats import Seat, system

NOTE_LIMIT = 1000


def open_round(
    seat: Seat,
    team: Team,
    mode: str,
    *,
    with_parts: bool = False,
    closes: datetime | None = None,
    fresh: bool = False,
    key: str | None = None,
) -> Round:
    """Open a round for everybody who has a seat at the table now. `fresh` begins a new series."""
    with turn(seat, "open_round", key=key) as t:
        if t.before:
            return Round.objects.for_seat(seat).get(pk=t.before.subject.split(":")[1])
        electorate = list(people.table(seat).values_list("pk", flat=True))
        _can_open(seat, electorate, mode)
        if closes and closes <= t.now:
            raise Refused("closes_in_past", "closes")
        number = Round.objects.for_seat(seat).count() + 1
        scan = t.place(
            Round(
                team=team,
                number=number,
                series=_series(seat, mode, fresh=fresh),
                mode=mode,
                with_parts=with_parts,
                electorate=electorate,
                opened=t.now,
                closes=closes,
            )
        )
        if mode == "not_recorded":
            scan.stage, scan.closed = "talking", t.now
            scan.save(update_fields=["stage", "closed"])
        elif mode != "by_name":
            box.make(scan.box)
        due = closes.isoformat() if closes else None
        t.record(scan, mode=mode, series=scan.series, team=team.code, members=electorate, due=due)
    return scan


def _series(seat: Seat, mode: str, *, fresh: bool) -> int:
    recorded = Round.objects.for_seat(seat).exclude(stage="cancelled").exclude(mode="not_recorded")
    last = recorded.order_by("-number").values_list("mode", "series").first()
    return scans.series(mode, last, fresh=fresh)


def _can_open(seat: Seat, electorate: Sequence[int], mode: str) -> None:
    if len(electorate) < scans.LEAST_SEATS:
        raise Refused("too_few_seats", seats=len(electorate), least=scans.LEAST_SEATS)
    if mode not in scans.allowed_modes(len(electorate)):
        raise Refused("mode_unfit", "mode", seats=len(electorate))
    if Round.objects.for_seat(seat).filter(stage="answering").exists():
        raise Refused("round_open")


def answer(seat: Seat, scan: Round, given: Ballot, ballot: str) -> None:
    """Give or change one's answers while the round is open. When all are in, it closes.

    `ballot` is the secret that only the answerer's browser holds.
    """
    with door(seat, "answer", Round, scan.pk) as (held, _now):
        if seat.member not in held.electorate:
            raise Refused("not_in_round")
        before = held.how_many()
        if held.mode == "by_name":
            _give_by_name(seat, held, given)
        else:
            box.put(held.box, ballot, given.as_content(), most=held.seats)
    with suppress(Refused, box.Gone):  # somebody else closed it in between, which is just as well
        _look_round(seat, held, before)


def _give_by_name(seat: Seat, scan: Round, given: Ballot) -> None:
    own = {"person_id": seat.someone, "name": people.name_of(seat), "content": given.as_content()}
    Answer.objects.update_or_create(round=scan, member_id=seat.chair, defaults=own)


def _look_round(seat: Seat, scan: Round, before: int) -> None:
    """Counted anew after the commit: two who answer at once don't see each other's row before it.

    Screens hear of a step only. A beat per answer would tell whoever listens when each of them came in.
    """
    count = scan.how_many()
    if queries.step_at(scan, count) != queries.step_at(scan, before):
        pulse.beat(scan.stream_id)
    if count >= scan.seats:
        close_round(_clock(seat), scan.pk)


def close_round(seat: Seat, pk: int) -> Round:
    """Close the round: count what was given, and forget who gave it unless the round is by name."""
    with turn(seat, "close_round") as t:
        scan = t.take(Round, pk)
        late = scan.over_at(t.now)
        given, names = _emptied(scan)
        scan.people = people.who_sits(scan.electorate)
        scan.stage = scan.step("close_round")
        scan.closed = scan.closes if late else t.now
        scan.answered = len(given)
        scan.salt = secrets.token_hex(16)
        scan.save()
        _publish(scan, given, names)
        t.record(scan, at=scan.closed, answered=scan.answered, seats=scan.seats, digest=digest(scan))
    return scan


def _emptied(scan: Round) -> tuple[list[Ballot], list[str]]:
    if scan.mode == "by_name":
        rows = list(scan.answers.order_by("member__number", "pk"))
        return [Ballot.from_content(row.content) for row in rows], [row.name for row in rows]
    given = [Ballot.from_content(content) for content in box.empty(scan.box)]
    return given, [""] * len(given)


def _publish(scan: Round, given: list[Ballot], names: list[str]) -> None:
    """Keep what may be shown and nothing else: what isn't there can't be found by anybody."""
    outcome = scans.read({s: ballots.counts(given, s) for s in scans.FIVE}, scan.seats, scan.mode)
    scan.middles = {r.s: [r.median, r.words] for r in outcome.readings if r.counts is None}
    scan.save(update_fields=["middles"])
    if outcome.shows == "dots":
        Tally.objects.bulk_create(
            Tally(round=scan, item=item, counts=counts)
            for item in scan.items
            if scans.shows(scan.mode, sum(counts := ballots.counts(given, item))) == "dots"
        )
    if scans.shows_whys(scan.mode, scan.answered):
        _publish_whys(scan, given, names)


def _publish_whys(scan: Round, given: list[Ballot], names: list[str]) -> None:
    whys = [
        Why(round=scan, item=item, text=text, name=name)
        for one, name in zip(given, names, strict=True)
        for item, text in one.whys.items()
    ]
    # Shuffled once more: whys of one person would otherwise stand at the same place under each S.
    secrets.SystemRandom().shuffle(whys)
    Why.objects.bulk_create(whys)


def digest(scan: Round) -> str:
    """SHA-256 over the published result with the round's salt: what was shown can't be changed unseen."""
    tallies = {tally.item: tally.counts for tally in scan.tallies.all()}
    text = json.dumps(tallies, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{scan.salt}:{text}".encode()).hexdigest()


def close_if_over(seat: Seat, scan: Round, now: datetime) -> Round:
    """Record a closing that is due and that nobody recorded: of a round whose window has ended, or, after a
    crash right behind the last answer, of a full box. Closing twice gives the same record.
    """
    with suppress(Refused, box.Gone):  # somebody closed it in between
        close = _due(scan, now)
        if close is None:
            return scan
        close(_clock(seat), scan.pk)
    return Round.objects.for_seat(seat).get(pk=scan.pk)


def _due(scan: Round, now: datetime) -> Callable[[Seat, int], object] | None:
    if scan.stage == "answering" and (scan.over_at(now) or scan.how_many() >= scan.seats):
        return close_round
    if scan.stage == "choosing" and box.count(scan.pick_box) >= scan.seats:
        return close_choice
    return None


def close_all_over() -> int:
    """Record the closing of every round whose window has ended: the clock's own work. How many it closed."""
    over = Round.objects.filter(stage="answering", closes__lte=clock.now()).select_related("stream")
    return sum(_closed_by_the_clock(scan) for scan in over)


def _closed_by_the_clock(scan: Round) -> bool:
    try:
        close_round(system(scan.stream_id, scan.stream.parent_id), scan.pk)
    except Refused:
        return False  # somebody closed it in between
    return True


def cancel_round(seat: Seat, pk: int) -> None:
    """Stop a round without a result. What was given is thrown away."""
    with turn(seat, "cancel_round") as t:
        scan = t.take(Round, pk)
        if scan.stage == "answering":
            _emptied(scan)
            scan.answers.all().delete()
        elif scan.stage == "choosing":
            box.empty(scan.pick_box)
        scan.stage, scan.closed = scan.step("cancel_round"), scan.closed or t.now
        scan.save(update_fields=["stage", "closed"])
        t.record(scan)


def put_off_round(seat: Seat, pk: int, key: str | None = None) -> None:
    """The next round doesn't come now: it is proposed again two weeks from today."""
    with turn(seat, "put_off_round", key=key) as t:
        if t.before:
            return
        scan = t.take(Round, pk)
        day = scans.put_off(clock.day(t.now))
        t.record(scan, **_proposed(seat, scan, day, day))


def _proposed(seat: Seat, scan: Round, first: date, last: date) -> dict[str, Any]:
    """What the ledger keeps of a proposed round: of which team, who is asked, and when."""
    asked = days.window(first, last, clock.zone())
    return {"team": scan.team.code, "leads": people.who_lead(seat), "proposed": asked}


def set_rhythm(seat: Seat, team: Team, weeks: int | None, key: str | None = None) -> None:
    """How many weeks lie between two rounds, from the next one on."""
    with turn(seat, "set_rhythm", key=key) as t:
        if t.before:
            return
        team.rhythm = scans.rhythm(weeks)
        team.save(update_fields=["rhythm"])
        t.record(team.code, weeks=team.rhythm)


def proposed_after(seat: Seat, scan: Round, agreed: date) -> dict[str, Any]:
    """The next round, by the team's own rhythm, as what was agreed today goes into the ledger."""
    return _proposed(seat, scan, *scans.next_round(agreed, scan.team.rhythm))


def talk_about(seat: Seat, pk: int, s: str) -> None:
    """Put one S on the wall, with the clock from zero."""
    with turn(seat, "talk_about") as t:
        scan = t.take(Round, pk)
        if scan.stage == "choosing":
            box.empty(scan.pick_box)
        scan.stage, scan.talking, scan.talking_since = scan.step("talk_about"), _one_of_five(s), t.now
        scan.save(update_fields=["stage", "talking", "talking_since"])
        t.record(scan, s=s)


def note_talk(seat: Seat, pk: int, s: str, text: str, key: str | None = None) -> None:
    """Write down something of the talk about an S."""
    with turn(seat, "note_talk", key=key) as t:
        if t.before:
            return
        scan = t.take(Round, pk)
        text = text.strip()
        if not text:
            raise Refused("note_missing", "text")
        if len(text) > NOTE_LIMIT:
            raise Refused("too_long", "text", limit=NOTE_LIMIT, length=len(text))
        by = people.name_of(seat)
        Note.objects.create(round=scan, s=_one_of_five(s), text=text, name=by, at=t.now)
        t.record(scan, s=s)


def open_choice(seat: Seat, pk: int) -> None:
    """Let everybody choose one S on their own phone."""
    with turn(seat, "open_choice") as t:
        scan = t.take(Round, pk)
        scan.stage, scan.talking = scan.step("open_choice"), ""
        scan.save(update_fields=["stage", "talking"])
        box.make(scan.pick_box)
        t.record(scan, members=scan.electorate)


def pick(seat: Seat, scan: Round, s: str, ballot: str) -> None:
    """Choose one S, without a name. The dots appear when all have chosen; they don't decide."""
    s = _one_of_five(s)
    with door(seat, "pick", Round, scan.pk) as (held, _now):
        if seat.member not in held.electorate:
            raise Refused("not_in_round")
        box.put(held.pick_box, ballot, {"s": s}, most=held.seats)
    with suppress(Refused, box.Gone):
        if box.count(held.pick_box) >= held.seats:
            close_choice(_clock(seat), scan.pk)


def close_choice(seat: Seat, pk: int) -> None:
    """Show the dots, how many chose which S. Of too few they would say who chose what, and aren't kept."""
    with turn(seat, "close_choice") as t:
        scan = t.take(Round, pk)
        picked = [content["s"] for content in box.empty(scan.pick_box)]
        scan.stage = scan.step("close_choice")
        shown = scans.shows_picks(scan.seats, len(picked))
        scan.picks = {s: picked.count(s) for s in scans.FIVE} if shown else {}
        scan.save(update_fields=["stage", "picks"])
        t.record(scan, picked=len(picked))


def _one_of_five(s: str) -> str:
    if s not in scans.FIVE:
        raise Refused("s_unknown", "s")
    return s


def _clock(seat: Seat) -> Seat:
    assert seat.stream is not None
    return system(seat.stream, seat.home)
