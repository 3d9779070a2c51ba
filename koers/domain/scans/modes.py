"""With names or without: what a team may choose before a series opens, and what may then be shown.

Without names isn't unknown: with the stacks of dots an insider can work out everybody's answer in one round
of four with three people, and still in one of thirty with five. So small teams are told so, and only from
six on do we promise more. `docs/measures/scan.md` has the figures.
"""

MODES = ("by_name", "guessable", "confidential", "not_recorded")

LEAST_SEATS = 3
#: From here without names is a promise we can keep; a text of one's own also waits for this many.
CONFIDENTIAL_FROM = 6


def allowed_modes(seats: int) -> tuple[str, ...]:
    """What a team of this size may choose when it opens a series. Two people can only talk."""
    if seats < LEAST_SEATS:
        return ("not_recorded",)
    return ("by_name", "guessable" if seats < CONFIDENTIAL_FROM else "confidential", "not_recorded")


def default_mode(seats: int) -> str:
    """What a team of this size gets when it chooses nothing: without names, as far as that goes."""
    if seats < LEAST_SEATS:
        return "not_recorded"
    return "guessable" if seats < CONFIDENTIAL_FROM else "confidential"


def shows(mode: str, answered: int) -> str:
    """What ``answered`` answers may show: the "dots", only the "middle" and the words, or "nothing"."""
    least_dots = {"by_name": 1, "guessable": LEAST_SEATS, "confidential": CONFIDENTIAL_FROM}.get(mode)
    if least_dots is None:
        return "nothing"
    if answered >= least_dots:
        return "dots"
    return "middle" if mode == "confidential" and answered == CONFIDENTIAL_FROM - 1 else "nothing"


def shows_whys(mode: str, answered: int) -> bool:
    """Whether the texts beside the scores may be read.

    Without names a text waits for six, in a small team too: what everybody tapped there is that *dots* can be
    guessed. A text is recognised by its style, and gives the writer's dot away with it.
    """
    return mode == "by_name" or (mode in ("guessable", "confidential") and answered >= CONFIDENTIAL_FROM)


def shows_picks(seats: int, picked: int) -> bool:
    """Whether the dots of the choice may be seen. Nobody chooses by name, so size decides."""
    return shows(default_mode(seats), picked) == "dots"


def asks_whys(mode: str, seats: int) -> bool:
    """Whether the form asks for a text at all: never one that couldn't be shown even if everybody answers."""
    return shows_whys(mode, seats)
