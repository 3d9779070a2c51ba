"""By what right somebody decides alone: their roles, and the mandates they hold or gave."""

from dataclasses import replace
from datetime import date

from django.db.models import Q

from koers.apps.authority import queries as authority
from koers.apps.authority.models import Mandate
from koers.apps.roles.models import Role
from koers.domain.processes import Ground, Terms
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def offered(seat: Seat, today: date) -> list[tuple[str, str]]:
    """What this seat can name as its ground today: codes with their names."""
    roles = authority.roles_held(seat, today)
    mine = Q(to_member=seat.member) | Q(to_role__in=roles) | _given(seat, roles)
    mandates = authority.standing_mandates(seat, today).filter(mine)
    named = Role.objects.for_seat(seat).filter(pk__in=roles).order_by("pk")
    return [*((role.code, str(role)) for role in named), *((one.code, one.domain) for one in mandates)]


def _given(seat: Seat, roles: list[int]) -> Q:
    return Q(giver=seat.member, from_role=None) | Q(from_role__in=roles)


def frozen(seat: Seat, terms: Terms, today: date) -> Terms:
    """The same terms with their ground as it stands today."""
    ground = terms.ground
    kind, _, number = ground.code.partition(":")
    if not ground.code:
        return terms
    if kind not in ("role", "mandate") or not number.isdigit():
        raise Refused("ground_missing", "ground")
    roles = authority.roles_held(seat, today)
    found = _role(seat, int(number), roles) if kind == "role" else _mandate(seat, int(number), roles)
    found = replace(
        found, code=ground.code, amount=ground.amount, months=ground.months, irreversible=ground.irreversible
    )
    return replace(terms, ground=found)


def _role(seat: Seat, pk: int, held: list[int]) -> Ground:
    role = Role.objects.for_seat(seat).filter(pk=pk, pk__in=held).first()
    if role is None:
        raise Refused("ground_missing", "ground")
    return Ground(name=str(role))


def _mandate(seat: Seat, pk: int, held: list[int]) -> Ground:
    mandate = authority.mandates(seat).filter(pk=pk).first()
    if mandate is None:
        raise Refused("ground_missing", "ground")
    limits = mandate.the_mandate(authority.instead(seat, mandate))
    return Ground(name=mandate.domain, standing=_standing(seat, mandate, held), limits=limits)


def _standing(seat: Seat, mandate: Mandate, held: list[int]) -> str:
    """What this seat is to it: "giver", "holder", or "both"."""
    holds = mandate.to_member_id == seat.member or mandate.to_role_id in held
    role = mandate.from_role_id
    gives = role in held if role else mandate.giver_id == seat.member
    return "both" if holds and gives else "holder" if holds else "giver" if gives else ""
