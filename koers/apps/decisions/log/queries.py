"""Finding decisions: by their words, and by how they stand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce, Concat, Substr

from koers.apps.decisions.models import Decision, Review, SavedView
from koers.apps.decisions.records import queries as records
from koers.apps.ledger.models import Link
from koers.apps.readbacks.models import Readback
from koers.apps.roles.models import Proposal
from koers.domain import decisions, searching
from koers.domain.searching import Wanted
from koers.domain.seats import Seat

#: Around a word that was looked for, in what `excerpts` gives.
BEGIN, END = "\x02", "\x03"
#: What is looked for is counted up to here: a common word stands in nearly all of them.
MOST_COUNTED = 1000
LOOKED = ("verdict", "next_on", "at")
DIFFERS = ("left_open", "comparing")
_ASKED = "(websearch_to_tsquery('dutch', %s) || websearch_to_tsquery('english', %s))"
_SEL = f"StartSel={BEGIN},StopSel={END},"
HEADLINE = f"ts_headline('dutch', decisions_decision.title, {_ASKED}, '{_SEL}HighlightAll=true')"
STRETCH = (
    f"ts_headline('dutch', decisions_decision.text, {_ASKED}, '{_SEL}MaxFragments=2,MaxWords=22,MinWords=8')"
)
_HERE = "FROM decision_words WHERE rowid = decisions_decision.id AND decision_words MATCH %s"
HIGHLIGHT = f"SELECT highlight(decision_words, 0, %s, %s) {_HERE}"
SNIPPET = f"SELECT snippet(decision_words, 1, %s, %s, '…', 24) {_HERE}"


def log(seat: Seat, wanted: Wanted, today: date) -> QuerySet[Decision]:
    """The team's decisions that are wanted, latest first."""
    found: QuerySet[Decision] = Decision.objects.for_seat(seat)  # the team's own: `reach` is the team
    for narrow in (_words, _plain, _source, _validity, _understanding, _review, _role):
        found = narrow(found, wanted, today, seat)
    return found.order_by("-decided", "-pk")


def standing(found: QuerySet[Decision], text: str = "") -> list[Decision]:
    """These, in this order, each with its owner and what its tracks rest on (see `tracks`).

    Which ones it are is a question of its own: what their tracks rest on is asked of no others. When words
    were looked for, `marked_title` and `marked_text` have them between marks.
    """
    pks = list(found.values_list("pk", flat=True))
    these = Decision.objects.filter(pk__in=pks).select_related("owner", "replaced_by")
    by_pk = {one.pk: one for one in these.annotate(stage=_stage(), **_looked(), **_excerpts(text))}
    return [by_pk[pk] for pk in pks]


def tracks(decision: Decision, today: date) -> records.Tracks:
    """The three tracks of one of these decisions."""
    looked: dict[str, Any] = {name: getattr(decision, f"looked_{name}") for name in LOOKED}
    stage: str | None = getattr(decision, "stage")  # noqa: B009 - `standing` says it beside the row
    readback = Readback(stage=stage) if stage else None
    return records.tracks(decision, today, readback, Review(**looked) if looked["verdict"] else None)


def _stage() -> Subquery:
    """The stage of the newest readback on a decision's text.

    The links are looked for within the question for readbacks: the decision is two questions away.
    """
    code = Concat(Value("decision:"), Cast(OuterRef(OuterRef("pk")), CharField()))
    links = Link.objects.filter(kind="read_back", source=code, stream=OuterRef(OuterRef("stream")))
    number = Cast(Substr("target", len("readback:") + 1), BigIntegerField())
    newest = links.annotate(readback=number).order_by("-readback").values("readback")[:1]
    return Subquery(Readback.objects.filter(pk__in=newest).values("stage")[:1])


# --- a part of it


@dataclass(frozen=True)
class Part:
    """So many decisions in a row, and whether there are newer and older ones."""

    rows: list[Decision]
    newer: bool
    older: bool


def part(
    seat: Seat, found: QuerySet[Decision], size: int, before: str = "", after: str = "", text: str = ""
) -> Part:
    """The newest; or those before or after the decision with that number, however deep it lies."""
    here = Decision.objects.for_seat(seat).filter(team=seat.team)
    if before:
        older = found.filter(_beyond("lt", here.filter(number=before)))
        if rows := standing(older[: size + 1], text):
            return Part(rows[:size], newer=True, older=len(rows) > size)
    elif after:
        newer = found.filter(_beyond("gt", here.filter(number=after))).order_by("decided", "pk")
        if rows := standing(newer[: size + 1], text):
            return Part(rows[:size][::-1], newer=len(rows) > size, older=True)
    rows = standing(found[: size + 1], text)
    return Part(rows[:size], newer=False, older=len(rows) > size)


def _beyond(side: str, one: QuerySet[Decision]) -> Q:
    """Past this one; said so that the index is gone into there."""
    day, pk = Subquery(one.values("decided")), Subquery(one.values("pk"))
    return Q((f"decided__{side}e", day)) & (Q((f"decided__{side}", day)) | Q((f"pk__{side}", pk)))


def how_many(found: QuerySet[Decision], wanted: Wanted) -> int:
    """How many there are. Of what was looked for not beyond `MOST_COUNTED`: then it is one more than that."""
    return found.order_by()[: MOST_COUNTED + 1].count() if wanted.given else found.count()


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


def _source(found: QuerySet[Decision], wanted: Wanted, today: date, seat: Seat) -> QuerySet[Decision]:
    if wanted.source not in searching.SOURCES:
        return found
    if wanted.source == "here":
        return found.exclude(method__in=decisions.ELSEWHERE)
    return found.filter(method=decisions.FROM_MINUTES if wanted.source == "minutes" else decisions.IMPORTED)


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
    one_of = {"alike": Q(read="alike"), "differs": Q(read__in=DIFFERS)}
    return found.filter(
        one_of.get(wanted.understanding, ~Q(read__in=("alike", *DIFFERS)) & Q(read__isnull=False))
    )


def _review(found: QuerySet[Decision], wanted: Wanted, today: date, seat: Seat) -> QuerySet[Decision]:
    """By the newest look back on each; one that was flagged after it is due, whatever was said."""
    if wanted.review not in decisions.REVIEW:
        return found
    found = found.annotate(**_looked())
    seen = Q(flagged=None) | Q(looked_at__gte=F("flagged"))
    verdicts = {state: verdict for verdict, state in decisions.VERDICTS.items()}
    if wanted.review in verdicts:
        said = Q(("looked_verdict", verdicts[wanted.review])) & Q(("looked_next_on", None))
        return found.filter(seen, said)
    found = found.annotate(day=Coalesce("looked_next_on", "review_on"))
    waits = Q(looked_verdict=None) | Q(looked_next_on__isnull=False)
    if wanted.review == "planned":
        return found.filter(seen, waits, day__gt=today)
    if wanted.review == "unplanned":
        return found.filter(seen, waits, day=None)
    unseen = Q(flagged__isnull=False) & (Q(looked_at=None) | Q(looked_at__lt=F("flagged")))
    return found.filter(unseen | waits & Q(day__lte=today))


def _looked() -> dict[str, Subquery]:
    """What was said in the newest look back on a decision."""
    newest = Review.objects.filter(decision=OuterRef("pk")).order_by("-pk")
    return {f"looked_{name}": Subquery(newest.values(name)[:1]) for name in LOOKED}


def _role(found: QuerySet[Decision], wanted: Wanted, today: date, seat: Seat) -> QuerySet[Decision]:
    """What was decided about a role: the role itself, or a proposal to change it."""
    if not wanted.role.isdecimal():
        return found
    role = int(wanted.role)
    code = Concat(Value("role_proposal:"), Cast("pk", CharField()))
    changes = Proposal.objects.for_seat(seat).filter(role=role).annotate(named=code).values("named")
    return found.filter(Q(process__about=f"role:{role}") | Q(process__about__in=changes))


# --- what stands beside the list


def _excerpts(text: str) -> dict[str, RawSQL]:
    """Title and a stretch of the text, with the words that were looked for between marks."""
    if not searching.words(text):
        return {}
    if connection.vendor == "postgresql":
        asked = [text[: searching.TEXT_LIMIT]] * 2
        return {"marked_title": _said(HEADLINE, asked), "marked_text": _said(STRETCH, asked)}
    marks = [BEGIN, END, _match(text)]
    return {"marked_title": _said(HIGHLIGHT, marks), "marked_text": _said(SNIPPET, marks)}


def _said(sql: str, values: list[str]) -> RawSQL:
    """A text of this database's own."""
    return RawSQL(sql, values, output_field=TextField())  # noqa: S611


@dataclass(frozen=True)
class Choices:
    """What the team's decisions can be told apart by: their years, priorities, and who sees to one."""

    first_year: int
    priorities: list[str]
    owners: dict[int, str]


def choices(seat: Seat, today: date) -> Choices:
    """All of it in one question."""
    here = Decision.objects.for_seat(seat).order_by("priority", "owner")
    rows = list(here.values_list("priority", "owner", "owner__name").annotate(Min("decided")))
    return Choices(
        min((decided.year for *_, decided in rows), default=today.year),
        list(dict.fromkeys(priority for priority, *_ in rows if priority)),
        {owner: name for _, owner, name, *_ in rows if owner},
    )


def views(seat: Seat) -> QuerySet[SavedView]:
    """The views that somebody keeps for themselves."""
    return SavedView.objects.for_seat(seat).filter(member=seat.member or 0).order_by("name", "pk")
