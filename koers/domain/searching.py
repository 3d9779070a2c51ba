"""What somebody looks for in the log of decisions, and how words are looked for where no dictionary helps."""

from dataclasses import dataclass, fields

from koers.domain import tables

#: What a Dutch or English word loses, so that "roosters" finds "rooster" and "besluiten" finds "besluit".
ENDINGS = ("en", "es", "s", "e")
SHORTEST = 4
MOST_WORDS = 12
TEXT_LIMIT = 200
#: Where a decision comes from: taken here, or found in minutes of before.
SOURCES = ("here", "minutes", "list")


@dataclass(frozen=True)
class Wanted:
    """What a decision must be like to be found; "" where it doesn't matter."""

    q: str = ""
    year: str = ""
    method: str = ""
    validity: str = ""
    understanding: str = ""
    review: str = ""
    priority: str = ""
    owner: str = ""
    role: str = ""
    source: str = ""

    @property
    def given(self) -> dict[str, str]:
        """Only what matters, as it stands in an address."""
        every = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in every.items() if value}


def words(text: str) -> list[str]:
    """The words that are looked for: letters and figures, in small letters."""
    kept = "".join(sign if sign.isalnum() else " " for sign in tables.tidy(text)[:TEXT_LIMIT].casefold())
    return kept.split()[:MOST_WORDS]


def beginning(word: str) -> str:
    """How the word begins in whichever form it stands."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)
    return word
