"""Sitting down at a table, and what goes with a chair: its person, its ballot, its guardian."""

from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries, secrets
from koers.apps.people.models import Invitation, Member, Person
from koers.domain import tables
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat


def claim_seat(
    seat: Seat,
    invitation: Invitation,
    member: int,
    name: str,
    person: Person | None = None,
    ballot: str | None = None,
) -> tuple[Member, str]:
    """Sit down. The answer is the chair and the browser's ballot secret, of which only a hash is kept."""
    with turn(seat, "claim_seat") as t:
        t.take(Invitation, invitation.pk)
        return _sit(t, t.take(Member, member), name, person, ballot)


def take_own_seat(seat: Seat, helper: Member, member: int, name: str) -> tuple[Member, str]:
    """The facilitator takes part as well: one chair for both, so that nobody is there twice."""
    if helper.pk != seat.member:
        raise NotHere
    with turn(seat, "claim_seat") as t:
        chair = t.take(Member, member)
        person, helper.person = helper.person, None
        helper.left = t.now
        helper.save(update_fields=["person", "left"])
        chair.facilitator = True
        return _sit(t, chair, name, person)


def pull_up_chair(
    seat: Seat, invitation: Invitation, name: str, person: Person | None = None, key: str | None = None
) -> tuple[Member, str]:
    """Sit down at a walk-in table, on a chair that wasn't there yet. The same form sent twice sits once."""
    with turn(seat, "pull_up_chair", key=key) as t:
        t.take(Invitation, invitation.pk)
        if not invitation.team.walk_in:
            raise NotHere
        if t.before:
            # The first reply may have been lost, and with it the secret: this browser gets a new one.
            chair = Member.objects.select_related("person").get(pk=t.before.subject.removeprefix("member:"))
            return chair, _new_ballot(chair)
        chair = t.place(Member(team=invitation.team, number=_next_number(seat)))
        return _sit(t, chair, name, person)


def take_walk_in_seat(seat: Seat, name: str) -> None:
    """The facilitator of a walk-in table takes part as well, on the chair that leads already."""
    with turn(seat, "pull_up_chair") as t:
        helper = t.take(Member, seat.chair)
        if not helper.team.walk_in:
            raise NotHere
        if helper.number is not None:
            raise Refused("sits_already")
        name = tables.name(name or helper.name)
        _once(helper, name, None)
        helper.number, helper.name = _next_number(seat), name
        helper.save(update_fields=["number", "name"])
        t.record(helper, private={"name": name})


def _next_number(seat: Seat) -> int:
    number = (queries.table(seat).values_list("number", flat=True).last() or 0) + 1
    if number > tables.MOST_SEATS:
        raise Refused("too_many_seats", limit=tables.MOST_SEATS)
    return number


def _sit(
    t: Turn, chair: Member, name: str, person: Person | None, ballot: str | None = None
) -> tuple[Member, str]:
    name = tables.name(name or chair.name)
    _once(chair, name, person)
    chair.person = person or _comes_back(chair) or Person.objects.sit_down(name)
    chair.awaited = False
    secret = ballot or secrets.fresh()
    chair.name, chair.sat_down, chair.ballot = name, t.now, secrets.hashed(secret)
    chair.save()
    t.record(chair, private={"name": name})
    return chair, secret


def _comes_back(chair: Member) -> Person | None:
    """Who came along from another installation and sits down here again.

    Not who came in at another table already: whoever has the code of one would get in at both.
    """
    if not chair.awaited or chair.person is None or chair.person.email:
        return None
    here = Member.objects.filter(person=chair.person, left=None, awaited=False)
    return None if here.exists() else chair.person


def _new_ballot(chair: Member) -> str:
    secret = secrets.fresh()
    chair.ballot = secrets.hashed(secret)
    chair.save(update_fields=["ballot"])
    return secret


def _once(chair: Member, name: str, person: Person | None) -> None:
    others = Member.objects.filter(team=chair.team_id, left=None).exclude(pk=chair.pk)
    if person and others.filter(person=person).exists():
        raise Refused("sits_already", name=name)
    if any(other.name.casefold() == name.casefold() for other in others.exclude(name="")):
        raise Refused("name_twice", "name", name=name)


def free_seat(seat: Seat, member: int) -> None:
    """Let somebody else sit here: wrong name tapped, other phone. What was answered by name stays.

    Not one's own: whoever sat down there next would lead the team.
    """
    with turn(seat, "free_seat") as t:
        chair = t.take(Member, member)
        if chair.number is None:
            raise NotHere  # who helps the team sits on no chair that another could take
        if member == seat.member:
            raise Refused("own_seat")
        chair.person, chair.sat_down, chair.ballot, chair.awaited = None, None, "", False
        chair.guardian = False  # or whoever sits down next would guard without having said yes
        chair.save(update_fields=["person", "sat_down", "ballot", "guardian", "awaited"])
        t.record(chair)


def seat_guardian(chair: Member) -> None:
    """Within somebody's turn: this chair guards the process from now on, and no other of its team does."""
    chair.team.members.filter(guardian=True).update(guardian=False)
    chair.guardian = True
    chair.save(update_fields=["guardian"])


def describe_seat(seat: Seat, member: int, role: str) -> None:
    """Say in a few words what somebody does in the organisation."""
    with turn(seat, "describe_seat") as t:
        chair = t.take(Member, member)
        chair.role = tables.tidy(role)
        if len(chair.role) > tables.NAME_LIMIT:
            raise Refused("too_long", "role", limit=tables.NAME_LIMIT, length=len(chair.role))
        chair.save(update_fields=["role"])
        t.record(chair)


def take_ballot(seat: Seat, held: str | None) -> str:
    """The ballot secret of this seat for this browser: the one it holds, or a first one.

    Refused when the ballot lies on another device: a second one would let somebody answer twice.
    """
    member = Member.objects.for_seat(seat).filter(pk=seat.member or 0).first()
    if member is None:
        raise NotHere
    if held and member.is_ballot(held):
        return held
    if member.ballot:
        raise Refused("ballot_elsewhere")
    with turn(seat, "take_ballot") as t:
        chair = t.take(Member, member.pk)
        if chair.ballot:
            raise Refused("ballot_elsewhere")
        secret = secrets.fresh()
        chair.ballot = secrets.hashed(secret)
        chair.save(update_fields=["ballot"])
        t.record(chair)
    return secret
