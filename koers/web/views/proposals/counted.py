"""A count as its page and its record show it: figures of the outcome beside the words of the options."""

from dataclasses import dataclass
from typing import Any

from koers.domain.processes import Case
from koers.domain.processes import resistance as rules
from koers.web import wording_counts
from koers.web.views.proposals.shown import Shown


@dataclass(frozen=True)
class Resisted:
    """How one option fared."""

    letter: str
    text: str
    sum: int
    acceptance: int
    highest: int
    strong: int
    nothing: bool
    won: bool


def resistance(case: Case) -> list[Resisted]:
    """The options in the order of the count; nothing as long as it isn't over."""
    figures = case.outcome.figures if case.outcome else {}
    if "options" not in figures:
        return []
    words, letters = {option.id: option.text for option in case.text.options}, wording_counts.letters(case)
    order = [one for tied in figures["order"] for one in tied]
    return [_resisted(letters[one], words[one], one, figures) for one in order]


def _resisted(letter: str, text: str, option: str, figures: Any) -> Resisted:
    fared = figures["options"][option]
    return Resisted(
        letter,
        text,
        fared["sum"],
        wording_counts.per_cent(fared["acceptance"]),
        fared["highest"],
        fared["strong"],
        option == rules.NOTHING,
        option == figures["winner"],
    )


@dataclass(frozen=True)
class Improving:
    """The option that leads while strong resistance to it is heard."""

    text: str
    resists: tuple[tuple[str, int, str], ...]
    mine: bool


def improving(page: Shown) -> Improving | None:
    """Who resists it strongly, how much and why; None at any other step."""
    case = page.case
    if case.stage != "improving":
        return None
    leading, strong = rules.leading(case), rules.strongly(case)
    text = next(option.text for option in case.text.options if option.id == leading)
    resists = tuple(
        (page.names.get(given.member, ""), given.values[leading], given.reason)
        for given in case.counting
        if given.member in strong
    )
    return Improving(text, resists, page.seat.member in strong)


# --- ranked and scored


@dataclass(frozen=True)
class Lettered:
    """An option with the letter that stands for it in a table."""

    letter: str
    text: str
    won: bool


@dataclass(frozen=True)
class Ranked:
    """What explains a count: the pairs, the rounds or the scores, as far as its way of counting has them."""

    options: tuple[Lettered, ...]
    #: Per option: how many put it above each other one, and whether that is more than the other way round.
    pairs: tuple[tuple[Lettered, tuple[tuple[int, bool] | None, ...]], ...] = ()
    #: Per round: the votes of each option that is left, whether it drops out, and what is exhausted.
    rounds: tuple[tuple[tuple[tuple[str, int, bool], ...], int], ...] = ()
    run_off: tuple[tuple[str, int], ...] = ()
    #: Per option: the sum, over how many who have an opinion, and the mean.
    scores: tuple[tuple[Lettered, int, int, float], ...] = ()


def ranked(case: Case) -> Ranked | None:
    """The tables of a count that is over."""
    figures = case.outcome.figures if case.outcome else {}
    if "winner" not in figures:
        return None
    by = wording_counts.letters(case)
    letters = {
        option.id: Lettered(by[option.id], option.text, option.id == figures["winner"])
        for option in case.text.options
    }
    return Ranked(
        tuple(letters.values()),
        _pairs(letters, figures.get("pairs", {})),
        _rounds(letters, figures) if figures["rule"] == "irv" else (),
        _run_off(letters, figures) if figures["rule"] == "star" else (),
        _scores(letters, figures.get("scores", {})),
    )


def _pairs(letters: dict[str, Lettered], pairs: Any) -> Any:
    return tuple(
        (
            letters[one],
            tuple(
                None if one == two else (pairs[one][two], pairs[one][two] > pairs[two][one])
                for two in letters
            ),
        )
        for one in letters
        if one in pairs
    )


def _rounds(letters: dict[str, Lettered], figures: Any) -> Any:
    return tuple(
        (
            tuple(
                (letters[one].text, n, one in each["out"]) for one, n in _most_first(letters, each["votes"])
            ),
            each["exhausted"],
        )
        for each in figures["rounds"]
        if each["out"]
    )


def _most_first(letters: dict[str, Lettered], votes: dict[str, int]) -> list[tuple[str, int]]:
    """Those with as many stand in the order of the letters: a database may keep votes in another."""
    return sorted(((one, votes[one]) for one in letters if one in votes), key=lambda one: -one[1])


def _run_off(letters: dict[str, Lettered], figures: Any) -> tuple[tuple[str, int], ...]:
    first = figures["rounds"][0]
    votes = zip(first["finalists"], first["votes"], strict=False)
    return tuple((letters[one].text, n) for one, n in votes)


def _scores(letters: dict[str, Lettered], scores: Any) -> Any:
    rows = [
        (letter, total, opinions, total / opinions if opinions else 0)
        for one, letter in letters.items()
        if one in scores
        for total, opinions in [scores[one]]
    ]
    return tuple(sorted(rows, key=lambda row: -row[3]))
