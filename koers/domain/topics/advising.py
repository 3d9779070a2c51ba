"""Is this a matter for a meeting at all? The advice on how to treat a topic, with its reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from koers.domain import tables
from koers.domain.authority import Answer, Mandate, Row, touched, who_decides
from koers.domain.refusals import Refused
from koers.domain.topics.telling import WORDS_LIMIT, Told, of_course

#: The ways, from what asks least of the team to what asks most.
WAYS = (
    "update_is_enough", "belongs_to_role", "within_mandate", "decide_in_window", "explore", "joint_session",
)  # fmt: skip
#: From so many times on, a topic that was postponed or came back is taken up together.
OFTEN = 3
#: A matter of course with a large impact on so many domains is for all of them.
SEVERAL = 2


@dataclass(frozen=True)
class Facts:
    """What the advice is made of: the topic, who is said to carry it, and how the team decides.

    `role` is the name of a role of which somebody says that this falls under what it decides about, and
    `mandate` one of which somebody says that it covers this. `returned` counts how often the topic was
    postponed or opened again.
    """

    told: Told
    rows: tuple[Row, ...]
    today: date
    role: str = ""
    mandate: Mandate | None = None
    contested: bool = False
    returned: int = 0

    @property
    def answer(self) -> Answer:
        """Who may decide it, and how."""
        return who_decides(
            self.told.matter, self.rows, self.today, role=bool(self.role), mandate=self.mandate
        )


@dataclass(frozen=True)
class Reason:
    """Why, as a code with what its sentence needs."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Advice:
    """How to treat a topic, why, and who may decide it."""

    way: str
    reasons: tuple[Reason, ...]
    answer: Answer


def advise(facts: Facts) -> Advice:
    """The way that asks no more of the team than this topic needs.

    Something to know is an update, unless it touches a domain much: then people have questions. What a role
    or a mandate carries stays there, except a matter of course that is everybody's. What keeps coming back,
    what you see differently, and what the matrix gives to all parties is for a joint session.
    """
    answer = facts.answer
    if facts.told.aim == "inform":
        return Advice(*_told(facts), answer)
    if of_all := tuple(_of_all(facts)):
        return Advice("joint_session", of_all, answer)
    carried = answer.by in ("role", "mandate") and facts.told.aim == "decide"
    if not carried and (together := tuple(_together(facts))):
        return Advice("joint_session", together, answer)
    if facts.told.aim == "explore":
        return Advice("explore", (Reason("wants_exploring"),), answer)
    return Advice(*_decided(facts, answer), answer)


def _told(facts: Facts) -> tuple[str, tuple[Reason, ...]]:
    if facts.told.large:
        return "explore", (Reason("large_impact", {"domains": list(facts.told.large)}),)
    return "update_is_enough", (Reason("nothing_to_decide"),)


def _of_all(facts: Facts) -> Iterator[Reason]:
    """A matter of course that several domains feel much, or in which others take part."""
    told = facts.told
    if not of_course(told.kind):
        return
    if len(told.large) >= SEVERAL:
        yield Reason("course_large", {"domains": list(told.large)})
    if told.parties:
        yield Reason("course_parties", {"parties": list(told.parties)})


def _together(facts: Facts) -> Iterator[Reason]:
    """What is better talked through together, as long as nobody carries it alone."""
    told = facts.told
    if any(row.who == "all_parties" for row in touched(facts.rows, told.kind, told.touched)):
        yield Reason("matrix_all_parties", {"kind": told.kind})
    if facts.contested and len(told.touched) >= SEVERAL:
        yield Reason("contested", {"domains": list(told.touched)})
    if facts.returned >= OFTEN:
        yield Reason("keeps_returning", {"times": facts.returned})


def _decided(facts: Facts, answer: Answer) -> tuple[str, tuple[Reason, ...]]:
    asks = (Reason("asks_advice"),) if answer.method == "advice" else ()
    if answer.by == "role":
        return "belongs_to_role", (Reason("role_decides", {"role": facts.role}), *asks)
    if answer.by == "mandate":
        assert facts.mandate is not None
        return "within_mandate", (Reason("mandate_covers", {"domain": facts.mandate.domain}), *asks)
    how = {"kind": facts.told.kind, "method": answer.method, "days": answer.row.days}
    if answer.refused:
        return "decide_in_window", (Reason("refused", plain(answer.refused)), Reason("then_together", how))
    return "decide_in_window", (Reason("matrix_says", how),)


def plain(refused: Refused) -> dict[str, Any]:
    """A refusal as data: its code, and its facts with days as text."""
    shown = {
        name: fact.isoformat() if isinstance(fact, date) else fact for name, fact in refused.facts.items()
    }
    return {"code": refused.code, "facts": shown}


# --- choosing a way


def choose(way: str, because: str, facts: Facts, advice: Advice) -> str:
    """The reason for this way: none is needed for the advised one.

    Another way can always be chosen with a reason, but nobody decides beyond a mandate or without a role.
    """
    if way not in WAYS:
        raise Refused("treatment_missing", "way")
    _may(way, facts, advice.answer)
    reason = tables.tidy(because)
    if len(reason) > WORDS_LIMIT:
        raise Refused("too_long", "because", limit=WORDS_LIMIT, length=len(reason))
    if way != advice.way and not reason:
        raise Refused("other_way_because", "because")
    return reason


def _may(way: str, facts: Facts, answer: Answer) -> None:
    if way == "within_mandate" and answer.by != "mandate":
        if facts.mandate is not None and answer.refused is not None:
            raise _at(answer.refused, "mandate")
        raise Refused("mandate_needed", "mandate")
    if way == "belongs_to_role" and answer.by != "role":
        if facts.role and answer.refused is not None:
            raise _at(answer.refused, "role")
        raise Refused("role_needed", "role")


def _at(refused: Refused, name: str) -> Refused:
    """The same refusal, at the field where it can be mended."""
    return Refused(refused.code, name, **refused.facts)
