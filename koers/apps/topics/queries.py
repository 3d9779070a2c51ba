"""Reading topics: the list, one of them with everything around it, and what the advice is made of."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from koers.apps.authority import queries as authority
from koers.apps.authority.models import Mandate
from koers.apps.ledger.models import Link
from koers.apps.roles import queries as register
from koers.apps.roles.models import Role
from koers.apps.topics.models import Topic
from koers.domain import roles, topics
from koers.domain.authority import Row
from koers.domain.seats import Seat

#: What the list can be narrowed to.
SHOWS = ("going", "open", "triaged", "talking", "proposed", "late", "ended")


def of_team(seat: Seat) -> QuerySet[Topic]:
    """This team's topics: those to decide first, first; those without a day after them."""
    here = Topic.objects.for_seat(seat).filter(stream=seat.stream).select_related("owner", "role", "mandate")
    return here.order_by(F("decide_by").asc(nulls_last=True), "-pk")


def of_organisation(seat: Seat) -> QuerySet[Topic]:
    """Every topic that is going on at the other tables of the organisation, newest first."""
    others = Topic.objects.for_seat(seat).exclude(stream=seat.stream)
    return others.filter(state__in=topics.GOING).select_related("team", "owner").order_by("-pk")


def shown(seat: Seat, show: str, kind: str, today: date) -> QuerySet[Topic]:
    """Those of the team in a state, of a kind."""
    here = of_team(seat).filter(_shown(show, today))
    here = here.filter(kind=kind) if kind else here
    return here.order_by("-ended", "-pk") if show == "ended" else here


def counts(seat: Seat, today: date) -> dict[str, int]:
    """How many of the team's topics there are in each state that the list can show."""
    here = Topic.objects.for_seat(seat).filter(stream=seat.stream)
    return here.aggregate(**{show: Count("pk", filter=_shown(show, today)) for show in SHOWS})


def _shown(show: str, today: date) -> Q:
    if show in topics.GOING:
        return Q(state=show)
    if show == "ended":
        return Q(state__in=topics.ENDED)
    going = Q(state__in=topics.GOING)
    return going & Q(decide_by__lt=today) if show == "late" else going


def waiting(seat: Seat) -> QuerySet[Topic]:
    """Those that nobody looked at yet, oldest first."""
    return of_team(seat).filter(state="open").order_by("pk")


def without_owner(seat: Seat) -> QuerySet[Topic]:
    """Those that are going on while nobody sees to it: nobody was chosen, or whoever was chosen left."""
    nobody = Q(owner=None) | Q(owner__left__isnull=False) | Q(owner__person=None)
    return of_team(seat).filter(nobody, state__in=topics.GOING).order_by("pk")


def lines(seat: Seat) -> list[tuple[Role, str]]:
    """Every line of what this team's roles decide about alone, with its role."""
    own = register.register(seat).filter(stream=seat.stream)
    return [(role, line) for role in own for line in roles.lines(role.domains)]


def facts(
    topic: Topic,
    rows: Iterable[Row],
    today: date,
    *,
    role: str = "",
    mandate: Mandate | None = None,
    contested: bool | None = None,
) -> topics.Facts:
    """What the advice on a topic is made of, with who is said to carry it."""
    return topics.Facts(
        topic.told,
        tuple(rows),
        today,
        role,
        mandate.the_mandate() if mandate else None,
        topic.contested if contested is None else contested,
        topic.returned,
    )


def facts_of(seat: Seat, topic: Topic, today: date) -> topics.Facts:
    """The same for a topic as it stands, by the matrix of its own team."""
    name = topic.role.name if topic.role else ""
    return facts(topic, authority.rows(seat, topic.stream_id), today, role=name, mandate=topic.mandate)


def covering(seat: Seat, topic: Topic, today: date) -> list[Mandate]:
    """The mandates of this team that could cover it: of this kind, or of every kind."""
    standing = authority.standing_mandates(seat, today)
    return list(standing.filter(Q(kind="") | Q(kind=topic.kind)))


def lineage(topic: Topic) -> tuple[list[str], list[str]]:
    """What it came from and the proposals about it, as the ledger calls them: one question."""
    links = Link.objects.filter(stream=topic.stream_id, kind__in=("came_from", "about"), target=topic.code)
    found = list(links.order_by("pk").values_list("kind", "source"))
    before = [source for kind, source in found if kind == "came_from"]
    return before, [source for kind, source in found if kind == "about"]


def came_from(topic: Topic) -> list[str]:
    """What it came from, as the ledger calls it."""
    return lineage(topic)[0]


def came_to(topic: Topic) -> list[str]:
    """The proposals about it, as the ledger calls them."""
    return lineage(topic)[1]


def domains(seat: Seat) -> list[str]:
    """The domains that this team named before: in its matrix, its mandates and its latest topics."""
    rows = authority.standing_rows(seat).exclude(domain="").values_list("domain", flat=True)
    given = authority.mandates(seat).values_list("domain", flat=True)
    latest = Topic.objects.for_seat(seat).filter(stream=seat.stream).order_by("-pk")[:50]
    named = [domain for impact in latest.values_list("impact", flat=True) for domain in impact]
    by_small = {domain.casefold(): domain for domain in (*named, *given, *rows)}
    return sorted(by_small.values(), key=str.casefold)
