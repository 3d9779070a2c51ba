"""Reading the course of a team."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.db.models import Case, DateField, OuterRef, Prefetch, QuerySet, Subquery, Value, When

from koers.apps.direction.models import (
    Document,
    Draft,
    Interest,
    LevelPick,
    LevelRound,
    NotDoing,
    Priority,
    Progress,
    Sentence,
    SentenceRound,
    Yardstick,
)
from koers.apps.ledger.models import Entry, Link, StreamModel
from koers.apps.people import queries as people
from koers.apps.people.models import Member
from koers.domain.direction import documents, priorities, sentence
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat

#: What begins and what ends the deciding on a draft.
DECIDING = ("open_process", "close_process", "withdraw_proposal")
S = TypeVar("S", bound=StreamModel)


def ours(model: type[S], seat: Seat) -> QuerySet[S]:
    """What is of this seat's own team."""
    return cast("QuerySet[S]", model.objects.for_seat(seat).filter(stream=seat.stream))


def the(model: type[S], seat: Seat, pk: int) -> S:
    """One thing of this seat's own team."""
    found = ours(model, seat).filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


# --- the success sentence


def rounds(seat: Seat) -> QuerySet[SentenceRound]:
    """The times that this team looked for its sentence, latest first."""
    return ours(SentenceRound, seat).select_related("team").order_by("-number")


def round_at(seat: Seat, number: int) -> SentenceRound:
    """The one with this number."""
    found = rounds(seat).filter(number=number).first()
    if found is None:
        raise NotHere
    return found


def open_round(seat: Seat) -> SentenceRound | None:
    """The one that goes on now."""
    return rounds(seat).filter(ended=None).first()


@dataclass(frozen=True)
class Standing:
    """How it stands with a round of the sentence, for one seat."""

    round: SentenceRound
    given: list[Sentence]
    writing: list[Member]
    own: Sentence | None
    #: Whether this seat sees the others' sentences.
    sees: bool

    @property
    def authors(self) -> list[int]:
        """Who gave a sentence, in seat order."""
        return [one.member_id for one in self.given]


def standing(seat: Seat, found: SentenceRound) -> Standing:
    """Who gave theirs and who is still writing."""
    given = list(Sentence.objects.filter(round=found).select_related("member"))
    gave = {one.member_id for one in given}
    writing = [chair for chair in people.table(seat) if chair.taken and chair.pk not in gave]
    own = next((one for one in given if one.member_id == seat.member), None)
    member = seat.member if seat.has("member") else None
    return Standing(found, given, writing, own, sentence.may_see(found.stage, member, gave))


def came_of(seat: Seat, found: SentenceRound) -> Draft | None:
    """The draft that a round ended in."""
    links = Link.objects.filter(stream=found.stream_id, kind="came_from", source=found.code)
    codes = [target.partition(":") for target in links.values_list("target", flat=True)]
    numbers = [int(pk) for name, _, pk in codes if name == Draft.label]
    return ours(Draft, seat).filter(pk__in=numbers).select_related("document").first() if numbers else None


# --- documents and agreements


def adopted(seat: Seat) -> list[Document]:
    """Every text that holds, documents in their fixed order, agreements by name."""
    held = ours(Document, seat).filter(ended=None, version__gt=0)
    return sorted(held, key=lambda one: (documents.KINDS.index(one.kind), one.title, one.pk))


def the_sentence(seat: Seat) -> str:
    """The success sentence that holds, or nothing."""
    held = ours(Document, seat).filter(kind="sentence", version__gt=0)
    return held.values_list("text", flat=True).first() or ""


def sentence_of_table() -> Subquery:
    """The sentence that holds, as a column beside rows of the same stream."""
    held = Document.objects.filter(stream=OuterRef("stream"), kind="sentence", version__gt=0)
    return Subquery(held.values("text")[:1])


def drafts(seat: Seat) -> QuerySet[Draft]:
    """What was written and isn't settled yet."""
    return ours(Draft, seat).filter(state="open").select_related("document")


def versions(document: Document) -> list[Draft]:
    """Its versions, latest first."""
    return list(Draft.objects.filter(document=document, state="adopted").order_by("-version"))


def agreed_in(seat: Seat, rows: Iterable[int]) -> dict[int, int]:
    """Per row of the matrix the number of the round in which its level was agreed, where it was."""
    found = level_rounds(seat).filter(row__in=list(rows)).order_by("number")
    return dict(found.values_list("row_id", "number"))


def in_decision(draft: Draft) -> bool:
    """Whether the team decides on it now: the ledger's last word on a proposal about it is its opening."""
    about = Link.objects.filter(kind="about", target=draft.code, stream=draft.stream_id)
    said = Entry.objects.filter(stream=draft.stream_id, subject__in=about.values("source"))
    last = said.filter(deed__in=DECIDING).order_by("-seq").values_list("deed", flat=True).first()
    return last == "open_process"


def past_review(seat: Seat, today: date) -> int:
    """How many texts are past the day on which they would be looked at again."""
    return ours(Document, seat).filter(ended=None, version__gt=0, review_on__lt=today).count()


# --- priorities and what goes with them


def all_priorities(seat: Seat) -> list[Priority]:
    """Every one that this team ever named, oldest first, with what was said of it, latest first."""
    words = Prefetch("progress", Progress.objects.order_by("-pk"))
    return list(ours(Priority, seat).prefetch_related(words).order_by("pk"))


def standing_priorities(seat: Seat) -> list[Priority]:
    """Those that stand, oldest first."""
    return list(ours(Priority, seat).filter(state=priorities.STANDING).order_by("pk"))


def not_doing(seat: Seat) -> list[NotDoing]:
    """What the team doesn't do."""
    return list(ours(NotDoing, seat).filter(ended=None).order_by("-year", "pk"))


def touched(seat: Seat, given: str) -> list[NotDoing]:
    """What the team doesn't do, and this text seems to be about."""
    return [one for one in not_doing(seat) if priorities.ruled_out(one.text, given)]


def yardsticks(seat: Seat) -> list[Yardstick]:
    """The yardstick that holds, and those before it."""
    return list(ours(Yardstick, seat).order_by("-pk"))


def yardstick(seat: Seat) -> Sequence[str]:
    """The kinds of decisions that pass it now."""
    newest = ours(Yardstick, seat).order_by("-pk").first()
    return newest.kinds if newest else ()


# --- delegation levels


def level_rounds(seat: Seat) -> QuerySet[LevelRound]:
    """What was asked of this team, latest first."""
    return ours(LevelRound, seat).select_related("team").order_by("-number")


def level_round_at(seat: Seat, number: int) -> LevelRound:
    """The one with this number."""
    found = level_rounds(seat).filter(number=number).first()
    if found is None:
        raise NotHere
    return found


def open_levels(seat: Seat) -> LevelRound | None:
    """The one that goes on now."""
    return level_rounds(seat).filter(ended=None).first()


def picks(found: LevelRound) -> list[LevelPick]:
    """What was picked in this lap, in seat order."""
    return list(LevelPick.objects.filter(round=found, lap=found.lap).select_related("member"))


# --- interests


def interests(seat: Seat) -> QuerySet[Interest]:
    """The whole organisation's register, by team and by person."""
    return Interest.objects.for_seat(seat).select_related("team", "member")


def own_interests(seat: Seat) -> list[Interest]:
    """What whoever sits here declared."""
    return list(ours(Interest, seat).filter(member=seat.member)) if seat.has("member") else []


# --- for the mirror


def landmarks(seat: Seat) -> list[tuple[str, int, str, bool, date | None]]:
    """Priorities that stand and texts that hold, in one question.

    Each row: the kind of a text ("" is a priority), its number, what it is called, whether a priority says
    how it is seen, and the day on which a text would be looked at again.
    """
    standing = ours(Priority, seat).filter(state=priorities.STANDING).order_by()
    held = ours(Document, seat).filter(ended=None, version__gt=0).order_by()
    no_day = Value(None, output_field=DateField())
    seen = Case(When(seen_by="", then=Value(False)), default=Value(True))
    rows = standing.annotate(of=Value(""), seen=seen, day=no_day).values_list(
        "of", "pk", "title", "seen", "day"
    )
    texts = held.annotate(seen=Value(True)).values_list("kind", "pk", "title", "seen", "review_on")
    return list(rows.union(texts, all=True))
