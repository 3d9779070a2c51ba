"""Reading checks: where the team is, who has written, what came of it, and who guards when."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from koers.apps.actions import queries as actions
from koers.apps.actions.models import Action
from koers.apps.checks.models import Check, Former, Line, Rhythm, Term, Willing
from koers.apps.people import queries as people
from koers.apps.people.models import Member
from koers.domain import checks
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat


def of_team(seat: Seat) -> QuerySet[Check]:
    """The team's checks, latest first."""
    return Check.objects.for_seat(seat).select_related("team").order_by("-number")


def check_at(seat: Seat, number: int) -> Check:
    """The check with this number. `NotHere` for whoever doesn't belong to the team."""
    check = of_team(seat).filter(number=number).first()
    if check is None:
        raise NotHere
    return check


def open_one(seat: Seat) -> Check | None:
    """The check that the team is in the middle of."""
    return of_team(seat).filter(ended=None).first()


def formers(check: Check) -> list[Former]:
    """The former agreements on the table, by day."""
    return list(check.formers.select_related("action__owner").order_by("action__due", "pk"))


def lines(check: Check) -> dict[str, list[Line]]:
    """What was written, per step, in seat order. Who passed is there without text."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in Line.objects.filter(check_at=check).select_related("member").order_by("member__number", "pk"):
        found[line.step].append(line)
    return found


def wrote(by_step: dict[str, list[Line]], step: str) -> set[int]:
    """Who has had their turn in this step."""
    return {line.member_id for line in by_step.get(step, ())}


def must_write(seat: Seat, check: Check, by_step: dict[str, list[Line]]) -> bool:
    """First alone, then together: whoever sits sees the others' lines of a step only after their own."""
    alone = check.is_open and check.stage in checks.ALONE and seat.has("member")
    return alone and seat.member not in wrote(by_step, check.stage)


def agreed_in(seat: Seat, check: Check) -> QuerySet[Action]:
    """What was agreed at the end of this check."""
    return actions.came_from(seat, check.code)


# --- when the next one is


@dataclass(frozen=True)
class Coming:
    """The next check, as the home of the team says it."""

    rhythm: Rhythm | None
    weeks: int
    day: date | None
    weeks_late: int
    #: The number of the check that goes on now, and who is asked to guard the process.
    open_check: int | None = None
    asked: str = ""


def coming(seat: Seat, today: date) -> Coming:
    """When the next check is, and whether it is later than eight weeks after the last."""
    of_team = {"stream": OuterRef("stream")}
    going_on = Check.objects.filter(**of_team, ended=None).values("number")[:1]
    asked = Term.objects.filter(**of_team, state="asked").values("member__name")[:1]
    found = Rhythm.objects.for_seat(seat).annotate(going_on=Subquery(going_on), asked=Subquery(asked))
    rhythm = found.first()
    if rhythm is None:
        return Coming(None, checks.USUAL_WEEKS, None, 0)
    late = checks.weeks_late(rhythm.last, today) if rhythm.last else 0
    return Coming(rhythm, rhythm.weeks, rhythm.next, late, rhythm.going_on, rhythm.asked or "")


def day_of(moment: datetime) -> date:
    """The day this moment falls on, here."""
    return timezone.localtime(moment).date()


# --- who guards


def terms(seat: Seat) -> list[Term]:
    """Every term of this team and every time somebody was asked, in order of time."""
    return list(Term.objects.for_seat(seat).select_related("member").order_by("pk"))


def asked_now(all_terms: Iterable[Term]) -> Term | None:
    """Who is asked to take over, and hasn't answered yet."""
    return next((term for term in all_terms if term.state == "asked"), None)


def open_handover(seat: Seat) -> Term | None:
    """The same, when nothing else of the story is needed."""
    return Term.objects.for_seat(seat).filter(state="asked").select_related("member").first()


def served(all_terms: Iterable[Term]) -> list[int]:
    """Who guarded, term by term, the first first."""
    began = [(term.began, term.pk, term.member_id) for term in all_terms if term.began]
    return [member for _, _, member in sorted(began)]


def unwilling(seat: Seat) -> set[int]:
    """Who said not to want it now."""
    said = Willing.objects.for_seat(seat).filter(willing=False)
    return set(said.values_list("member", flat=True))


def willing_of(chairs: Iterable[Member], no: Collection[int]) -> list[int]:
    """Who can be asked next, in seat order: who sits, hasn't said no, and doesn't guard already."""
    return [chair.pk for chair in chairs if chair.taken and not chair.guardian and chair.pk not in no]


def who_guards(seat: Seat) -> list[int]:
    """Whom a check asks something of: the guardian, or who facilitates as long as there is none."""
    here = Member.objects.for_seat(seat).filter(left=None, person__isnull=False)
    guardian = list(here.filter(guardian=True).values_list("pk", flat=True))
    return guardian or list(here.filter(facilitator=True).values_list("pk", flat=True))


def over() -> QuerySet[Term]:
    """Terms of who left the team or their chair, and that nobody ended yet: for the clock."""
    gone = Q(member__left__isnull=False) | Q(member__person=None)
    stopped = Q(state="serving", member__guardian=False)
    open_terms = Term.objects.filter(state__in=("serving", "asked"))
    return open_terms.filter(gone | stopped).select_related("stream")


def table(seat: Seat) -> list[Member]:
    """The chairs around the table, in seat order."""
    return list(people.table(seat))
