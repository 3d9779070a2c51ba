"""What somebody says of a topic when they raise it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from koers.domain import decisions, tables
from koers.domain.authority import DOMAIN_LIMIT, KINDS, MATTERS_OF_COURSE, Matter
from koers.domain.refusals import Refused

ORIGINS = ("tension", "idea", "calendar", "signal", "incident", "other")
#: What its author wants with it: that others know it, that you find out what you want, or that you decide.
AIMS = ("inform", "explore", "decide")
SIZES = decisions.SIZES
#: For matters of course: questions that help to say what it is about. Words are in `web/wording_topics.py`.
GUIDING: Mapping[str, tuple[str, ...]] = {
    "budget": ("budget_for", "budget_less", "budget_seen"),
    "strategy": ("strategy_whom", "strategy_instead", "strategy_seen"),
    "major_change": ("change_who", "change_stays", "change_back"),
    "course": ("course_common", "course_pull", "course_seen"),
}
QUESTION_LIMIT = 280
WORDS_LIMIT = 600
PRIORITY_LIMIT = 120
MOST_DOMAINS = 8
MOST_PARTIES = 12


@dataclass(frozen=True)
class Told:
    """A topic as its author tells it.

    `impact` says per domain how large it is. `amount` is in whole euros and `months` is for how long it
    binds; None is not known yet. `guide` holds answers to the guiding questions of its kind.
    """

    title: str
    question: str
    why_now: str = ""
    kind: str = "other"
    aim: str = "decide"
    origin: str = "other"
    decide_by: date | None = None
    impact: Mapping[str, str] = field(default_factory=dict)
    parties: tuple[str, ...] = ()
    priority: str = ""
    amount: int | None = None
    months: int | None = None
    irreversible: bool = False
    guide: Mapping[str, str] = field(default_factory=dict)

    @property
    def touched(self) -> tuple[str, ...]:
        """The domains on which it has an impact."""
        return tuple(domain for domain, size in self.impact.items() if size != "none")

    @property
    def large(self) -> tuple[str, ...]:
        """The domains on which its impact is large."""
        return tuple(domain for domain, size in self.impact.items() if size == "large")

    @property
    def matter(self) -> Matter:
        """What decides who may decide."""
        return Matter(self.kind, self.touched, self.amount, self.months, self.irreversible)


#: What the advice on how to treat a topic depends on: when one of these changes, it is looked at again.
WEIGHED = ("kind", "aim", "impact", "parties", "amount", "months", "irreversible")


def tidy(told: Told, today: date) -> Told:
    """A topic that says what it is about, and fits."""
    for value, known, name in (
        (told.kind, KINDS, "kind"),
        (told.aim, AIMS, "aim"),
        (told.origin, ORIGINS, "origin"),
    ):
        if value not in known:
            raise Refused("topic_unknown", name)
    return replace(
        told,
        title=tables.name(told.title, "title", tables.TITLE_LIMIT),
        question=_question(told.question),
        why_now=_fits(tables.tidy(told.why_now), "why_now", WORDS_LIMIT),
        priority=_fits(tables.tidy(told.priority), "priority", PRIORITY_LIMIT),
        decide_by=_day(told.decide_by, today),
        impact=_impact(told.impact),
        parties=_parties(told.parties),
        guide=_guide(told),
    )


def _question(typed: str) -> str:
    tidied = tables.tidy(typed)
    if not tidied:
        raise Refused("question_needed", "question")
    return _fits(tidied, "question", QUESTION_LIMIT)


def _day(day: date | None, today: date) -> date | None:
    if day is not None and day < today:
        raise Refused("decide_by_in_past", "decide_by", first=today)
    return day


def _impact(impact: Mapping[str, str]) -> dict[str, str]:
    """Each domain once, whatever its capitals; the larger of two impacts on the same one."""
    found: dict[str, tuple[str, str]] = {}
    for typed, size in impact.items():
        domain = _fits(tables.tidy(typed), "impact", DOMAIN_LIMIT)
        if size not in SIZES:
            raise Refused("impact_unknown", "impact")
        if not domain:
            continue
        name, before = found.get(domain.casefold(), (domain, "none"))
        found[domain.casefold()] = (name, max(before, size, key=SIZES.index))
    if len(found) > MOST_DOMAINS:
        raise Refused("too_many_lines", "impact", limit=MOST_DOMAINS)
    return dict(found.values())


def _parties(parties: Iterable[str]) -> tuple[str, ...]:
    tidied = dict.fromkeys(party for typed in parties if (party := tables.tidy(typed)))
    if len(tidied) > MOST_PARTIES:
        raise Refused("too_many_lines", "parties", limit=MOST_PARTIES)
    return tuple(_fits(party, "parties", tables.NAME_LIMIT) for party in tidied)


def _guide(told: Told) -> dict[str, str]:
    """Answers to the questions of this kind, as far as they were given."""
    asked = GUIDING.get(told.kind, ())
    given = {code: tables.tidy(told.guide.get(code, "")) for code in asked}
    return {code: _fits(text, code, WORDS_LIMIT) for code, text in given.items() if text}


def _fits(text: str, name: str, limit: int) -> str:
    if len(text) > limit:
        raise Refused("too_long", name, limit=limit, length=len(text))
    return text


def weighed_anew(before: Told, after: Told) -> bool:
    """Whether something changed that the advice depends on."""
    return any(getattr(before, name) != getattr(after, name) for name in WEIGHED)


def of_course(kind: str) -> bool:
    """Whether it touches the course of all."""
    return kind in MATTERS_OF_COURSE
