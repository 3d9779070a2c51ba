"""Reading the register of roles."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from koers.apps.roles.models import Proposal, Role, Term
from koers.domain import roles, tables
from koers.domain.seats import Seat

#: What the register can be narrowed to.
SHOWS = ("vacant", "soon")


def register(seat: Seat) -> QuerySet[Role]:
    """Every role of the organisation that wasn't ended, by team."""
    here = Role.objects.for_seat(seat).filter(ended=None)
    return here.select_related("team").order_by("team__name", "team", "name", "pk")


def found(seat: Seat, text: str, show: str, today: date) -> QuerySet[Role]:
    """Those that say every one of these words, and are vacant or end soon when that is asked."""
    here = register(seat)
    for word in tables.tidy(text).casefold().split():
        here = here.filter(words__contains=word)
    return here.filter(_shown(show, today)) if show in SHOWS else here


def counts(seat: Seat, today: date) -> dict[str, int]:
    """How many roles there are, how many nobody holds, and of how many a term ends soon."""
    return register(seat).aggregate(
        all=Count("pk"),
        vacant=Count("pk", filter=_shown("vacant", today)),
        soon=Count("pk", filter=_shown("soon", today)),
    )


def _shown(show: str, today: date) -> Q:
    held = Term.objects.filter(role=OuterRef("pk"), member__left=None, first__lte=today)
    held = held.filter(Q(last=None) | Q(last__gte=today), Q(ended=None) | Q(ended__gt=today))
    if show == "vacant":
        return ~Q(Exists(held))
    ends = Q(last__lte=today + roles.SOON) | Q(ended__lte=today + roles.SOON + timedelta(days=1))
    return Q(Exists(held.filter(ends)))


def terms(wanted: Iterable[Role]) -> dict[int, list[Term]]:
    """Who held or holds each of these roles, earliest first."""
    by_role: dict[int, list[Term]] = {role.pk: [] for role in wanted}
    for term in Term.objects.filter(role__in=by_role).select_related("member"):
        by_role[term.role_id].append(term)
    return by_role


def open_proposals(seat: Seat) -> QuerySet[Proposal]:
    """What was proposed to this team and isn't settled yet."""
    return Proposal.objects.for_seat(seat).filter(stream=seat.stream, state__in=("open", "deciding"))


def tied_to(seat: Seat, role: Role) -> list[Role]:
    """The roles that say they have to do with this one."""
    says = Q(ties__contains=f":{role.pk}\n") | Q(ties__endswith=f":{role.pk}")
    return list(register(seat).filter(says))


def named(seat: Seat, pks: Iterable[int]) -> dict[int, Role]:
    """Roles by number, also those that were ended, each with its team."""
    return {
        role.pk: role for role in Role.objects.for_seat(seat).filter(pk__in=list(pks)).select_related("team")
    }


def by_name(seat: Seat, names: Iterable[str]) -> list[Role]:
    """The roles of the organisation with one of these names."""
    wanted = {name.casefold() for name in names}
    return [role for role in register(seat) if role.name.casefold() in wanted]


def versions(role: Role) -> QuerySet[Proposal]:
    """What changed in this role, latest first."""
    return Proposal.objects.filter(role=role, state="adopted").order_by("-version")
