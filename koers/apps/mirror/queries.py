"""Reading what a team did: six questions to the database, whatever there is."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from koers.apps.actions.models import Action
from koers.apps.decisions import queries as deciding
from koers.apps.decisions.models import Decision, Process, Review, Version
from koers.apps.decisions.records import queries as records
from koers.apps.direction import queries as course
from koers.apps.ledger import clock
from koers.apps.ledger.models import Link
from koers.apps.topics import queries as topics_of
from koers.domain import decisions, topics
from koers.domain.seats import Seat
from koers.domain.signals import Brought, Decided, Mattering, Promised, Standing, TeamHistory, Window


class Told(NamedTuple):
    """What the database counts beside a decision."""

    tellers: int
    told_at: datetime | None
    untold: int
    looked: int
    next_on: date | None


def history(seat: Seat) -> TeamHistory:
    """Everything the facts are counted from."""
    return TeamHistory(_decisions(seat), _windows(seat), _actions(seat), *_course(seat), _topics(seat))


def _decisions(seat: Seat) -> tuple[Decided, ...]:
    newest = Review.objects.filter(decision=OuterRef("pk")).order_by("-pk")
    untold = Count("audiences", filter=Q(audiences__told=None, audiences__pk__isnull=False), distinct=True)
    here = records.of_team(seat).exclude(method=decisions.IMPORTED)
    rows = list(
        here.annotate(
            tellers=Count("audiences", distinct=True),
            told_at=Max("audiences__told"),
            untold=untold,
            looked=Count("reviews", distinct=True),
            next_on=Subquery(newest.values("next_on")[:1]),
            made=Subquery(_made()),
        )
    )
    read = records.readbacks_of(seat, *rows)
    stages = {code: readback.stage for code, readback in read.items()}
    return tuple(
        _decided(
            row,
            Told(row.tellers, row.told_at, row.untold, row.looked, row.next_on),
            stages.get(row.code),
            row.made or 0,
        )
        for row in rows
    )


def _made() -> QuerySet[Link, Any]:
    """How many things came from a decision, as a column beside it."""
    code = Concat(Value("decision:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    came = Link.objects.filter(kind="came_from", source=code).order_by().values("source")
    return came.annotate(n=Count("pk")).values("n")


def _decided(row: Decision, of: Told, stage: str | None, actions: int) -> Decided:
    plan = row.record["plan"]
    understanding = decisions.understanding(stage) if stage else ""
    told = of.told_at if of.tellers and not of.untold else None
    due = of.next_on or row.review_on
    assert due is not None  # only what came in from elsewhere may have none, and that isn't among these
    return Decided(
        link=row.number,
        sealed=clock.day(row.sealed),
        review_on=due,
        has_owner=row.owner_id is not None,
        has_effect=bool(plan.get("effect") or plan.get("expects")),
        actions=actions,
        told=clock.day(told) if told else None,
        to_tell=bool(of.tellers),
        reviewed=bool(of.looked) and of.next_on is None,
        understanding=understanding,
        changed=bool(row.changed_by()),
        replaces=row.replaces_id is not None,
        called=f"{row.number} {row.title}",
    )


def _windows(seat: Seat) -> tuple[Window, ...]:
    """Those that ended and were answered by name: of a secret ballot nobody knows who answered.

    What is counted is what the outcome rests on: who left meanwhile, and answers to an older text, aren't.
    """
    ended = deciding.of_team(seat).filter(closes__isnull=False, outcome__figures__voters__isnull=False)
    newest = Version.objects.filter(process=OuterRef("pk")).order_by("-seq")
    rows = ended.exclude(terms__secrecy="secret").annotate(title=Subquery(newest.values("title")[:1]))
    return tuple(_window(row, row.title) for row in rows)


def _window(row: Process, title: str) -> Window:
    outcome = row.the_outcome()
    assert outcome is not None
    figures = outcome.figures
    answered = figures.get("answered", figures.get("present", 0))
    return Window(f"process:{row.number}", clock.day(outcome.at), figures["voters"], answered, title)


def _actions(seat: Seat) -> tuple[Promised, ...]:
    rows = Action.objects.for_seat(seat).select_related("owner")
    return tuple(
        Promised(
            f"action:{row.pk}",
            clock.day(row.agreed),
            row.due,
            bool(row.outcome),
            not row.without_owner,
            row.text,
        )
        for row in rows
    )


def _course(seat: Seat) -> tuple[tuple[Mattering, ...], tuple[Standing, ...]]:
    """Priorities that stand, and texts with a day; one without a title goes by its kind."""
    rows = course.landmarks(seat)
    priorities = [
        Mattering(f"priority:{pk}", bool(seen), called) for kind, pk, called, seen, _ in rows if not kind
    ]
    texts = [
        Standing(f"document:{pk}", day, called or kind) for kind, pk, called, _, day in rows if kind and day
    ]
    return tuple(priorities), tuple(texts)


def _topics(seat: Seat) -> tuple[Brought, ...]:
    return tuple(
        Brought(
            row.code,
            clock.day(row.raised),
            row.state in topics.GOING,
            row.triaged is not None and row.state != "open",
            row.owner is not None and row.owner.left is None and row.owner.taken,
            row.postponed,
            called=row.title,
        )
        for row in topics_of.of_team(seat)
    )
