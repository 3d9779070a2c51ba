"""Deeds about people: founding, setting a table, inviting, sitting down, signing in."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from koers.apps.ledger.models import Stream
from koers.apps.ledger.turn import Turn, open_stream, turn
from koers.apps.people import queries, secrets
from koers.apps.people.models import Invitation, Member, Organisation, Person, SignInLink, Team
from koers.domain import tables
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat, system

LINK_LIVES = timedelta(hours=24)
INVITATION_LIVES = timedelta(hours=24)


def installation() -> Stream:
    """The one stream of what concerns the installation as a whole."""
    return Stream.objects.get_or_create(kind="installation")[0]


def send_link(person: Person) -> str:
    """A link that signs this person in once. The answer is the token; only its hash is kept."""
    token = secrets.fresh()
    with turn(system(installation().pk), "send_link") as t:
        SignInLink.objects.create(person=person, token_hash=secrets.hashed(token), expires=t.now + LINK_LIVES)
        t.record(person.code)
    return token


def sign_in(token: str) -> Person:
    """Who this link signs in. It works once."""
    seat = Seat("guest", frozenset({"guest"}))
    with turn(seat, "sign_in", on=installation().pk) as t:
        link = SignInLink.objects.select_for_update().filter(token_hash=secrets.hashed(token)).first()
        if link is None:
            raise NotHere
        if link.used or link.expires <= t.now:
            raise Refused("link_over", at=link.used or link.expires)
        link.used = t.now
        link.save(update_fields=["used"])
        t.record(link.person.code)
    return link.person


def first_founder(name: str) -> Person:
    """The person for whom the first link is printed: may start organisations on this installation."""
    return Person.objects.filter(founder=True).order_by("pk").first() or new_founder(name)


def new_founder(name: str) -> Person:
    """Somebody who may start organisations on this installation."""
    with turn(system(installation().pk), "let_found") as t:
        person = Person.objects.sit_down(name)
        person.founder = True
        person.save(update_fields=["founder"])
        t.record(person.code)
    return person


def open_account(seat: Seat, email: str, password: str) -> Person:
    """Add an address and a password to a name, to come in from any device. What was answered stays theirs.

    An address that another has gets the same refusal as one that can't exist: nobody learns who is here.
    """
    with turn(seat, "open_account", on=installation().pk) as t:
        person = Person.objects.select_for_update().get(pk=seat.someone)
        person.email = _usable_email(email, person)
        _usable_password(password, person)
        person.set_password(password)
        person.save(update_fields=["email", "password"])
        t.record(person.code, private={"email": person.email})
    return person


def _usable_email(text: str, person: Person) -> str:
    email = text.strip().lower()
    taken = Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists()
    try:
        validate_email(email)
    except ValidationError:
        taken = True
    if taken:
        raise Refused("email_unfit", "email")
    return email


def _usable_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError:
        raise Refused("password_unfit", "password", least=12) from None


def found_organisation(seat: Seat, name: str, key: str | None = None) -> Organisation:
    """A new organisation, with the seat's person as its first administrator."""
    name = tables.name(name, "organisation", tables.TITLE_LIMIT)
    with turn(seat, "found_organisation", on=installation().pk, key=key) as t:
        if t.before:
            return Organisation.objects.get(pk=t.before.subject.removeprefix("organisation:"))
        organisation = Organisation.objects.create(
            stream=open_stream("organisation"), founder_id=seat.someone, name=name
        )
        t.record(organisation.code, private={"name": name})
    return organisation


def open_team(
    seat: Seat,
    organisation: Organisation,
    name: str,
    names: Sequence[str],
    key: str | None = None,
    *,
    walk_in: bool = False,
) -> Member:
    """A new team with its table set. The answer is the chair of who started it: the facilitator.

    Who also takes part sits down at one of the seats by `take_own_seat`. A walk-in table begins without any.
    """
    name = tables.name(name, "team", tables.TITLE_LIMIT)
    chairs = [] if walk_in else tables.seats(names)
    if organisation.founder_id != seat.person:
        raise NotHere
    with turn(seat, "open_team", on=organisation.stream_id, key=key) as t:
        if t.before:
            return Member.objects.get(team=int(t.before.subject.removeprefix("team:")), person=seat.person)
        stream = open_stream("team", parent=organisation.stream)
        team = Team.objects.create(
            stream=stream, organisation=organisation, key=secrets.public_key(), name=name, walk_in=walk_in
        )
        helper = Member.objects.create(
            stream=stream, team=team, person_id=seat.person, facilitator=True, sat_down=t.now
        )
        _set(team, chairs, t.now)
        t.record(team.code, seats=len(chairs), private={"name": name})
    return helper


def set_table(seat: Seat, team: Team, names: Sequence[str], key: str | None = None) -> None:
    """Set the table anew: a name or nothing per seat. A seat that is taken keeps its person."""
    chairs = tables.seats(names)
    with turn(seat, "set_table", key=key) as t:
        if t.before:
            return
        taken = queries.table(seat).filter(person__isnull=False).order_by("-number").first()
        if taken and (taken.number or 0) > len(chairs):
            raise Refused("seat_in_use", "seats", name=taken.name, number=taken.number)
        _set(team, chairs, t.now)
        t.record(team.code, seats=len(chairs))


def _set(team: Team, names: Sequence[str], now: datetime) -> None:
    here = {m.number: m for m in team.members.filter(left=None, number__isnull=False)}
    fresh = [
        Member(stream_id=team.stream_id, team=team, number=number, name=name)
        for number, name in enumerate(names, start=1)
        if number not in here
    ]
    for number, name in enumerate(names, start=1):
        chair = here.get(number)
        if chair and not (chair.taken and not name):
            chair.name = name
    Member.objects.bulk_create(fresh)
    Member.objects.bulk_update(here.values(), ["name"])
    # Not deleted: an answer by name or an action of who sat there before still belongs to this seat.
    team.members.filter(left=None, number__gt=len(names)).update(left=now, guardian=False)


def invite(seat: Seat, team: Team) -> Invitation:
    """Open the door for a day. An open door is used again."""
    with turn(seat, "invite") as t:
        open_one = team.invitations.filter(ended=None, expires__gt=t.now).order_by("-expires").first()
        if open_one is not None:
            t.record(open_one)
            return open_one
        invitation = _new_door(t, team)
        t.record(invitation)
    return invitation


def _new_door(t: Turn, team: Team) -> Invitation:
    # A code is short enough to call across a room, so that two open doors may draw the same one.
    while True:
        door = t.place(Invitation(team=team, expires=t.now + INVITATION_LIVES))
        door.code_hash = secrets.hashed(secrets.join_code(str(door.pk)))
        if not queries.code_in_use(door.code_hash, t.now):
            door.save(update_fields=["code_hash"])
            return door
        door.delete()


def end_invitation(seat: Seat, invitation: int) -> None:
    """Close the door; who sits, sits."""
    with turn(seat, "end_invitation") as t:
        door = t.take(Invitation, invitation)
        door.ended = door.ended or t.now
        door.save(update_fields=["ended"])
        t.record(door)


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
