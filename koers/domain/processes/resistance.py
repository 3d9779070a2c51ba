"""Least resistance: the option that the group resists least. Its steps, its rules, its outcome."""

from dataclasses import replace
from datetime import datetime

from koers.domain.processes.case import Case, Outcome, Response, Sitting
from koers.domain.processes.envelope import ANSWERING, drafting, rules, staying, while_open
from koers.domain.refusals import Refused
from koers.engine.methods import resistance as counting
from koers.engine.methods.ballots import Ballots

#: Doing nothing is always an option, and its words say what that means.
NOTHING = "nothing"
LEAST_OPTIONS = 2
MOST_OPTIONS = 12
RESPONSES = ("scores",)
REASONED: tuple[str, ...] = ()
HIGHEST, STRONG = counting.HIGHEST, counting.STRONG

STAGES = ("draft", "collecting", "scoring", "improving")
ASKING = ("scoring",)

STEPS: dict[tuple[str, str], tuple[str, ...]] = {
    **drafting("collecting", "scoring"),
    # Everybody can add an option; none is weighed yet.
    **staying("collecting", "add_option", "ask_question", "answer_question", "add_to_electorate"),
    ("collecting", "ask_scores"): ("scoring",),
    # Everybody says of every option how much they resist it. Nobody sees how it stands.
    **staying("scoring", *ANSWERING, "ask_question", "answer_question", "add_to_electorate"),
    ("scoring", "close_process"): ("adopted", "rejected", "lapsed", "improving"),
    # Somebody resists the winner strongly: why, and can it be made better? Once.
    **staying("improving", "explain_resistance"),
    ("improving", "improve_option"): ("scoring",),
    ("improving", "leave_option"): ("adopted", "rejected"),
    **while_open("collecting", "scoring", "improving"),
}

RULES = rules(
    STEPS,
    add_option=("voter",),
    ask_scores=("leads",),
    explain_resistance=("voter", "strong_resistance"),
    improve_option=("proposer",),
    leave_option=("leads",),
)


def fits(case: Case) -> None:
    """Refuse terms and options that don't go with it. What doing nothing means is said in every case."""
    terms, options = case.terms, case.text.options
    if terms.silence == "silence_no_objection" or terms.secrecy == "secret":
        raise Refused("term_unfit", "secrecy" if terms.secrecy == "secret" else "silence")
    if not options or options[0].id != NOTHING or not options[0].text:
        raise Refused("nothing_missing", "nothing")
    if not terms.step_by_step and len(options) - 1 < LEAST_OPTIONS:
        raise Refused("options_missing", "options", least=LEAST_OPTIONS)
    check_options(case)


def check_options(case: Case) -> None:
    """Each option has words of its own, and there are no more than a page can hold."""
    options = case.text.options
    texts = {option.text.casefold() for option in options}
    if len({option.id for option in options}) < len(options) or len(texts) < len(options) or "" in texts:
        raise Refused("options_twice", "options")
    if len(options) > MOST_OPTIONS:
        raise Refused("options_too_many", "options", most=MOST_OPTIONS)


def first(case: Case) -> str:
    """Options are collected first, or it is asked at once how much each is resisted."""
    return "collecting" if case.terms.step_by_step else "scoring"


def at_opening(case: Case, now: datetime) -> Outcome | None:
    """Nothing is certain yet."""
    return None


def choices(case: Case) -> tuple[str, ...]:
    """What can be answered."""
    return RESPONSES


def known(case: Case) -> frozenset[str]:
    """Everything that could ever be answered; the values are looked at apart."""
    return frozenset(RESPONSES)


def said(case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
    """A value from 0 to 10 for every option: otherwise the sums wouldn't compare."""
    ids = [option.id for option in case.text.options]
    if left := [one for one in ids if one not in given.values]:
        raise Refused("values_missing", "values", left=len(left))
    if set(given.values) - set(ids) or any(not 0 <= n <= HIGHEST for n in given.values.values()):
        raise Refused("value_unfit", "values", lowest=0, highest=HIGHEST)
    return case


# --- what comes out


def count(case: Case) -> counting.Resistance:
    """The count of what was answered so far."""
    options = tuple(option.id for option in case.text.options)
    rows = [response.values for response in case.counting]
    return counting.count(Ballots.of(options, rows), unanswered=len(unanswered(case)), seed=case.lot)


def unanswered(case: Case) -> list[int]:
    """Who of V hasn't answered, whatever was agreed about that."""
    given = {response.member for response in case.counting}
    return [voter.member for voter in case.voters if voter.member not in given]


def outcome(case: Case, now: datetime) -> Outcome | None:
    """What comes out when the window ends; None when the winner can be improved first.

    The option with the lowest sum wins; ties by the lower highest value, fewer values from 8, the lower
    variance, and then a lot. When doing nothing wins it is rejected.
    """
    silent = [voter.member for voter in case.missing]
    if silent and case.terms.silence == "needs_answer":
        return Outcome("lapsed", "missing", now, figures(case) | {"missing": silent})
    if not case.counting:
        return Outcome("rejected", "no_votes", now, figures(case))
    winner = leading(case)
    if winner == NOTHING:
        return Outcome("rejected", "nothing_wins", now, figures(case))
    if strongly(case) and not case.rounds and case.stage == "scoring":
        return None
    return Outcome("adopted", "least_resistance", now, figures(case))


def leading(case: Case) -> str:
    """The option that is resisted least, after the lot where one is needed."""
    return count(case).standing.winners[0]


def strongly(case: Case) -> list[int]:
    """Who gave the leading option 8 or more."""
    winner = leading(case)
    return [response.member for response in case.counting if response.values[winner] >= STRONG]


def goes_on(case: Case, came: Sitting | None, now: datetime) -> Case:
    """The window ended with strong resistance to the winner: reasons, and once an improvement."""
    return replace(case, stage="improving")


def figures(case: Case) -> dict[str, object]:
    """What an outcome of least resistance rests on, per option in the order of the count."""
    found: dict[str, object] = {
        "voters": len(case.voters),
        "answered": len(case.counting),
        "improved": bool(case.rounds),
    }
    if not case.counting:
        return found
    counted = count(case)
    return found | {
        "winner": counted.standing.winners[0],
        "order": [list(tied) for tied in counted.standing.order],
        "options": {one: _resisted(fared) for one, fared in counted.resisted.items()},
        "unanswered": counted.unanswered,
        "firm": counted.firm,
        "drawn": [list(draw.between) for draw in counted.standing.draws],
        **({"lot": case.lot} if counted.standing.draws else {}),
    }


def _resisted(fared: counting.Resisted) -> dict[str, object]:
    return {
        "sum": fared.total,
        "acceptance": str(fared.acceptance),
        "highest": fared.highest,
        "strong": fared.strong,
        "variance": str(fared.variance),
    }
