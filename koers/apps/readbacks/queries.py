"""Reading readbacks: what stands, and whose sentences a seat may see."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from koers.apps.people import secrets
from koers.apps.people.models import Member
from koers.apps.readbacks.models import Alike, Readback, Share, Tag, Telling, told
from koers.domain import readbacks
from koers.domain.readbacks import Reading
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat


def of_team(seat: Seat) -> QuerySet[Readback]:
    """The team's readbacks, latest first."""
    found = Readback.objects.for_seat(seat).select_related("team", "opener", "clarifier__person")
    return found.order_by("-number")


def readback_at(seat: Seat, number: int) -> Readback:
    """The readback with this number. `NotHere` for whoever doesn't belong to the team."""
    readback = of_team(seat).filter(number=number).first()
    if readback is None:
        raise NotHere
    return readback


def open_one(seat: Seat) -> Readback | None:
    """The readback that the team is in the middle of: the last one, if it isn't ended."""
    readback = of_team(seat).first()
    return readback if readback and readback.is_open else None


def shared(token: str) -> Readback:
    """The readback that this link opens, as long as nobody ended the link."""
    share = (
        Share.objects.filter(token_hash=secrets.hashed(token), ended=None)
        .select_related("readback__team", "readback__opener", "readback__clarifier__person")
        .first()
    )
    if share is None:
        raise NotHere
    return share.readback


def tellings(readback: Readback) -> list[Telling]:
    """Everything that was told, in seat order, lap by lap."""
    found = Telling.objects.filter(readback=readback).select_related("member")
    return list(found.order_by("lap", "member__number", "member_id"))


def names(readback: Readback, all_told: Sequence[Telling]) -> dict[int, str]:
    """What everybody is called who told or was named as the one who does it, also who hasn't told."""
    known = {telling.member_id: telling.member.name for telling in all_told}
    said = (content for telling in all_told for content in telling.said.values())
    chosen = {int(content["value"]) for content in said if content["kind"] == "person"}
    if others := chosen - known.keys():
        found = Member.objects.filter(stream=readback.stream_id, pk__in=others)
        known |= dict(found.values_list("pk", "name"))
    return known


def told_now(readback: Readback, all_told: Sequence[Telling]) -> set[int]:
    """Who has told in the lap that is asked now."""
    return {telling.member_id for telling in all_told if telling.lap == readback.lap}


def has_told(seat: Seat, readback: Readback) -> bool:
    """Whether this seat told in this lap."""
    return readback.tellings.filter(member=seat.member, lap=readback.lap).exists()


def may_see(seat: Seat, readback: Readback, told_already: bool) -> bool:
    """Whether this seat may see what others told in this lap.

    Whoever sits at the table first tells. Whoever only leads or looks on waits for the wall.
    """
    if not readback.is_open or told_already:
        return True
    return readback.stage == "comparing" and not seat.has("member")


#: Pairs of tellers whose wordings people laid together, per slot and lap.
Laid = dict[tuple[str, int], list[tuple[int, int]]]


def laid_together(readback: Readback) -> Laid:
    """What people laid together."""
    pairs: Laid = defaultdict(list)
    laid = Alike.objects.filter(one__readback=readback).select_related("one", "other")
    for pair in laid.order_by("pk"):
        pairs[pair.slot, pair.one.lap].append((pair.one.member_id, pair.other.member_id))
    return pairs


def standing(readback: Readback) -> dict[str, Reading]:
    """Every slot as it stands now."""
    return standing_of(readback, tellings(readback), laid_together(readback))


def standing_of(readback: Readback, all_told: Sequence[Telling], laid: Laid) -> dict[str, Reading]:
    """The same, from what was read already."""
    by_lap = [
        (slots, told([telling for telling in all_told if telling.lap == lap]))
        for lap, slots in enumerate(readback.laps, start=1)
    ]
    return readbacks.readings(by_lap, laid)


@dataclass(frozen=True)
class Tagged:
    """The tags of one readback: per sentence how often which, one's own per sentence, and D."""

    counts: dict[int, dict[str, int]]
    own: dict[int, str]
    divergence: readbacks.Divergence


def tagged(seat: Seat | None, readback: Readback) -> Tagged:
    """What people say of each other's sentences."""
    given: dict[int, list[str]] = defaultdict(list)
    own: dict[int, str] = {}
    for tag in Tag.objects.filter(telling__readback=readback):
        given[tag.telling_id].append(tag.tag)
        if seat and tag.member_id == seat.member:
            own[tag.telling_id] = tag.tag
    everything = [tag for tags in given.values() for tag in tags]
    counts = {telling: readbacks.counts(tags) for telling, tags in given.items()}
    return Tagged(counts, own, readbacks.divergence(everything))


def open_share(readback: Readback) -> Share | None:
    """The link that is open, if any."""
    return readback.shares.filter(ended=None).first()
