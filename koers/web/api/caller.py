"""Who calls: a program with a token, for one seat."""

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import translation
from ninja.security import HttpBearer

from koers.apps.access import outbox, queries
from koers.apps.access.models import Token
from koers.apps.ledger import clock
from koers.apps.people import queries as people
from koers.apps.people.models import Member, Team
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat


class Call(HttpRequest):
    """A request that came in by a token."""

    auth: "Caller"


@dataclass(frozen=True)
class Caller:
    """A program, the seat it acts for, and the key by which the same call is known when it comes again."""

    token: Token
    request: HttpRequest

    @cached_property
    def seat(self) -> Seat:
        """Somebody's seat, less what the token wasn't made for."""
        return queries.seat_of(self.token)

    @cached_property
    def someone(self) -> Seat:
        """Whose token it is, away from any table: for what is theirs alone. Less what the token lacks."""
        whole = people.seat_of_person(self.token.person)
        return replace(whole, token=self.seat.token, scopes=self.seat.scopes)

    @property
    def member(self) -> Member:
        """The chair."""
        return self.token.member

    @property
    def team(self) -> Team:
        """The one team that this token is for."""
        return self.token.member.team

    @property
    def key(self) -> str | None:
        """The `Idempotency-Key`, made this token's and this address's own: others may choose the same."""
        given = self.request.headers.get("Idempotency-Key")
        if not given:
            return None
        return sha256(f"{self.token.code} {self.request.path} {given}".encode()).hexdigest()

    def at(self, team: str) -> "Caller":
        """The same, at this team's table. Every other team isn't there."""
        if self.team.key != team:
            raise NotHere
        return self


class Bearer(HttpBearer):
    """`Authorization: Bearer koers_…`"""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Who this token is of. A cookie opens nothing here."""
        found = queries.token(token.strip())
        if found is None:
            return None
        if not found.works:
            raise Refused("token_over")
        _count(found)
        outbox.was_used(found, clock.now())
        _speak(request, found)
        return Caller(found, request)


def _count(token: Token) -> None:
    now = clock.now()
    name = f"calls:{token.pk}:{now:%H%M}"
    cache.add(name, 0, 120)
    if cache.incr(name) > settings.API_CALLS:
        raise Refused("too_many_calls", limit=settings.API_CALLS)


def _speak(request: HttpRequest, token: Token) -> None:
    """In the language that was asked for, or in that of whoever the token is of."""
    if token.person.language and "Accept-Language" not in request.headers:
        translation.activate(token.person.language)
