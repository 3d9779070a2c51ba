"""The ballot secret in the browser: the only place where it is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from koers.apps.people.models import Member

DAYS = 180


def _cookie(member: int) -> str:
    return f"ballot_{member}"


def give(response: HttpResponse, member: Member, secret: str) -> HttpResponse:
    """Let the browser keep this seat's secret. No script can read it."""
    response.set_cookie(
        _cookie(member.pk),
        secret,
        max_age=DAYS * 24 * 3600,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def held(request: HttpRequest, member: int | None) -> str | None:
    """The secret this browser holds for this seat, if any."""
    return request.COOKIES.get(_cookie(member)) if member else None
