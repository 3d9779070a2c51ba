"""What the management team of the demo had decided before it used Koers: a list out of their old minutes."""

from dataclasses import dataclass
from datetime import timedelta

from koers.apps.decisions.earlier import commands
from koers.apps.decisions.earlier.queries import Source
from koers.apps.people.models import Team
from koers.demo.reader import Storyteller
from koers.demo.story import Text
from koers.domain.earlier.saying import Earlier
from koers.domain.seats import Seat

FILE: Text = ("besluitenlijst.csv", "list-of-decisions.csv")
VOTE: Text = ("Stemming", "Vote")
MORE_THAN_HALF: Text = ("meer dan de helft van de stemmen", "more than half of the votes")
ADOPTED: Text = ("Aangenomen", "Adopted")


@dataclass(frozen=True)
class Listed:
    """A row of their list; with the votes for and against where they stood there."""

    days_ago: int
    number: str
    title: Text
    text: Text
    votes: tuple[int, int] | None = None


LIST = (
    Listed(
        1180,
        "23/04",
        ("Het terrein is rookvrij", "No smoking on the grounds"),
        (
            "Op het hele terrein wordt niet gerookt, ook niet bij de ingang.",
            "Nobody smokes anywhere on the grounds, nor at the entrance.",
        ),
        (6, 1),
    ),
    Listed(
        1090,
        "23/11",
        ("Eén leverancier voor verband", "One supplier for bandages"),
        (
            "We kopen verband bij één leverancier, voor drie jaar.",
            "We buy bandages from one supplier, for three years.",
        ),
    ),
    # Its figures say something else than its outcome.
    Listed(
        930,
        "24/02",
        ("De open dag is in september", "The open day is in September"),
        ("De open dag gaat van maart naar september.", "The open day moves from March to September."),
        (3, 4),
    ),
)


def bring(teller: Storyteller, lead: Seat) -> None:
    """Bring in their list."""
    team = Team.objects.get(pk=lead.team or 0)
    source = Source("csv", teller.say(FILE), "")
    rows = [_row(teller, place, one) for place, one in enumerate(LIST, start=2)]
    commands.bring_decisions(lead, team, rows, source)


def _row(teller: Storyteller, place: int, one: Listed) -> Earlier:
    return Earlier(
        row=place,
        number=one.number,
        title=teller.say(one.title),
        text=teller.say(one.text),
        day=teller.today - timedelta(days=one.days_ago),
        method=teller.say(VOTE) if one.votes else "",
        outcome="adopted",
        outcome_words=teller.say(ADOPTED),
        rule=teller.say(MORE_THAN_HALF) if one.votes else "",
        figures=dict(zip(("for", "against"), one.votes, strict=True)) if one.votes else {},
    )
