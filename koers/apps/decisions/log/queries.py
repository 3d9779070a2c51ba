"""Finding decisions: by their words, and by how they stand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce, Concat, Substr

from koers.apps.decisions.models import Decision, Review, SavedView
from koers.apps.ledger.models import Link
from koers.apps.readbacks.models import Readback
from koers.apps.roles.models import Proposal
from koers.domain import decisions, searching
from koers.domain.searching import Wanted
from koers.domain.seats import Seat

#: Around a word that was looked for, in what `excerpts` gives.
BEGIN, END = "\x02", "\x03"
_ASKED = "(websearch_to_tsquery('dutch', %s) || websearch_to_tsquery('english', %s))"
_HEADLINE = f"StartSel={BEGIN},StopSel={END},"


def log(seat: Seat, wanted: Wanted, today: date) -> QuerySet[Decision]:
    """The team's decisions that are wanted, latest first, each with what its tracks rest on."""
    here = Decision.objects.for_seat(seat).filter(team=seat.team)
    found: QuerySet[Decision] = here.select_related("owner", "replaced_by")
    for narrow in (_words, _plain, _validity, _understanding, _review, _role):
        found = narrow(found, wanted, today, seat)
    return _standing(found).order_by("-decided", "-pk")


def _standing(found: QuerySet[Decision]) -> QuerySet[Decision]:
    newest = Review.objects.filter(decision=OuterRef("pk")).order_by("-pk")
    return found.annotate(
        verdict=Subquery(newest.values("verdict")[:1]),
        next_on=Subquery(newest.values("next_on")[:1]),
        stage=_stage(),
    )


def _stage() -> Subquery:
    """The stage of the newest readback on a decision's text.

    The links are looked for within the question for readbacks: the decision is two questions away.
    """
    code = Concat(Value("decision:"), Cast(OuterRef(OuterRef("pk")), CharField()))
    links = Link.objects.filter(kind="read_back", source=code, stream=OuterRef(OuterRef("stream")))
    number = Cast(Substr("target", len("readback:") + 1), BigIntegerField())
    newest = links.annotate(readback=number).order_by("-readback").values("readback")[:1]
    return Subquery(Readback.objects.filter(pk__in=newest).values("stage")[:1])


# --- what it is narrowed by


def _words(found: QuerySet[Decision], wanted: Wanted, today: date, seat: Seat) -> QuerySet[Decision]:
    if not searching.words(wanted.q):
        return found
    if connection.vendor == "postgresql":
        asked = [wanted.q[: searching.TEXT_LIMIT]] * 2
        return found.filter(_raw(f"decisions_decision.words @@ {_ASKED}", asked))
    table = "SELECT rowid FROM decision_words WHERE decision_words MATCH %s"
    return found.filter(_raw(f"decisions_decision.id IN ({table})", [_match(wanted.q)]))


def _raw(sql: str, values: list[str]) -> RawSQL:
    """A condition of this database's own. Only what stands in this file comes into its text."""
    return RawSQL(sql, values, output_field=BooleanField())  # noqa: S611


def _match(text: str) -> str:
    """All of these words, in whichever form."""
    return " ".join(f'"{searching.beginning(word)}"*' for word in searching.words(text))


def _plain(found: QuerySet[Decision], wanted: Wanted, today: date, seat: Seat) -> QuerySet[Decision]:
    if wanted.year.isdecimal():
        found = found.filter(decided__year=int(wanted.year[:4]))
    if wanted.method:
        found = found.filter(method=wanted.method)
    if wanted.priority:
        found = found.filter(priority=wanted.priority)
    if wanted.owner.isdecimal():
        found = found.filter(owner=int(wanted.owner))
    return found


def _validity(found: QuerySet[Decision], wanted: Wanted, today: date, seat: Seat) -> QuerySet[Decision]:
    changed = {"superseded": "supersedes", "withdrawn": "withdraws"}
    if wanted.validity in changed:
        return found.filter(replaced_by__change=changed[wanted.validity])
    lasts, began = Q(ends=None) | Q(ends__gte=today), Q(in_force__lte=today)
    stands = {"ended": Q(ends__lt=today), "in_force": lasts & began, "sealed": lasts & ~began}
    if wanted.validity in stands:
        return found.filter(stands[wanted.validity], replaced_by=None)
    return found


def _understanding(found: QuerySet[Decision], wanted: Wanted, today: date, seat: Seat) -> QuerySet[Decision]:
    if wanted.understanding not in decisions.UNDERSTANDING:
        return found
    found = found.annotate(read=_stage())
    if wanted.understanding == "not_asked":
        return found.filter(read=None)
    differs = ("left_open", "comparing")
    one_of = {"alike": Q(read="alike"), "differs": Q(read__in=differs)}
    return found.filter(
        one_of.get(wanted.understanding, ~Q(read__in=("alike", *differs)) & Q(read__isnull=False))
    )


def _review(found: QuerySet[Decision], wanted: Wanted, today: date, seat: Seat) -> QuerySet[Decision]:
    if wanted.review not in decisions.REVIEW:
        return found
    newest = Review.objects.filter(decision=OuterRef("pk")).order_by("-pk")
    found = found.annotate(
        said=Subquery(newest.values("verdict")[:1]), again=Subquery(newest.values("next_on")[:1])
    )
    verdicts = {state: verdict for verdict, state in decisions.VERDICTS.items()}
    if wanted.review in verdicts:
        return found.filter(said=verdicts[wanted.review], again=None)
    found = found.annotate(day=Coalesce("again", "review_on")).filter(Q(said=None) | Q(again__isnull=False))
    if wanted.review == "unplanned":
        return found.filter(day=None)
    return found.filter(day__lte=today) if wanted.review == "due" else found.filter(day__gt=today)


def _role(found: QuerySet[Decision], wanted: Wanted, today: date, seat: Seat) -> QuerySet[Decision]:
    """What was decided about a role: the role itself, or a proposal to change it."""
    if not wanted.role.isdecimal():
        return found
    role = int(wanted.role)
    code = Concat(Value("role_proposal:"), Cast("pk", CharField()))
    changes = Proposal.objects.for_seat(seat).filter(role=role).annotate(named=code).values("named")
    return found.filter(Q(process__about=f"role:{role}") | Q(process__about__in=changes))


# --- what stands beside the list


def excerpts(seat: Seat, found: list[Decision], text: str) -> dict[int, tuple[str, str]]:
    """Title and a stretch of the text of each, with the words that were looked for between marks."""
    if not found or not searching.words(text):
        return {}
    pks = [decision.pk for decision in found]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(*_headlines(pks, text[: searching.TEXT_LIMIT]))
        else:
            cursor.execute(*_snippets(pks, text))
        return {pk: (title, stretch) for pk, title, stretch in cursor.fetchall()}


def _headlines(pks: list[int], text: str) -> tuple[str, list[Any]]:
    title = f"ts_headline('dutch', title, {_ASKED}, '{_HEADLINE}HighlightAll=true')"
    stretch = f"ts_headline('dutch', text, {_ASKED}, '{_HEADLINE}MaxFragments=2,MaxWords=22,MinWords=8')"
    sql = f"SELECT id, {title}, {stretch} FROM decisions_decision WHERE id = ANY(%s)"  # noqa: S608
    return sql, [text, text, text, text, pks]


def _snippets(pks: list[int], text: str) -> tuple[str, list[Any]]:
    marks = [BEGIN, END]
    places = ", ".join(["%s"] * len(pks))
    title = "highlight(decision_words, 0, %s, %s)"
    stretch = "snippet(decision_words, 1, %s, %s, '…', 24)"
    where = f"decision_words MATCH %s AND rowid IN ({places})"
    sql = f"SELECT rowid, {title}, {stretch} FROM decision_words WHERE {where}"  # noqa: S608
    return sql, [*marks, *marks, _match(text), *pks]


@dataclass(frozen=True)
class Choices:
    """What the team's decisions can be told apart by: their years, priorities, and who sees to one."""

    first_year: int
    priorities: list[str]
    owners: dict[int, str]


def choices(seat: Seat, today: date) -> Choices:
    """All of it in one question."""
    here = Decision.objects.for_seat(seat).filter(team=seat.team).order_by("priority", "owner")
    rows = list(here.values_list("priority", "owner", "owner__name").annotate(Min("decided")))
    return Choices(
        min((decided.year for *_, decided in rows), default=today.year),
        list(dict.fromkeys(priority for priority, *_ in rows if priority)),
        {owner: name for _, owner, name, _ in rows if owner},
    )


def views(seat: Seat) -> QuerySet[SavedView]:
    """The views that somebody keeps for themselves."""
    return SavedView.objects.for_seat(seat).filter(member=seat.member or 0).order_by("name", "pk")
