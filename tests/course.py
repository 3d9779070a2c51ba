"""The course of a team in every stage, told by commands at a table of `tests/cast.py`."""

from datetime import date

from koers.apps.direction import queries
from koers.apps.direction.commands import documents, priorities, sentence
from koers.apps.direction.models import Document, Draft, Priority, SentenceRound
from koers.domain.direction.documents import Text
from tests.cast import Table

BEGINS = "Als MT zijn wij succesvol als …"
GIVEN = (
    "cliënten merken dat we op tijd zijn",
    "collega's met rust hun werk doen",
    "cliënten rust ervaren en wij geld overhouden",
    "de nacht veilig is voor cliënt en collega",
    "we minder vaak brand blussen",
    "mensen hier willen blijven werken",
    "we doen wat we beloven aan mensen thuis",
)
MERGED = "cliënten en collega's rust merken, en we doen wat we beloven"


def opened(table: Table) -> SentenceRound:
    """Everybody is asked."""
    return sentence.open_sentence(table.facilitator, table.team)


def now(found: SentenceRound) -> SentenceRound:
    """The round as it stands."""
    return SentenceRound.objects.select_related("team").get(pk=found.pk)


def give(table: Table, found: SentenceRound, *names: str) -> SentenceRound:
    """These complete the sentence; everybody, when nobody is named."""
    for name in names or table.names:
        text = GIVEN[table.names.index(name)]
        sentence.give_sentence(table.seat(name), found.pk, text)
    return now(found)


def merge(table: Table, found: SentenceRound, text: str = MERGED, by: str = "Joost") -> SentenceRound:
    """One sentence out of all."""
    sentence.merge_sentences(table.seat(by), found.pk, text, now(found).version)
    return now(found)


def settled(table: Table) -> Draft:
    """A whole round that ended in a draft."""
    found = merge(table, give(table, opened(table)))
    return sentence.settle_sentence(table.facilitator, found.pk, BEGINS)


def course(table: Table) -> Document:
    """The sentence that holds."""
    return documents.adopt_document(table.facilitator, settled(table).pk, "Samen besloten")


def draft(table: Table, kind: str = "strategy", text: str = "Dichtbij huis.", by: str = "Joost") -> Draft:
    """A text that doesn't hold yet."""
    held = queries.ours(Document, table.facilitator).filter(kind=kind).first()
    pk = held.pk if held and kind != "agreement" else None
    return documents.draft_document(table.seat(by), table.team, kind, Text(text=text), "Nodig", pk)


def agreement(table: Table, title: str = "Op tijd beginnen", review_on: date | None = None) -> Document:
    """A working agreement that holds."""
    text = Text(title, "We beginnen als de klok slaat.", review_on)
    made = documents.draft_document(table.seat("Joost"), table.team, "agreement", text, "Nodig")
    return documents.adopt_document(table.facilitator, made.pk, "Samen besloten")


def priority(
    table: Table, title: str = "Rust in de nacht", seen_by: str = "Minder ziekmeldingen"
) -> Priority:
    """A priority that stands."""
    return priorities.name_priority(table.seat("Joost"), table.team, title, seen_by)
