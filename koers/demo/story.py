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
    """An action: who, by when (days after the session), and what came of it (days after, "" is open)."""

    text: Text
    owner: int
    days: int
    outcome: str = ""
    word: Text = ("", "")
    reported: int = 0


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
    actions: tuple[Agreed, Agreed]
    notice: Text


@dataclass(frozen=True)
class Table:
    """A team."""

    name: Text
    mode: str
    people: tuple[Person, ...]
    sessions: tuple[Session, ...]


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
                       0, 14, "done", ("Hangt in kamer Kastanje", "It hangs in room Chestnut"), 13),
                Agreed(("Noem vier prioriteiten en wat we dit jaar laten",
                        "Name four priorities, and what we leave this year"),
                       2, 28, "partly", ("De vier staan er, de laten-lijst nog niet",
                                         "The four are there, the not-doing list isn't yet"), 30),
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
                                       "Appeared twice, one figure is still missing"), 20),
                Agreed(("Vraag de verwijzers wat zij te laat horen", "Ask those who refer patients what they hear too late"),
                       3, 30, "not_done", ("Bleef liggen in de zomer", "It was left lying over the summer"), 34),
            ),
            notice=("We beginnen het overleg met het blad, niet met een incident",
                    "We begin the meeting with the page, not with an incident"),
        ),
        Session(
            12,
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
                       4, 14, "done", ("Zes keer gebeld", "Called six times"), 15),
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

TABLES = (MANAGEMENT, NIGHT, HOME)
