"""Reading how the teams of an organisation lie in one another."""

from django.db.models import QuerySet

from koers.apps.people.models import Member, Team
from koers.domain.seats import Seat


def teams(seat: Seat) -> QuerySet[Team]:
    """Every team of the seat's organisation, by name: that it is there is known to all of it."""
    if not seat.home:
        return Team.objects.none()
    return Team.objects.filter(stream__parent=seat.home).order_by("name", "pk")


def led(team: Team) -> bool:
    """Whether somebody leads it."""
    return Member.objects.filter(team=team, left=None, facilitator=True).exists()
