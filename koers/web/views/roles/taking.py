"""The register to take along, as CSV and as JSON. Brought in elsewhere it gives the same register."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from koers.apps.people.circles import queries as circles
from koers.apps.people.models import Team
from koers.apps.roles import queries
from koers.apps.roles.models import Role, Term
from koers.domain import roles
from koers.web.seat import TeamRequest, team_page
from koers.web.spreadsheet import cell

OF_ROLE = ("team", "name", "purpose", "domains", "accountabilities", "version")
OF_HOLDER = ("name", "from", "until", "ended")


def _exported(request: TeamRequest) -> dict[str, list[dict[str, Any]]]:
    found = list(queries.register(request.seat))
    terms, by_number = queries.terms(found), {role.pk: role for role in found}
    teams = list(circles.teams(request.seat).select_related("parent"))
    return {
        "teams": [_team(team) for team in teams],
        "roles": [
            {**_role(role, by_number), "holders": [_holder(term) for term in terms[role.pk]]}
            for role in found
        ],
    }


def _team(team: Team) -> dict[str, Any]:
    return {"name": team.name, "within": team.parent.name if team.parent else "", "purpose": team.purpose}


def _role(role: Role, by_number: dict[int, Role]) -> dict[str, Any]:
    ties = [(kind, by_number[pk]) for kind, pk in roles.ties(role.ties) if pk in by_number]
    return {
        "team": role.team.name,
        "name": role.name,
        "purpose": role.purpose,
        "domains": roles.lines(role.domains),
        "accountabilities": roles.lines(role.accountabilities),
        "version": role.version,
        "ties": [{"kind": kind, "role": to.name, "team": to.team.name} for kind, to in ties],
    }


def _holder(term: Term) -> dict[str, Any]:
    held = term.term
    days = {"from": held.first, "until": held.last, "ended": held.ended}
    return {"name": term.name} | {says: day.isoformat() if day else None for says, day in days.items()}


@require_GET
@team_page
def as_json(request: TeamRequest) -> HttpResponse:
    """The whole register as data."""
    reply = JsonResponse(_exported(request), json_dumps_params={"ensure_ascii": False, "indent": 2})
    reply["Content-Disposition"] = 'attachment; filename="roles.json"'
    return reply


@require_GET
@team_page
def as_csv(request: TeamRequest) -> HttpResponse:
    """The whole register for a spreadsheet: a line per holder, or for a role or team without any."""
    reply = HttpResponse(content_type="text/csv; charset=utf-8")
    reply["Content-Disposition"] = 'attachment; filename="roles.csv"'
    reply.write("\ufeff")  # or a spreadsheet reads é as two characters
    table = csv.writer(reply)
    table.writerow([*OF_ROLE, "holder", *OF_HOLDER[1:], "within", "team_purpose", "ties"])
    for row in _rows(_exported(request)):
        table.writerow([cell(value) for value in row])
    return reply


def _rows(exported: dict[str, list[dict[str, Any]]]) -> Iterator[list[Any]]:
    by_team: dict[str, list[dict[str, Any]]] = {}
    for role in exported["roles"]:
        by_team.setdefault(role["team"], []).append(role)
    for team in exported["teams"]:
        of_team = [team["within"], team["purpose"]]
        for role in by_team.get(team["name"], [{"team": team["name"]}]):
            ties = [f"{tie['kind']}: {tie['role']} @ {tie['team']}" for tie in role.get("ties", [])]
            for holder in role.get("holders") or [{}]:
                cells = [*(role.get(column) for column in OF_ROLE), *(holder.get(part) for part in OF_HOLDER)]
                yield [*cells, *of_team, ties]
