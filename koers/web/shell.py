"""What every page's frame needs: the team, the other teams, the language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from koers.apps.people import queries


def shell(request: HttpRequest) -> dict[str, Any]:
    """For templates. `my_teams` costs its query only where the team menu is drawn."""
    member = getattr(request, "member", None)
    return {
        "team": getattr(request, "team", None),
        "member": member,
        "seat": getattr(request, "seat", None),
        "my_teams": queries.teams_of(member.person) if member and member.person else (),
        "is_demo": settings.DEMO,
    }
