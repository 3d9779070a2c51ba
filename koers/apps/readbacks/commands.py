"""Deeds of reading back. All are turns: it is by name, and small."""

import hashlib
import hmac
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone

from koers.apps.ledger.models import Entry, Salt
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people import secrets
from koers.apps.people.models import Team
from koers.apps.readbacks import queries
from koers.apps.readbacks.models import Alike, Readback, Share, Tag, Telling
from koers.domain import days, readbacks
from koers.domain.readbacks import Reading, Said
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat, system


def open_readback(
    seat: Seat, team: Team, text: str, slots: Collection[str] = readbacks.SLOTS, key: str | None = None
) -> Readback:
    """Put a decision on the table to be read back by everybody who sits there."""
    text = readbacks.source(text)
    asked = readbacks.asked_slots(slots)
    with turn(seat, "open_readback", key=key) as t:
        if t.before:
            return Readback.objects.for_seat(seat).get(pk=t.before.subject.split(":")[1])
        readback = t.place(
            Readback(
                team=team,
                number=_number(t),
                text=text,
                laps=[asked],
                opener_id=seat.chair,
                opened=t.now,
                asked=t.now,
            )
        )
        t.record(readback, slots=asked, private={"text": text}, **_asked_of(t, seat))
    return readback


def _number(t: Turn) -> int:
    """The next number. Counted in the ledger: the number of a deleted readback is never given again."""
    return t.stream.entries.filter(deed="open_readback").count() + 1


def _asked_of(t: Turn, seat: Seat) -> dict[str, Any]:
    members = people.table(seat).values_list("pk", flat=True)
    until = readbacks.tell_until(t.now.date())
    return {"members": list(members), "due": days.ends(until, timezone.get_current_timezone()).isoformat()}


def tell(seat: Seat, pk: int, sentence: str, said: Mapping[str, Said], key: str | None = None) -> None:
    """Say what one understood, once per lap: after that one sees what the others wrote."""
    with turn(seat, "tell", key=key) as t:
        if t.before:
            return
        readback = t.take(Readback, pk)
        if readback.tellings.filter(member=seat.chair, lap=readback.lap).exists():
            raise Refused("told_already")
        telling = Telling.objects.create(
            readback=readback,
            member_id=seat.chair,
            lap=readback.lap,
            sentence=readbacks.sentence(sentence) if readback.lap == 1 else "",
            said={slot: said[slot].as_content() for slot in readback.slots if slot in said},
            at=t.now,
        )
        private = {"sentence": telling.sentence, "said": json.dumps(telling.said, sort_keys=True)}
        t.record(readback, member=seat.chair, lap=readback.lap, private=private)
    _show_when_all_told(seat, pk)


def _show_when_all_told(seat: Seat, pk: int) -> None:
    """Where chairs were set, everybody is in when every chair has told. A walk-in table can't know that."""
    readback = Readback.objects.for_seat(seat).select_related("team").get(pk=pk)
    chairs = set(people.table(seat).values_list("pk", flat=True))
    told = set(readback.tellings.filter(lap=readback.lap).values_list("member", flat=True))
    late = readback.stage != "writing"
    if late or (readback.team.walk_in and readback.lap == 1) or not chairs <= told or not _enough(told):
        return
    try:
        show_tellings(_clock(seat), pk)
    except Refused:
        return  # somebody showed them in between, which is just as well


def _enough(told: Collection[int]) -> bool:
    return len(told) >= readbacks.LEAST_TELLINGS


def show_tellings(seat: Seat, pk: int) -> None:
    """Lay all sentences on the wall, also when somebody hasn't written: who is late still can."""
    with turn(seat, "show_tellings") as t:
        readback = _led(t, seat, pk)
        told = set(readback.tellings.filter(lap=readback.lap).values_list("member", flat=True))
        if not _enough(told):
            raise Refused("too_few_tellings", least=readbacks.LEAST_TELLINGS)
        if seat.has("member") and seat.chair not in told:
            # The wall would show the others' sentences to somebody whose own isn't in.
            raise Refused("tell_first")
        readback.stage = readback.step("show_tellings")
        readback.save(update_fields=["stage"])
        t.record(readback, lap=readback.lap, told=len(told))


def tag_telling(seat: Seat, pk: int, telling: int, tag: str) -> None:
    """Say of somebody's sentence whether it says the same as one's own. May be changed."""
    if tag not in readbacks.TAGS:
        raise Refused("tag_unknown", "tag")
    with turn(seat, "tag_telling") as t:
        readback = t.take(Readback, pk)
        tellings = readback.tellings.filter(lap=1)
        if not tellings.filter(member=seat.chair).exists():
            raise Refused("tell_first")
        other = tellings.filter(pk=telling).exclude(member=seat.chair).first()
        if other is None:
            raise NotHere
        Tag.objects.update_or_create(telling=other, member_id=seat.chair, defaults={"tag": tag})
        t.record(readback, member=seat.chair, telling=other.pk, tag=tag)


def lay_together(seat: Seat, pk: int, slot: str, tellings: Collection[int]) -> None:
    """People say that these wordings of a slot mean the same."""
    with turn(seat, "lay_together") as t:
        readback = _led(t, seat, pk)
        one, *others = _wordings(readback, slot, tellings)
        if any(group.torn for group in _laid(readback, slot, one, others).groups):
            raise Refused("not_in_own_words", slot)
        for other in others:
            Alike.objects.get_or_create(slot=slot, one=one, other=other, defaults={"by_id": seat.chair})
        t.record(readback, slot=slot, tellings=[telling.pk for telling in (one, *others)])


def _wordings(readback: Readback, slot: str, tellings: Collection[int]) -> list[Telling]:
    found = list(readback.tellings.filter(pk__in=tellings, lap=_lap_of(readback, slot)).order_by("pk"))
    if len(found) < 2:
        raise Refused("two_wordings", slot)
    return found


def _laid(readback: Readback, slot: str, one: Telling, others: Sequence[Telling]) -> Reading:
    """How the slot would read with these laid together too."""
    told = [t.told() for t in queries.tellings(readback) if t.lap == one.lap]
    pairs = queries.laid_together(readback).get((slot, one.lap), [])
    return readbacks.compare(slot, told, [*pairs, *((one.member_id, other.member_id) for other in others)])


def _lap_of(readback: Readback, slot: str) -> int:
    """The last lap that asked this slot."""
    return max((lap for lap, slots in enumerate(readback.laps, start=1) if slot in slots), default=0)


def take_apart(seat: Seat, pk: int, slot: str) -> None:
    """On second thoughts: undo what was laid together in a slot."""
    with turn(seat, "take_apart") as t:
        readback = _led(t, seat, pk)
        laid = Alike.objects.filter(one__readback=readback, one__lap=_lap_of(readback, slot), slot=slot)
        count, _ = laid.delete()
        t.record(readback, slot=slot, pairs=count)


def clarify(seat: Seat, pk: int, sentence: str, key: str | None = None) -> None:
    """Write the one sentence that all can stand behind."""
    with turn(seat, "clarify", key=key) as t:
        if t.before:
            return
        readback = _led(t, seat, pk)
        readback.clarified = readbacks.sentence(sentence, "clarified", "clarified_missing")
        readback.clarifier_id = seat.chair
        readback.save(update_fields=["clarified", "clarifier"])
        t.record(readback, private={"clarified": readback.clarified})


def ask_again(seat: Seat, pk: int, slots: Collection[str], key: str | None = None) -> None:
    """Ask the slots that differ once more, with the clarified sentence in view. Blind again."""
    with turn(seat, "ask_again", key=key) as t:
        if t.before:
            return
        readback = _led(t, seat, pk)
        if not readback.clarified:
            raise Refused("clarify_first", "clarified")
        standing = queries.standing(readback)
        unlike = [slot for slot, reading in standing.items() if reading.state in ("differs", "own_words")]
        asked = readbacks.again(slots, readback.laps[0], unlike)
        readback.laps = [*readback.laps, asked]
        readback.stage, readback.asked = readback.step("ask_again"), t.now
        readback.save(update_fields=["laps", "stage", "asked"])
        t.record(readback, lap=readback.lap, slots=asked, **_asked_of(t, seat))


def end_alike(seat: Seat, pk: int) -> None:
    """State that all understood it alike: status, who and when are unanimous."""
    with turn(seat, "end_alike") as t:
        readback = _led(t, seat, pk)
        standing = queries.standing(readback)
        if not readbacks.understood_alike(standing):
            raise Refused("not_alike")
        _end(t, readback, told=standing["status"].n)


def leave_open(seat: Seat, pk: int, reason: str, key: str | None = None) -> None:
    """State that it is understood differently, and why that is left so on purpose."""
    with turn(seat, "leave_open", key=key) as t:
        if t.before:
            return
        readback = _led(t, seat, pk)
        readback.reason = readbacks.reason(reason)
        standing = queries.standing(readback)
        differs = [slot for slot, reading in standing.items() if reading.state == "differs"]
        _end(t, readback, differs=differs, private={"reason": readback.reason})


def _end(t: Turn, readback: Readback, **data: Any) -> None:
    readback.stage, readback.ended = readback.step(t.deed), t.now
    readback.save(update_fields=["stage", "ended", "reason"])
    t.record(readback, **data)


def share_readback(seat: Seat, pk: int) -> Share:
    """Open a link that anybody can read it with. An open one is used again."""
    with turn(seat, "share_readback") as t:
        readback = _led(t, seat, pk)
        share = readback.shares.filter(ended=None).first()
        if share is None:
            share = Share.objects.create(readback=readback, opened=t.now)
            share.token_hash = secrets.hashed(share_token(share))
            share.save(update_fields=["token_hash"])
        t.record(readback, share=share.pk)
    return share


def share_token(share: Share) -> str:
    """Derived, like a join code, so that it can be shown again; the database holds only its hash."""
    text = f"share:{share.pk}:{share.opened.isoformat()}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:40]


def end_share(seat: Seat, pk: int) -> None:
    """The link leads nowhere from now on."""
    with turn(seat, "end_share") as t:
        readback = _led(t, seat, pk)
        readback.shares.filter(ended=None).update(ended=t.now)
        t.record(readback)


def delete_readback(seat: Seat, pk: int) -> None:
    """Delete everything now: text, tellings, tags, links, and the salts that open the ledger's hashes.

    The ledger keeps that it was there: codes of who did what, and hashes that nothing can open any more.
    """
    with turn(seat, "delete_readback") as t:
        readback = _led(t, seat, pk)
        code = readback.code
        entries = Entry.objects.filter(stream=t.stream, subject=code)
        Salt.objects.filter(entry__in=entries).delete()
        readback.delete()
        t.record(code)


def _led(t: Turn, seat: Seat, pk: int) -> Readback:
    readback = t.take(Readback, pk)
    readbacks.check_leads(seat, readback.opener_id, t.deed)
    return readback


def _clock(seat: Seat) -> Seat:
    assert seat.stream is not None
    return system(seat.stream, seat.home)
