"""Reading who may decide: the matrix as it holds, what changed in it, and the mandates."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from koers.apps.authority.models import Mandate, MatrixRow, Proposal
from koers.apps.roles.models import Term
from koers.domain import authority
from koers.domain.seats import Seat


def standing_rows(seat: Seat, stream: int | None = None) -> QuerySet[MatrixRow]:
    """The rows that hold now: of this team, or of another one of the organisation by its stream."""
    here = MatrixRow.objects.for_seat(seat).filter(stream=stream or seat.stream, ended=None)
    return here.order_by("domain", "pk")


def rows(seat: Seat, stream: int | None = None) -> list[authority.Row]:
    """The matrix as the rules know it; what a team begins with, as long as it adopted none."""
    return [one.row for one in standing_rows(seat, stream)] or list(authority.USUAL)


def holding(seat: Seat, row: authority.Row, stream: int | None = None) -> MatrixRow | None:
    """The row that holds now for the same kind and domain."""
    same = standing_rows(seat, stream).filter(kind=row.kind)
    return next((one for one in same if one.domain.casefold() == row.domain.casefold()), None)


def now(seat: Seat, row: authority.Row) -> authority.Row | None:
    """How it is decided now about the same kind in the same domain; None without a row of its own."""
    same = (one for one in rows(seat) if one.kind == row.kind)
    return next((one for one in same if one.domain.casefold() == row.domain.casefold()), None)


def former_rows(seat: Seat) -> QuerySet[MatrixRow]:
    """What changed in the matrix, latest first: every row that ever held."""
    return MatrixRow.objects.for_seat(seat).filter(stream=seat.stream).order_by("-since", "-pk")


def mandates(seat: Seat) -> QuerySet[Mandate]:
    """Every mandate that was given at this table, first those that end first."""
    here = Mandate.objects.for_seat(seat).filter(stream=seat.stream)
    return here.select_related("to_member", "to_role", "from_role", "giver")


def standing_mandates(seat: Seat, today: date) -> QuerySet[Mandate]:
    """Those that can be used on this day."""
    here = mandates(seat).filter(since__lte=today, until__gte=today, ended=None)
    still_there = Q(to_member__left=None, to_member__person=F("to_person"))
    return here.filter(Q(to_member=None) | still_there)


def held_by(seat: Seat, today: date) -> list[Mandate]:
    """The mandates that this seat may use on this day: its own, and those of the roles it holds."""
    mine = Q(to_member=seat.member) | Q(to_role__in=roles_held(seat, today))
    return list(standing_mandates(seat, today).filter(mine)) if seat.member else []


def roles_held(seat: Seat, today: date) -> list[int]:
    """The roles that this seat's chair holds on this day."""
    terms = Term.objects.for_seat(seat).filter(member=seat.member, role__ended=None).select_related("member")
    return [term.role_id for term in terms if term.term.holds(today)]


def holders(seat: Seat, wanted: Iterable[int], today: date) -> dict[int, list[int]]:
    """Who holds each of these roles on this day, as chairs."""
    by_role: dict[int, list[int]] = {pk: [] for pk in wanted}
    for term in Term.objects.for_seat(seat).filter(role__in=by_role).select_related("member"):
        if term.term.holds(today):
            by_role[term.role_id].append(term.member_id)
    return by_role


def instead(seat: Seat, mandate: Mandate) -> str:
    """The method that applies beyond this mandate, by the team's matrix."""
    kind = mandate.kind or "other"
    return authority.instead(authority.row_for(rows(seat), kind, [mandate.domain]))


def unsettled(seat: Seat) -> QuerySet[Proposal]:
    """Rows and mandates that were proposed at this table and neither hold nor were declined."""
    here = Proposal.objects.for_seat(seat).filter(stream=seat.stream, state__in=("open", "deciding"))
    return here.select_related("to_member", "to_role")
