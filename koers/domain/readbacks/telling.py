"""A telling: what one person understood, in one sentence of their own and slot by slot."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from koers.domain import tables
from koers.domain.readbacks.slots import NOT_SAID, Said
from koers.domain.refusals import Refused

SENTENCE_LIMIT = 280
#: What can be read back at once. Longer minutes hold several decisions.
TEXT_LIMIT = 4000
REASON_LIMIT = 300
#: Below this there is nothing to compare.
LEAST_TELLINGS = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What `teller` understood. Tellings are handed on in the order of the seats, never in another."""

    teller: int
    said: Mapping[str, Said] = field(default_factory=dict)
    sentence: str = ""

    def on(self, slot: str) -> Said:
        """What this person read in a slot."""
        return self.said.get(slot, NOT_SAID)


def sentence(typed: str, field_name: str = "sentence", missing: str = "sentence_missing") -> str:
    """One sentence in own words, that is there and fits."""
    tidied = tables.tidy(typed)
    if not tidied:
        raise Refused(missing, field_name)
    if len(tidied) > SENTENCE_LIMIT:
        raise Refused("too_long", field_name, limit=SENTENCE_LIMIT, length=len(tidied))
    return tidied


def reason(typed: str) -> str:
    """Why a difference is left open on purpose."""
    tidied = tables.tidy(typed)
    if not tidied:
        raise Refused("reason_missing", "reason")
    if len(tidied) > REASON_LIMIT:
        raise Refused("too_long", "reason", limit=REASON_LIMIT, length=len(tidied))
    return tidied


def source(typed: str) -> str:
    """The text that is read back, with its own lines."""
    text = typed.replace("\r\n", "\n").strip()
    if not text:
        raise Refused("text_missing", "text")
    if len(text) > TEXT_LIMIT:
        raise Refused("too_long", "text", limit=TEXT_LIMIT, length=len(text))
    return text
