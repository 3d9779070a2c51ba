"""The course of a team: its success sentence, documents and agreements, priorities; levels and interests."""

from koers.apps.direction.models.documents import Document, Draft
from koers.apps.direction.models.interests import Interest
from koers.apps.direction.models.levels import LevelPick, LevelRound
from koers.apps.direction.models.priorities import NotDoing, Priority, Progress, Yardstick
from koers.apps.direction.models.sentence import Carry, Sentence, SentenceRound

__all__ = [
    "Carry",
    "Document",
    "Draft",
    "Interest",
    "LevelPick",
    "LevelRound",
    "NotDoing",
    "Priority",
    "Progress",
    "Sentence",
    "SentenceRound",
    "Yardstick",
]
