"""What was told, ready to be shown: slots, sentences, first steps. The same on wall, phone and paper."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from koers.apps.people.models import Member
from koers.apps.readbacks import queries
from koers.apps.readbacks.models import Readback, Telling
from koers.domain import readbacks
from koers.domain.readbacks import OWN, Reading, Wording
from koers.domain.seats import Seat
from koers.web import wording_readbacks as words
from koers.web.drawing.names import called


@dataclass(frozen=True)
class Answer:
    """One wording, with whose telling stands for it when it is laid together with another."""

    says: str
    people: list[Member]
    telling: int


@dataclass(frozen=True)
class Column:
    """Wordings that say the same; `stands_out` when another says it with more people."""

    answers: list[Answer]
    stands_out: bool


@dataclass(frozen=True)
class Row:
    """One slot, side by side."""

    slot: str
    title: str
    state: str
    state_says: str
    silent: bool
    columns: list[Column]
    figures: list[str]
    may_lay: bool
    is_laid: bool


@dataclass(frozen=True)
class Sentence:
    """Somebody's sentence with what others say of it."""

    pk: int
    member: Member
    text: str
    step: str
    counts: Mapping[str, int]
    own_tag: str


@dataclass(frozen=True)
class Seen:
    """Everything of a readback that may be shown to somebody who told."""

    standing: Mapping[str, Reading]
    rows: list[Row]
    sentences: list[Sentence]
    headline: str
    lede: str
    steps: str
    tags: str
    alike: bool


def seen(readback: Readback, tellings: Sequence[Telling], seat: Seat | None = None) -> Seen:
    """Laid out for this seat; for nobody in particular behind a shared link."""
    laid = queries.laid_together(readback)
    standing = queries.standing_of(readback, tellings, laid)
    tagged, names = queries.tagged(seat, readback), queries.names(readback, tellings)
    first = [telling for telling in tellings if telling.lap == 1]
    return Seen(
        standing=standing,
        rows=rows_of(tellings, standing, laid, names),
        sentences=[_sentence(telling, tagged) for telling in first],
        headline=words.headline(standing) if tellings else "",
        lede=words.lede(standing) if tellings else "",
        steps=_steps(first) if OWN in readback.laps[0] else "",
        tags=words.tags_say(tagged.divergence),
        alike=readbacks.understood_alike(standing),
    )


def rows_of(
    tellings: Sequence[Telling],
    standing: Mapping[str, Reading],
    laid: queries.Laid,
    names: Mapping[int, str],
) -> list[Row]:
    """Slot by slot, as it stands."""
    by_lap = {(telling.member_id, telling.lap): telling for telling in tellings}
    return [
        Row(
            slot=slot,
            title=str(words.SLOT[slot]),
            state=reading.state,
            state_says=words.state(reading),
            silent=words.nobody_said(reading),
            columns=_columns(reading, by_lap, names),
            figures=words.figures(reading),
            may_lay=_may_lay(reading),
            is_laid=bool(laid.get((slot, reading.lap))),
        )
        for slot, reading in standing.items()
        if reading.state != "not_asked"
    ]


def _columns(
    reading: Reading, by_lap: Mapping[tuple[int, int], Telling], names: Mapping[int, str]
) -> list[Column]:
    sizes = [len(group.tellers) for group in reading.groups]
    # Which of two equal groups would be the odd one out? Then all of them stand out.
    most = max(sizes) if sizes.count(max(sizes)) == 1 else 0
    return [
        Column(
            answers=[_answer(wording, reading.lap, by_lap, names) for wording in group.wordings],
            stands_out=len(sizes) > 1 and len(group.tellers) != most,
        )
        for group in reading.groups
    ]


def _answer(
    wording: Wording, lap: int, by_lap: Mapping[tuple[int, int], Telling], names: Mapping[int, str]
) -> Answer:
    tellings = [by_lap[teller, lap] for teller in wording.tellers]
    return Answer(words.said(wording.said, names), [one.member for one in tellings], tellings[0].pk)


def _may_lay(reading: Reading) -> bool:
    """Whether there are two wordings here of which people could say that they are the same."""
    firsts = [group.wordings[0].said for group in reading.groups]
    return any(readbacks.may_lay_together(one, other) for one in firsts for other in firsts if one != other)


def _sentence(telling: Telling, tagged: queries.Tagged) -> Sentence:
    return Sentence(
        pk=telling.pk,
        member=telling.member,
        text=telling.sentence,
        step=telling.told().on(OWN).value,
        counts=tagged.counts.get(telling.pk, {}),
        own_tag=tagged.own.get(telling.pk, ""),
    )


def _steps(first: Sequence[Telling]) -> str:
    names = called([telling.member.name for telling in first])
    has_step = [bool(telling.told().on(OWN).value) for telling in first]
    named = [name for name, has in zip(names, has_step, strict=True) if has]
    without = [name for name, has in zip(names, has_step, strict=True) if not has]
    return words.steps_say(named, without)


def still_writing(chairs: Sequence[Member], told: Container[int]) -> tuple[list[Member], list[Member]]:
    """Who of those who sit has told in this lap, and who hasn't yet."""
    sitting = [chair for chair in chairs if chair.taken or chair.pk in told]
    return [c for c in sitting if c.pk in told], [c for c in sitting if c.pk not in told]


def tag_choices() -> list[tuple[str, Any]]:
    """Same, different, I don't know."""
    return [(tag, words.TAG[tag]) for tag in readbacks.TAGS]
