"""The story of the demo: an invented care organisation. Every text in Dutch and English."""

from dataclasses import dataclass

Text = tuple[str, str]  # Dutch, English

ORGANISATION: Text = ("Zorggroep De Linde", "De Linde Care Group")
COACH = "Hanneke de Wit"


@dataclass(frozen=True)
class Person:
    """Somebody at a table."""

    name: str
    role: Text


@dataclass(frozen=True)
class Agreed:
    """An action: who, by when (days after the session), and what came of it (days after, "" is open).

    Halfway somebody may have said how it goes (`going`), or moved its day by so many days (`later`).
    """

    text: Text
    owner: int
    days: int
    outcome: str = ""
    word: Text = ("", "")
    reported: int = 0
    effect: str = "too_early"
    going: str = ""
    later: int = 0
    why: Text = ("", "")


@dataclass(frozen=True)
class Session:
    """One round: when, what each gave per S, what was said and agreed."""

    days_ago: int
    direction: str
    synergy: str
    structure: str
    steering: str
    success: str
    chosen: str
    picks: tuple[str, ...]
    whys: tuple[tuple[int, str, Text], ...]
    notes: tuple[tuple[int, str, Text], ...]
    actions: tuple[Agreed, ...]
    notice: Text

    @property
    def size(self) -> int:
        """How many sat at the table then: the first so many of its people."""
        return len(self.direction)


@dataclass(frozen=True)
class Table:
    """A team."""

    name: Text
    mode: str
    people: tuple[Person, ...]
    sessions: tuple[Session, ...]

    @property
    def began_with(self) -> int:
        """How many sat down first; the others joined later."""
        return self.sessions[0].size if self.sessions else len(self.people)


MANAGEMENT = Table(
    name=("MT Zorggroep De Linde", "Management team De Linde"),
    mode="confidential",
    people=(
        Person("Marieke van Dongen", ("raad van bestuur", "executive board")),
        Person("Joost Hendriks", ("financiën", "finance")),
        Person("Samira El Amrani", ("zorg", "care")),
        Person("Pieter-Jan Wiersma", ("medische staf", "medical staff")),
        Person("Anouk Bakker", ("mens en organisatie", "people and organisation")),
        Person("Ravi Ramdin", ("informatie en techniek", "information and technology")),
        Person("Lotte Verhoeven", ("kwaliteit", "quality")),
    ),
    sessions=(
        Session(
            193,
            direction="2333334",
            synergy="2334434",
            structure="2334334",
            steering="2233344",
            success="2233444",
            chosen="direction",
            picks=("direction",) * 4 + ("steering",) * 2 + ("success",),
            whys=(
                (0, "direction", ("We noemen alle zeven iets anders als eerste.",
                                  "All seven of us name something else as the first thing.")),
                (3, "steering", ("De cijfers komen als de maand al om is.",
                                 "The figures come when the month is already over.")),
            ),
            notes=(
                (2, "direction", ("Drie keer viel het woord thuis, met drie betekenissen.",
                                  "The word home fell three times, with three meanings.")),
            ),
            actions=(
                Agreed(("Schrijf in één zin waar dit team voor is", "Write in one sentence what this team is for"),
                       0, 14, "done", ("Hangt in kamer Kastanje", "It hangs in room Chestnut"), 13, "yes"),
                Agreed(("Noem vier prioriteiten en wat we dit jaar laten",
                        "Name four priorities, and what we leave this year"),
                       2, 28, "partly", ("De vier staan er, de laten-lijst nog niet",
                                         "The four are there, the not-doing list isn't yet"), 30, "a_bit"),
            ),
            notice=("In elk overleg verwijst iemand naar een van de vier prioriteiten",
                    "In each meeting somebody refers to one of the four priorities"),
        ),
        Session(
            103,
            direction="2333445",
            synergy="2333334",
            structure="2233344",
            steering="2233344",
            success="2233444",
            chosen="steering",
            picks=("steering",) * 5 + ("structure",) * 2,
            whys=(
                (1, "steering", ("Wat we weten horen we van elkaar, niet uit een cijfer.",
                                 "What we know we hear from each other, not from a figure.")),
                (5, "structure", ("Ik weet niet altijd of iets nu besloten is.",
                                  "I don't always know whether something is decided now.")),
                (6, "success", ("We kijken wel vooruit en bijna nooit terug.",
                                "We do look ahead, and hardly ever back.")),
            ),
            notes=(
                (3, "steering", ("Liever zes cijfers die kloppen dan dertig die niemand leest.",
                                 "Rather six figures that are right than thirty that nobody reads.")),
            ),
            actions=(
                Agreed(("Zet zes cijfers op één bladzijde, elke maand op de derde werkdag",
                        "Put six figures on one page, on the third working day of every month"),
                       1, 21, "done", ("Twee keer verschenen, één cijfer ontbreekt nog",
                                       "Appeared twice, one figure is still missing"), 20, "a_bit"),
                Agreed(("Vraag de verwijzers wat zij te laat horen", "Ask those who refer patients what they hear too late"),
                       3, 30, "not_done", ("Bleef liggen in de zomer", "It was left lying over the summer"), 34, "no"),
            ),
            notice=("We beginnen het overleg met het blad, niet met een incident",
                    "We begin the meeting with the page, not with an incident"),
        ),
        Session(
            16,
            direction="3444455",
            synergy="2333344",
            structure="1222234",
            steering="1223445",
            success="2334444",
            chosen="structure",
            picks=("structure",) * 4 + ("steering",) * 2 + ("success",),
            whys=(
                (0, "structure", ("Bij drukte bellen we allemaal iemand anders.",
                                  "When it gets busy we each call somebody else.")),
                (2, "structure", ("Het proefrooster is drie keer besproken en nog steeds een proef.",
                                  "The trial roster was discussed three times and is still a trial.")),
                (4, "steering", ("Voor mij werkt het blad, maar ik weet niet of jullie het lezen.",
                                 "The page works for me, but I don't know whether you read it.")),
                (6, "synergy", ("We zijn aardig voor elkaar. Soms te aardig.",
                                "We are nice to each other. Sometimes too nice.")),
            ),
            notes=(
                (5, "structure", ("Wie mag een opnamestop afkondigen? Vijf antwoorden.",
                                  "Who may call a stop on admissions? Five answers.")),
                (1, "steering", ("Twee lezen het blad elke maand, drie nooit.",
                                 "Two read the page every month, three never.")),
            ),
            actions=(
                Agreed(("Bespreek het proefrooster met de teamhoofden van IC en spoed",
                        "Discuss the trial roster with the team leads of intensive care and emergency"),
                       2, 16),
                Agreed(("Zet op één A4 wie een opnamestop mag afkondigen",
                        "Put on one page who may call a stop on admissions"),
                       3, 27),
            ),
            notice=("Bij drukte belt de dienstdoende één persoon in plaats van drie",
                    "When it gets busy the person on duty calls one person instead of three"),
        ),
    ),
)  # fmt: skip

NIGHT = Table(
    name=("Kernteam Nachtzorg", "Core team night care"),
    mode="guessable",
    people=(
        Person("Samira El Amrani", ("zorg", "care")),
        Person("Bram Jacobs", ("spoedeisende hulp", "emergency")),
        Person("Fenna Postma", ("intensive care", "intensive care")),
        Person("Yusuf Demir", ("planning", "planning")),
        Person("Ilse Vermeer", ("verpleging", "nursing")),
    ),
    sessions=(
        Session(
            61,
            direction="33444",
            synergy="23445",
            structure="22334",
            steering="23334",
            success="12233",
            chosen="success",
            picks=("success",) * 4 + ("structure",),
            whys=(),
            notes=(
                (1, "success", ("Na een zware nacht bellen we elkaar niet meer.",
                                "After a heavy night we don't call each other any more.")),
            ),
            actions=(
                Agreed(("Bel na elke krappe nacht wie dienst had", "Call who was on duty after each tight night"),
                       4, 14, "done", ("Zes keer gebeld", "Called six times"), 15, "yes"),
                Agreed(("Plan elke zes weken twintig minuten terugkijken",
                        "Plan twenty minutes of looking back every six weeks"), 3, 30),
            ),
            notice=("Niemand hoort pas na een week hoe de nacht was",
                    "Nobody hears only after a week how the night was"),
        ),
    ),
)  # fmt: skip

HOME = Table(
    name=("Regieteam Thuiszorg", "Home care steering team"),
    mode="confidential",
    people=(
        Person("Karin Smit", ("wijkteams noord", "district teams north")),
        Person("Omar Haddad", ("wijkteams zuid", "district teams south")),
        Person("Lotte Verhoeven", ("kwaliteit", "quality")),
        Person("Teun van Rijn", ("planning", "planning")),
        Person("Shanti Bisoendial", ("huisartsen", "general practice")),
        Person("Geert Dijkstra", ("cliëntenraad", "client council")),
        Person("Noor Willems", ("scholing", "training")),
        Person("Jeroen Kok", ("vervoer", "transport")),
    ),
    sessions=(),
)

LEADERS = Table(
    name=("Teamleiders Oost", "Team leads East"),
    mode="by_name",
    people=(
        Person("Esra Yilmaz", ("dagbehandeling", "day treatment")),
        Person("Wouter Prins", ("poli", "outpatients")),
        Person("Fenna Postma", ("intensive care", "intensive care")),
        Person("Bram Jacobs", ("spoedeisende hulp", "emergency")),
        Person("Mirjam Kuipers", ("geriatrie", "geriatrics")),
        Person("Sander Vos", ("ok", "operating rooms")),
        Person("Aicha Benali", ("kraam", "maternity")),
        Person("Dirk Scholten", ("revalidatie", "rehabilitation")),
        Person("Roos Meijer", ("dialyse", "dialysis")),
    ),
    sessions=(
        Session(
            98,
            direction="33344345",
            synergy="34334443",
            structure="22313222",
            steering="33323433",
            success="34433343",
            chosen="structure",
            picks=("structure",) * 6 + ("steering",) * 2,
            whys=(
                (1, "structure", ("Elk overleg begint met de vraag wie dit oppakt.",
                                  "Every meeting begins with the question who takes this up.")),
            ),
            notes=(
                (3, "structure", ("Drie lijsten met afspraken, en niemand leest ze.",
                                  "Three lists of agreements, and nobody reads them.")),
            ),
            actions=(
                Agreed(("Maak van drie lijsten één, en hang die op", "Make one list of three, and hang it up"),
                       5, 21, "done", ("Hangt in de gang", "It hangs in the corridor"), 20, "yes"),
                Agreed(("Laat elke week een ander het overleg leiden",
                        "Let somebody else lead the meeting every week"),
                       1, 30, "partly", ("Vier van de negen keer", "Four of nine times"), 30, "a_bit"),
            ),
            notice=("Niemand vraagt nog wie het oppakt", "Nobody asks any more who takes it up"),
        ),
        Session(
            40,
            direction="333434455",
            synergy="343344434",
            structure="443335342",
            steering="333334333",
            success="344334433",
            chosen="steering",
            picks=("steering",) * 6 + ("success",) * 3,
            whys=(
                (8, "structure", ("Ik ben nieuw en vind de lijst nog niet.",
                                  "I am new and don't find the list yet.")),
            ),
            notes=(
                (0, "steering", ("We horen van de bedden als ze vol zijn.",
                                 "We hear of the beds when they are full.")),
            ),
            actions=(
                Agreed(("Bel elkaar om acht uur over de bedden", "Call each other at eight about the beds"),
                       3, 20, "done", ("Elke werkdag, drie minuten", "Every working day, three minutes"), 20,
                       "yes"),
                Agreed(("Vraag de planning om een vooruitblik van een week",
                        "Ask planning for a look ahead of a week"),
                       8, 28, going="stuck", later=20,
                       why=("Planning wacht op het nieuwe rooster", "Planning waits for the new roster")),
            ),
            notice=("Om negen uur zoekt niemand meer een bed", "At nine nobody is looking for a bed any more"),
        ),
    ),
)  # fmt: skip

RENEWAL = Table(
    name=("Werkgroep Vernieuwing", "Renewal working group"),
    mode="guessable",
    people=(
        Person("Ravi Ramdin", ("informatie en techniek", "information and technology")),
        Person("Noor Willems", ("scholing", "training")),
        Person("Ilse Vermeer", ("verpleging", "nursing")),
        Person("Thijs de Graaf", ("inkoop", "purchasing")),
        Person("Hafsa Amin", ("cliëntervaring", "client experience")),
    ),
    sessions=(
        Session(
            74,
            direction="2334",
            synergy="3444",
            structure="2333",
            steering="2233",
            success="3344",
            chosen="direction",
            picks=("direction",) * 3 + ("steering",),
            whys=(),
            notes=(),
            actions=(
                Agreed(("Kies drie proeven en stop met de rest", "Choose three trials and stop the rest"),
                       0, 25, "done", ("Twee proeven zijn gestopt", "Two trials were stopped"), 25, "yes"),
                Agreed(("Vraag elke maand een afdeling wat er beter ging",
                        "Ask a department every month what went better"),
                       2, 30, "stopped", ("Doet de kwaliteitsgroep al", "The quality group does that already"), 12),
            ),
            notice=("We kunnen alle drie de proeven uit het hoofd noemen",
                    "Each of us can name the three trials by heart"),
        ),
        Session(
            17,
            direction="34445",
            synergy="34445",
            structure="23334",
            steering="22334",
            success="33444",
            chosen="steering",
            picks=("steering",) * 4 + ("structure",),
            whys=(),
            notes=(
                (3, "steering", ("Wie vertelt de afdelingen wat er uit een proef kwam?",
                                 "Who tells the departments what came of a trial?")),
            ),
            actions=(
                Agreed(("Schrijf per proef één zin over wat hij opleverde",
                        "Write one sentence per trial on what it brought"),
                       4, 14, "partly", ("Twee van de drie staan er", "Two of the three are there"), 15),
                Agreed(("Nodig bij elke proef iemand uit die eraan twijfelt",
                        "Invite somebody who doubts it to every trial"),
                       1, 29, going="underway"),
            ),
            notice=("Een afdeling vraagt zelf om de volgende proef",
                    "A department asks for the next trial by itself"),
        ),
    ),
)  # fmt: skip

TABLES = (MANAGEMENT, NIGHT, HOME, LEADERS, RENEWAL)
