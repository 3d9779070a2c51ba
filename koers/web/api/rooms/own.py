"""What a token is: whose, for which table, what for. The one call without a team in its address."""

from datetime import date

from ninja import Router, Schema

from koers.domain import rules
from koers.web.api.caller import Call
from koers.web.api.problems import READING

router = Router(tags=["token"])


class NamedReply(Schema):
    """An organisation or a team."""

    key: str
    name: str


class TeamReply(NamedReply):
    """A team, and where its calls are."""

    href: str


class OwnReply(Schema):
    """Whose token it is and what it opens."""

    name: str
    member: int
    powers: list[str]
    scopes: list[str]
    until: date
    organisation: NamedReply
    teams: list[TeamReply]
    may: list[str]


@router.get(
    "/",
    response={200: OwnReply} | READING,
    operation_id="token_own",
    url_name="token_own",
    summary="Whose token this is, for which table, and every deed it may do.",
)
def own(request: Call) -> object:
    """Whose token this is, for which table, and every deed it may do."""
    caller = request.auth
    organisation = caller.team.organisation
    return {
        "name": caller.member.name or caller.token.person.name,
        "member": caller.member.pk,
        "powers": sorted(caller.seat.powers),
        "scopes": caller.token.scopes,
        "until": caller.token.until,
        "organisation": {"key": str(organisation.pk), "name": organisation.name},
        "teams": [
            {
                "key": caller.team.key,
                "name": caller.team.name,
                "href": f"{request.path}teams/{caller.team.key}/table/",
            }
        ],
        "may": [*rules.allowed(caller.seat), *rules.allowed(caller.someone)],
    }
