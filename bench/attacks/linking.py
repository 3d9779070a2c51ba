"""Linking: answers in the order of one trace are laid beside people in the order of another.

Which pair of traces does best is learned on one half of the rounds and tried on the other, and the other way
round: the best of a thousand attacks on the rounds it was picked on would always seem to know something. Per
round one person, drawn beforehand, is looked for; so the number of hits is binomial under guessing.

Guessing a whole answer hits one in n. Guessing a dot means naming the step that most people gave, which
everybody can see: its share is the chance of a hit.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from bench.attacks.evidence import Evidence
from bench.attacks.playing import Played

S = "structure"
Guess = dict[int, str]
Attack = Callable[[Played, Evidence], Guess]


@dataclass(frozen=True)
class Case:
    """One round, and what is known of it."""

    played: Played
    seen: Evidence


@dataclass(frozen=True)
class Found:
    """How often the best linking was right, and how often guessing would be."""

    rounds: int
    answers: int
    dots: int
    answers_band: tuple[int, int]
    dots_band: tuple[int, int]
    answers_guessed: float
    dots_guessed: float
    best: str
    tried: int

    @property
    def within(self) -> bool:
        """No better than guessing."""
        return self.answers <= self.answers_band[1] and self.dots <= self.dots_band[1]


def attacks(cases: Sequence[Case]) -> dict[str, Attack]:
    """Every pair of traces that was seen, both ways round, and the slots that can be made."""
    answers = sorted({name for case in cases for name in case.seen.answers})
    people = sorted({name for case in cases for name in case.seen.people})
    laid = {
        f"{answer} beside {person}{' backwards' if back else ''}": _laid(answer, person, back)
        for answer, person, back in product(answers, people, (False, True))
    }
    return {"slots made from what is stored": _opened, **laid}


def _opened(played: Played, seen: Evidence) -> Guess:
    return seen.opened


def _laid(answer: str, person: str, back: bool) -> Attack:
    def attack(played: Played, seen: Evidence) -> Guess:
        marks, whose = seen.answers.get(answer, {}), seen.people.get(person, {})
        ordered = sorted(marks, key=marks.__getitem__)
        took_part = sorted((p for p in whose), key=lambda p: whose[p], reverse=back)
        return dict(zip(took_part, ordered, strict=False))

    return attack


def linked(cases: Sequence[Case], seed: int) -> Found:
    """The best linking, each half of the rounds attacked with what did best on the other."""
    every, chance = attacks(cases), random.Random(seed)
    halves = cases[::2], cases[1::2]
    best = [max(every, key=lambda name: _hits(every[name], half)) for half in halves]
    answers = dots = 0
    for half, name in zip(halves, reversed(best), strict=True):
        for case in half:
            mark = every[name](case.played, case.seen).get(case.played.target.member)
            answers += (mark or _any(case.played, chance)) == case.played.target.mark
            dots += _dot(case.played, mark) == case.played.target.scores[S]
    chances = [1 / len(case.played.answered) for case in cases], [_share(case.played) for case in cases]
    bands = [band(p) for p in chances]
    guessed = [sum(p) for p in chances]
    return Found(len(cases), answers, dots, *bands, *guessed, " / ".join(dict.fromkeys(best)), len(every))


def _hits(attack: Attack, cases: Sequence[Case]) -> int:
    """Over all people: what is learned from may be more than what is tried on."""
    return sum(
        guess.get(phone.member) == phone.mark
        for case in cases
        for guess in [attack(case.played, case.seen)]
        for phone in case.played.answered
    )


def _any(played: Played, chance: random.Random) -> str:
    """Not found: any of the answers."""
    return chance.choice(played.answered).mark


def _dot(played: Played, mark: str | None) -> int:
    """The dot of the answer that was linked; of nobody's, the step that most people gave."""
    by_mark = {phone.mark: phone.scores[S] for phone in played.answered}
    return by_mark.get(mark or "", _mode(played)[0])


def _mode(played: Played) -> tuple[int, int]:
    return Counter(phone.scores[S] for phone in played.answered).most_common(1)[0]


def _share(played: Played) -> float:
    return _mode(played)[1] / len(played.answered)


def band(chances: Sequence[float], miss: float = 0.05) -> tuple[int, int]:
    """The hits between which guessing stays with probability 1 - `miss`: exact, by convolution.

    With one chance for all rounds this is the binomial distribution.
    """
    likely = distribution(chances)
    low = high = 0
    below = 0.0
    for hits, p in enumerate(likely):
        if below + p <= miss / 2:
            low = hits + 1
        if below < 1 - miss / 2:
            high = hits
        below += p
    return low, high


def distribution(chances: Sequence[float]) -> list[float]:
    """How likely each number of hits is, when each round is a guess with its own chance."""
    likely = [1.0]
    for p in chances:
        likely = [
            (likely[k] * (1 - p) if k < len(likely) else 0) + (likely[k - 1] * p if k else 0)
            for k in range(len(likely) + 1)
        ]
    return likely
