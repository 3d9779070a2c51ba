"""Existing minutes: what stands in them, proposed to a person who decides what is taken over."""

from koers.domain.minutes.found import ACTION, DECISION, KINDS, LOOKS, SAID, Found, Item, Person
from koers.domain.minutes.reading import TEXT_LIMIT, read
from koers.domain.minutes.sentences import Sentence, sentences

__all__ = [
    "ACTION",
    "DECISION",
    "KINDS",
    "LOOKS",
    "SAID",
    "TEXT_LIMIT",
    "Found",
    "Item",
    "Person",
    "Sentence",
    "read",
    "sentences",
]
