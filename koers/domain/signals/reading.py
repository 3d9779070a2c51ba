"""What one signal says: a state, a figure with its n, and where it can be seen."""

from dataclasses import dataclass

STATES = ("too_little_data", "calm", "watch", "discuss")


@dataclass(frozen=True)
class Limits:
    """From how much data a fact is counted, and from which figure it is worth a look or a talk."""

    least: int
    watch: float
    discuss: float


@dataclass(frozen=True)
class Reading:
    """One fact, counted. `found` of `n`; for days the figure is the median."""

    signal: str
    state: str
    n: int
    found: int = 0
    figure: float = 0.0
    evidence: tuple[str, ...] = ()


def counted(signal: str, limits: Limits, evidence: tuple[str, ...], n: int, figure: float) -> Reading:
    """The state that a figure gives, with too little data as a state of its own."""
    if n < limits.least:
        return Reading(signal, "too_little_data", n)
    state = "discuss" if figure >= limits.discuss else "watch" if figure >= limits.watch else "calm"
    return Reading(signal, state, n, len(evidence), figure, evidence)
