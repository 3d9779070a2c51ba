"""Ten real decisions from published minutes, each with invented answers that really differ.

The minutes are those of Fronteers (MIT) and of the Rust Leadership Council (MIT or Apache-2.0). Only the
words that a line begins with are kept here; names of people are replaced before anything is shown. What seven
people read in it is invented.
"""

import re
from dataclasses import dataclass

from koers.apps.readbacks import commands
from koers.apps.readbacks.models import Readback
from koers.domain.readbacks import CORE, Said
from tests.cast import MT, Table
from tests.published import DATA

FOLDERS = ("fronteers_notulen", "rust_leadership_council")
#: People in these lines, and what they are called here.
CALLED = {"PPK": "Bas", "Mara": "Ans", "TC": "Dirk", "Krijn": "Cor", "Tom": "Teun"}
#: Who reads something else than the others.
OTHERS = ("Anouk", "Ravi")


def status(code: str) -> Said:
    return Said("choice", code)


def since(day: str) -> Said:
    return Said("date", day, "from")


def by(day: str) -> Said:
    return Said("date", day, "by")


def words(text: str) -> Said:
    return Said("text", text)


def amount(value: str, unit: str) -> Said:
    return Said("amount", value, unit=unit)


@dataclass(frozen=True)
class Decision:
    """A line of minutes, and per slot what most read in it and what two others do."""

    file: str
    begins: str
    differs: dict[str, tuple[Said, Said]]

    @property
    def text(self) -> str:
        """The line itself, with other names."""
        lines = (DATA / self.file).read_text().splitlines()
        found = next(line for line in lines if self.begins in line)
        bare = re.sub(r"^[\s*>-]+|[*_]{1,2}", "", found).strip()
        return re.sub(r"\b(" + "|".join(CALLED) + r")\b", lambda name: CALLED[name[1]], bare)[:900]


NOT_SAID = Said()
BOARD, ALL = words("het bestuur"), Said("no_exception")

DECISIONS = (
    Decision(
        "fronteers_notulen/01-06-2010.md",
        "We besluiten een studentenkorting",
        {"limit": (amount("30", "euro per jaar"), amount("15", "euro per jaar"))},
    ),
    Decision(
        "fronteers_notulen/11-12-2008.md",
        "De contributie voor 2009 wordt vastgesteld",
        {
            "status": (status("decided"), status("not_decided")),
            "when": (since("2009-01-01"), since("2009-07-01")),
        },
    ),
    Decision(
        "fronteers_notulen/09-10-2007.md",
        "We besluiten dat de bestuursleden en de comm",
        {"limit": (words("alleen bestuur en voorzitters"), ALL)},
    ),
    Decision(
        "fronteers_notulen/23-10-2012.md",
        "Na enige discussie besluit het bestuur",
        {"status": (status("decided"), status("explore")), "when": (NOT_SAID, by("2013-11-30"))},
    ),
    Decision(
        "fronteers_notulen/11-12-2008.md",
        "We besluiten dat alle sprekers",
        {"limit": (ALL, words("alleen sprekers van buiten"))},
    ),
    Decision(
        "fronteers_notulen/11-12-2008.md",
        "Het bestuur gaat akkoord met de aanvraag om 500",
        {
            "limit": (amount("500", "euro"), amount("5000", "euro")),
            "when": (NOT_SAID, Said("condition", "zodra er een begroting ligt")),
        },
    ),
    Decision(
        "fronteers_notulen/15-01-2008.md",
        "Alle mail die via de website",
        {"who": (Said("person", "Joost"), Said("person", "Lotte"))},
    ),
    Decision(
        "rust_leadership_council/minutes/2024-10-25.md",
        "approve the proposed $80,000",
        {
            "status": (status("decided"), status("explore")),
            "limit": (amount("80000", "dollar"), amount("100000", "dollar")),
        },
    ),
    Decision(
        "rust_leadership_council/minutes/2024-05-24.md",
        "will ask RustNL to talk with the Foundation",
        {
            "who": (Said("person", "Samira"), NOT_SAID),
            "when": (by("2024-06-21"), Said("condition", "after the summer")),
        },
    ),
    Decision(
        "rust_leadership_council/minutes/2024-11-22.md",
        "We had agreed to update our policies to allow participation",
        {
            "status": (status("trial"), status("decided")),
            "when": (since("2024-11-22"), Said("condition", "when the policy is written down")),
        },
    ),
)

#: What all read alike, where a decision says nothing else.
ALIKE = {"status": status("decided"), "who": BOARD, "when": NOT_SAID, "limit": NOT_SAID}


def read_back(table: Table, decision: Decision) -> Readback:
    """Everybody at the table reads it back; two read something else."""
    readback = commands.open_readback(table.facilitator, table.team, decision.text, [*CORE, "limit"])
    for name in MT:
        said = {slot: pair[name in OTHERS] for slot, pair in decision.differs.items()}
        sentence = f"Zo las {name} het."
        commands.tell(table.seat(name), readback.pk, sentence, {**ALIKE, **_seated(table, said)})
    return readback


def _seated(table: Table, said: dict[str, Said]) -> dict[str, Said]:
    """A person from the list is a chair at this table."""
    return {
        slot: Said("person", str(table.chair(one.value).pk)) if one.kind == "person" else one
        for slot, one in said.items()
    }
