"""The table: how many sit around it, and what a name may be."""

from collections.abc import Sequence

from koers.domain.refusals import Refused

NAME_LIMIT = 80
TITLE_LIMIT = 120
MOST_SEATS = 200


def tidy(text: str) -> str:
    """A name as somebody meant it: no double spaces, no line ends, no invisible control characters."""
    return " ".join("".join(c if c.isprintable() or c == "\u200d" else " " for c in text).split())


def name(text: str, field: str = "name", limit: int = NAME_LIMIT) -> str:
    """A name that is there and fits."""
    tidied = tidy(text)
    if not tidied:
        raise Refused("name_missing", field)
    if len(tidied) > limit:
        raise Refused("too_long", field, limit=limit, length=len(tidied))
    return tidied


def seats(texts: Sequence[str]) -> list[str]:
    """The names around the table in order; "" is a seat that is still free.

    Refuses a table without seats, one that is too large, and a name that is there twice: two people couldn't
    tell which seat is theirs.
    """
    tidied = [tidy(text) for text in texts]
    if not tidied:
        raise Refused("no_seats", "seats")
    if len(tidied) > MOST_SEATS:
        raise Refused("too_many_seats", "seats", limit=MOST_SEATS)
    for number, text in enumerate(tidied, start=1):
        if len(text) > NAME_LIMIT:
            raise Refused("too_long", f"seat-{number}", limit=NAME_LIMIT, length=len(text))
        if text and text.casefold() in {earlier.casefold() for earlier in tidied[: number - 1]}:
            raise Refused("name_twice", f"seat-{number}", name=text)
    return tidied
