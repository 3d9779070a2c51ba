"""Ranked and scored: everybody puts the options in order, or scores them. Its steps, rules and outcome."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from koers.domain.processes.case import BLANK, Case, Outcome, Response, Sitting
from koers.domain.processes.envelope import ANSWERING, TALKING, WRITING, drafting, rules, staying, while_open
from koers.domain.processes.resistance import check_options, unanswered
from koers.domain.refusals import Refused
from koers.engine.methods import approval, irv, schulze, star
from koers.engine.methods.ballots import Ballots, tallies

RESPONSES = ("ballot", BLANK)
REASONED: tuple[str, ...] = ()
LEAST_OPTIONS = 3
#: What a value may be, per way of counting: ranks begin at 1, and one for every option is enough.
RANKS = ("schulze", "irv")
HIGHEST = {"star": 5, "approval": 1}
COUNTED = ("schulze", "irv", "star", "approval")

STAGES = ("draft", "ranking")
ASKING = ("ranking",)

STEPS: dict[tuple[str, str], tuple[str, ...]] = {
    **drafting("ranking"),
    **staying("ranking", *ANSWERING, *TALKING, *WRITING, "add_to_electorate"),
    ("ranking", "close_process"): ("adopted", "rejected", "lapsed"),
    **while_open("ranking"),
}

RULES = rules(STEPS)


def fits(case: Case) -> None:
    """Refuse terms and options that don't go with it."""
    terms = case.terms
    if terms.rule not in COUNTED:
        raise Refused("rule_unknown", "rule")
    if terms.silence == "silence_no_objection" or terms.secrecy == "secret":
        raise Refused("term_unfit", "secrecy" if terms.secrecy == "secret" else "silence")
    if len(case.text.options) < LEAST_OPTIONS:
        raise Refused("options_missing", "options", least=LEAST_OPTIONS)
    check_options(case)


def first(case: Case) -> str:
    """Everybody is asked at once."""
    return "ranking"


def at_opening(case: Case, now: datetime) -> Outcome | None:
    """Nothing is certain yet."""
    return None


def choices(case: Case) -> tuple[str, ...]:
    """What can be answered: a ballot, or nothing on it."""
    return RESPONSES


def known(case: Case) -> frozenset[str]:
    """Everything that could ever be answered; the values are looked at apart."""
    return frozenset(RESPONSES)


def said(case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
    """Ranks or scores that this way of counting knows. An option that is left out has no opinion."""
    if (given.choice == BLANK) != (not given.values):
        raise Refused("ballot_empty", "values")
    lowest, highest = span(case)
    options = {option.id for option in case.text.options}
    if set(given.values) - options or any(not lowest <= n <= highest for n in given.values.values()):
        raise Refused("value_unfit", "values", lowest=lowest, highest=highest)
    if case.terms.rule == "irv" and len(set(given.values.values())) < len(given.values):
        raise Refused("ranks_equal", "values")
    return case


def goes_on(case: Case, came: Sitting | None, now: datetime) -> Case:
    """It always comes to an outcome."""
    raise LookupError("a ranking ends when its window does")


def span(case: Case) -> tuple[int, int]:
    """The lowest and the highest value that can be given to an option."""
    if case.terms.rule in RANKS:
        return 1, len(case.text.options)
    return 0, HIGHEST[case.terms.rule]


# --- what comes out


def ballots(case: Case) -> Ballots:
    """What was answered so far, as the engine counts it."""
    options = tuple(option.id for option in case.text.options)
    return Ballots.of(options, [response.values for response in case.counting if response.values])


def outcome(case: Case, now: datetime) -> Outcome:
    """What comes out when the window ends: the option that wins by the chosen way of counting.

    Ties are drawn with the lot whose hash was published at the opening. Without any ballot it is rejected.
    """
    silent = [voter.member for voter in case.missing]
    if silent and case.terms.silence == "needs_answer":
        return Outcome("lapsed", "missing", now, figures(case) | {"missing": silent})
    if not any(response.values for response in case.counting):
        return Outcome("rejected", "no_votes", now, figures(case))
    return Outcome("adopted", case.terms.rule, now, figures(case) | COUNT[case.terms.rule](case))


def figures(case: Case) -> dict[str, Any]:
    """What an outcome rests on, whatever way it is counted."""
    given = [response for response in case.counting if response.values]
    return {
        "rule": case.terms.rule,
        "voters": len(case.voters),
        "ballots": len(given),
        "blank": len(case.counting) - len(given),
        "unanswered": len(unanswered(case)),
    }


def _standing(case: Case, counted: Any) -> dict[str, Any]:
    standing, missing = counted.standing, len(unanswered(case))
    return {
        "winner": standing.winners[0],
        "order": [list(tied) for tied in standing.order],
        "holds_against": counted.holds_against,
        "firm": missing <= counted.holds_against or not missing,
        "drawn": [list(draw.between) for draw in standing.draws],
        **({"lot": case.lot} if standing.draws else {}),
    }


def _schulze(case: Case) -> dict[str, Any]:
    found = schulze.count(ballots(case), seed=case.lot)
    rows = zip(found.options, found.pairs.tolist(), strict=True)
    pairs = {one: dict(zip(found.options, row, strict=True)) for one, row in rows}
    return _standing(case, found) | {"pairs": pairs, "condorcet": found.condorcet}


def _irv(case: Case) -> dict[str, Any]:
    found = irv.count(ballots(case), seed=case.lot)
    rounds = [
        {"votes": dict(one.votes), "exhausted": one.exhausted, "out": list(one.out)} for one in found.rounds
    ]
    return _standing(case, found) | {"rounds": rounds}


def _star(case: Case) -> dict[str, Any]:
    found = star.count(ballots(case), seed=case.lot)
    rounds = [
        {"finalists": list(one.finalists), "votes": list(one.votes), "winner": one.winner}
        for one in found.rounds
    ]
    return _standing(case, found) | {"rounds": rounds, "scores": _scores(case)}


def _approval(case: Case) -> dict[str, Any]:
    return _standing(case, approval.count(ballots(case), seed=case.lot)) | {"scores": _scores(case)}


def _scores(case: Case) -> Mapping[str, list[int]]:
    return {one: [tally.total, tally.opinions] for one, tally in tallies(ballots(case)).items()}


COUNT: dict[str, Callable[[Case], dict[str, Any]]] = {
    "schulze": _schulze,
    "irv": _irv,
    "star": _star,
    "approval": _approval,
}
