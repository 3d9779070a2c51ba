"""Reading people: who somebody is here, and who sits at the table."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from koers.apps.ledger.models import Entry
from koers.apps.people import secrets
from koers.apps.people.models import Invitation, Member, Person, Team
from koers.domain.refusals import NotHere
from koers.domain.seats import NOBODY, Seat


def seat_of(member: Member) -> Seat:
    """The seat that acts, from the chair somebody sits on."""
    return Seat(
        code=f"member:{member.pk}",
        powers=member.powers(),
        person=member.person_id,
        member=member.pk,
        team=member.team_id,
        organisation=member.team.organisation_id,
        stream=member.team.stream_id,
        home=member.team.stream.parent_id,
    )


def member_at(person: Person, team_key: str) -> Member:
    """This person's chair at that team's table. `NotHere` for everybody else."""
    return chair_at(chairs_of(person), team_key)


def chair_at(chairs: Iterable[Member], team_key: str) -> Member:
    """Of somebody's chairs the one at that team's table. `NotHere` when they have none there."""
    for chair in chairs:
        if chair.team.key == team_key:
            return chair
    raise NotHere


def chairs_of(person: Person) -> QuerySet[Member]:
    """Every chair that somebody holds, with its team: which page they may see, and the menu to the others."""
    held = Member.objects.filter(person=person.pk, left=None)
    return held.select_related("team__stream", "team__organisation", "team__parent").order_by(
        "team__name", "team"
    )


def seat_of_person(person: Person | None) -> Seat:
    """Somebody outside any team: may found an organisation, or nothing."""
    if person is None:
        return NOBODY
    powers = {"person", "founder"} if person.founder else {"person"}
    return Seat(person.code, frozenset(powers), person=person.pk)


def guest_seat(invitation: Invitation, person: Person | None) -> Seat:
    """Somebody at the door with a valid code."""
    team = invitation.team
    return Seat(
        code=person.code if person else "guest",
        powers=frozenset({"guest"}),
        person=person.pk if person else None,
        team=team.pk,
        organisation=team.organisation_id,
        stream=team.stream_id,
        home=team.stream.parent_id,
    )


def table(seat: Seat) -> QuerySet[Member]:
    """The chairs around the table, in seat order. Never in the order of anything else."""
    return Member.objects.for_seat(seat).filter(left=None, number__isnull=False).order_by("number")


def ever_at(seat: Seat) -> QuerySet[Member]:
    """Everybody of the team, also who left it: for the names on what was decided then."""
    return Member.objects.for_seat(seat).select_related("person").order_by("number", "pk")


def who_lead(seat: Seat) -> list[int]:
    """The members who facilitate this team, at a chair or beside it."""
    leads = Member.objects.for_seat(seat).filter(left=None, facilitator=True).order_by("pk")
    return list(leads.values_list("pk", flat=True))


def who_guard(seat: Seat) -> list[int]:
    """The members who facilitate this team or guard its process."""
    here = Member.objects.for_seat(seat).filter(left=None)
    found = here.filter(Q(facilitator=True) | Q(guardian=True)).order_by("pk")
    return list(found.values_list("pk", flat=True))


def called(seat: Seat) -> str:
    """What this seat's chair is called, or who helps the team beside it."""
    return str(Member.objects.select_related("person").get(pk=seat.chair))


def teams_of(person: Person) -> QuerySet[Team]:
    """The teams somebody sits in or helps."""
    chairs = Q(members__person=person.pk, members__left=None)
    return Team.objects.filter(chairs).select_related("organisation").order_by("name", "pk")


def seated(streams: Iterable[int]) -> frozenset[tuple[int, int]]:
    """Who sits at, or helps, the tables of these streams now: pairs of member and person."""
    chairs = Member.objects.filter(stream__in=list(streams), left=None, person__isnull=False)
    return frozenset(chairs.values_list("pk", "person_id"))


def name_of(seat: Seat) -> str:
    """What the seat's chair is called now: for what is kept by name."""
    return Member.objects.filter(pk=seat.chair).values_list("name", flat=True).get()


def left_at(seat: Seat, member: int) -> datetime | None:
    """When whoever sat on this chair left it: the chair went, or it was freed for somebody else."""
    chair = Member.objects.for_seat(seat).filter(pk=member).first()
    if chair is None or chair.left:
        return chair.left if chair else None
    freed = Entry.objects.filter(stream=seat.stream, subject=chair.code, deed="free_seat")
    return freed.order_by("-seq").values_list("at", flat=True).first()


def who_sits(members: Iterable[int]) -> list[int]:
    """Which people sit on these chairs now, in no order that says on which."""
    chairs = Member.objects.filter(pk__in=list(members), person__isnull=False)
    return sorted(chairs.values_list("person_id", flat=True))


def invitation_for(code: str, now: datetime) -> Invitation | None:
    """The open invitation that this typed code belongs to."""
    return (
        Invitation.objects.filter(
            code_hash=secrets.hashed(secrets.tidy_code(code)), ended=None, expires__gt=now
        )
        .select_related("team__stream", "team__organisation")
        .first()
    )


def code_in_use(code_hash: str, now: datetime) -> bool:
    """Whether an open invitation, of whichever team, has this code."""
    return Invitation.objects.filter(code_hash=code_hash, ended=None, expires__gt=now).exists()


def open_invitation(seat: Seat, now: datetime) -> Invitation | None:
    """The team's door, when it is open."""
    return Invitation.objects.for_seat(seat).filter(ended=None, expires__gt=now).order_by("-expires").first()


def names(members: Iterable[Member]) -> list[str]:
    """Their names, for a sentence."""
    return [str(m) for m in members]
