"""Who may decide what: the team's matrix, and the mandates it gave."""

from datetime import date

from ninja import Query, Schema

from koers.apps.authority import queries
from koers.apps.authority.models import Mandate
from koers.domain.processes import plain
from koers.web.api.caller import Caller
from koers.web.api.paging import Page, Paging, page
from koers.web.api.room import Room

room = Room("authority")


class MatrixRowReply(Schema):
    """How a kind of topic is decided; a `domain` of "" is every domain without a row of its own."""

    kind: str
    domain: str
    method: str
    who: str
    days: int
    yardstick: bool
    level: int


class MandateReply(Schema):
    """What a role or somebody may decide alone, how far, and until when."""

    id: int
    domain: str
    kind: str
    level: int
    amount: int | None
    months: int | None
    irreversible: bool
    conditions: str
    since: date
    until: date
    review: date | None
    ended: date | None
    giver: int
    from_role: int | None
    to_role: int | None
    to_member: int | None
    to_name: str
    because: str


def _mandate(one: Mandate) -> MandateReply:
    names = """
        domain kind level amount months irreversible conditions since until review ended to_name because
    """.split()
    return MandateReply(
        id=one.pk,
        giver=one.giver_id,
        from_role=one.from_role_id,
        to_role=one.to_role_id,
        to_member=one.to_member_id,
        **{name: getattr(one, name) for name in names},
    )


@room.reads("authority/matrix/", list[MatrixRowReply])
def matrix(caller: Caller) -> object:
    """The rows that hold now; what a team begins with, as long as it adopted none."""
    return [plain.plain(row) for row in queries.rows(caller.seat)]


@room.reads("authority/mandates/", Page[MandateReply])
def mandates(caller: Caller, paging: Query[Paging]) -> object:
    """Every mandate that was given at this table, the newest first."""
    return page(queries.mandates(caller.seat), paging, "-pk", _mandate)
