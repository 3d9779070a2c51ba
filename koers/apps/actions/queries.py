"""Reading actions."""

from datetime import date

from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast, Substr

from koers.apps.actions.models import Action
from koers.apps.decisions.models import Decision
from koers.apps.ledger.models import Link
from koers.apps.scans.models import Round
from koers.domain.seats import Seat


def of_team(seat: Seat) -> QuerySet[Action]:
    """The team's actions: those still open by day, then the others, latest first."""
    return Action.objects.for_seat(seat).select_related("owner", "scan")


def open_ones(seat: Seat) -> QuerySet[Action]:
    """What was agreed and not reported on yet."""
    return of_team(seat).filter(outcome="")


def open_of_scans(seat: Seat) -> QuerySet[Action]:
    """The open ones that a scan brought, earliest day first."""
    return open_ones(seat).filter(scan__isnull=False)


def reported(seat: Seat) -> QuerySet[Action]:
    """What something was said of, latest first."""
    return of_team(seat).exclude(outcome="").order_by("-due", "-pk")


def late(seat: Seat, today: date) -> QuerySet[Action]:
    """Past their day without a word."""
    return open_ones(seat).filter(due__lt=today)


def of_round(seat: Seat, scan: Round) -> QuerySet[Action]:
    """What was agreed at the end of this round."""
    return of_team(seat).filter(scan=scan).order_by("pk")


def of_decision(seat: Seat, decision: Decision) -> QuerySet[Action]:
    """What carries out this decision."""
    return came_from(seat, decision.code)


def came_from(seat: Seat, source: str) -> QuerySet[Action]:
    """What was agreed at the end of a check or for a decision, by what the ledger calls that."""
    links = Link.objects.filter(stream=seat.stream, kind="came_from", source=source)
    number = Cast(Substr("target", len("action:") + 1), BigIntegerField())
    # By number, as they were agreed: by day the whole past would be looked through for these two.
    return of_team(seat).filter(pk__in=links.values_list(number, flat=True)).order_by("pk")
