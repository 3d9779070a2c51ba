"""What every page's frame needs: the team, the other teams, who I am, light or dark."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from koers.apps.people import queries
from koers.web.seat import person_of

THEME_COOKIE = "koers_theme"
THEMES = ("light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """For templates. Outside a team `my_teams` costs its query only where a page draws it."""
    person = person_of(request)
    member = getattr(request, "member", None)
    return {
        "team": getattr(request, "team", None),
        "member": member,
        "seat": getattr(request, "seat", None),
        "me": person,
        "my_name": (member.name if member else "") or (person.name if person else ""),
        "my_teams": getattr(request, "my_teams", None) or (queries.teams_of(person) if person else ()),
        "theme": theme(request),
        "is_demo": settings.DEMO,
        "has_mail": bool(settings.EMAIL_HOST),
    }


def theme(request: HttpRequest) -> str:
    """ "light", "dark", or "" for as the device says."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""
