"""From a sheet to earlier decisions: which column is what, and what stands in each cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from koers.domain import tables
from koers.domain.earlier.saying import ADOPTED, REJECTED, UNKNOWN, Earlier, Note, Sheet
from koers.domain.minutes.dating import day_of
from koers.domain.refusals import Refused

FIGURES = ("for", "against", "blank", "present", "members")
#: What a column can be, and by which words its head is recognised, in Dutch and English.
KNOWN: dict[str, str] = {
    "title": "titel title onderwerp subject naam name",
    "text": "besluit decision besluittekst tekst text beslissing omschrijving description voorstel proposal "
    "inhoud",
    "day": "datum date dag day besluitdatum beslotenop decidedon datumbesluit decisiondate beslotendatum",
    "number": "nummer number nr no besluitnummer besluitnr id kenmerk reference",
    "method": "methode method manier werkwijze howitwasdecided hoehetbeslotenis hoebesloten procedure "
    "besluitvorming",
    "outcome": "uitkomst outcome uitslag result resultaat status",
    "rule": "regel rule meerderheid majority drempel threshold vereistemeerderheid",
    "quorum": "quorum",
    "for": "voor for stemmenvoor votesfor yes ja infavour infavor eens",
    "against": "tegen against stemmentegen votesagainst nee oneens",
    "blank": "blanco blank onthouding onthoudingen abstain abstained abstentions",
    "present": "aanwezig aanwezigen present attendance opkomst",
    "members": "leden members stemgerechtigden eligible aantalleden stemgerechtigd",
    "owner": "eigenaar owner verantwoordelijke verantwoordelijk responsible trekker wie wieletop whoseestoit",
    "review": "terugblik evaluatie evaluatiedatum review reviewdate lookback herzien herzieningsdatum",
    "reasons": "waarom reden redenen reasons why motivatie motivering toelichting overwegingen rationale",
    "link": "link url koppeling verwijzing bron source",
}
CODES = tuple(KNOWN)
_CODE_OF = {word: code for code, words in KNOWN.items() for word in words.split()}
_ADOPTED = frozenset(
    "aangenomen akkoord goedgekeurd besloten vastgesteld aanvaard unaniem ja overgenomen adopted accepted "
    "agreed approved carried passed decided yes consent consensus".split()
)
_REJECTED = frozenset(
    "verworpen afgewezen afgekeurd nietaangenomen nietakkoord nietgoedgekeurd nee rejected declined defeated "
    "notadopted notapproved notpassed notcarried failed no".split()
)
_SLASHED = re.compile(r"\s*(\d\d?)/(\d\d?)/((?:19|20)\d\d)\b")
#: A moment as programs write it: its day is what counts here.
_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T.*", re.DOTALL)
#: What a spreadsheet would take for a formula, behind the apostrophe that keeps it from that.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
MOST_VOTES = 10_000_000


def guessed(header: Sequence[str]) -> tuple[str, ...]:
    """What each column is by its head, each at most once; "" for what isn't used."""
    found: list[str] = []
    for head in header:
        code = _CODE_OF.get(_bare(head), "")
        found.append("" if code in found else code)
    return tuple(_with_text(found))


def _with_text(found: list[str]) -> list[str]:
    """A sheet with one column of words has it in the decision's text, whatever it is called."""
    if "title" in found and "text" not in found:
        found[found.index("title")] = "text"
    return found


def _bare(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def check(columns: Sequence[str], sheet: Sheet) -> None:
    """Refuse columns that can't be read by: one chosen twice, or none that says what was decided and when."""
    chosen = [code for code in columns if code]
    twice = next((code for code in chosen if chosen.count(code) > 1), None)
    if twice:
        raise Refused("column_twice", "columns", column=twice)
    if len(columns) != len(sheet.header) or not set(chosen) <= set(CODES):
        raise Refused("columns_unfit", "columns")
    if not {"title", "text"} & set(chosen):
        raise Refused("no_words_column", "columns")
    if "day" not in chosen:
        raise Refused("no_day_column", "columns")


def read(sheet: Sheet, columns: Sequence[str]) -> tuple[Earlier, ...]:
    """Each row that isn't empty. What can't be read in a cell is noted with its column."""
    order = {code: _order(_column(sheet, columns, code)) for code in ("day", "review")}
    rows = ((number, _named(columns, cells)) for number, cells in enumerate(sheet.rows, start=sheet.begins))
    return tuple(_earlier(number, row, order) for number, row in rows if any(row.values()))


def _column(sheet: Sheet, columns: Sequence[str], code: str) -> Iterator[str]:
    if code in columns:
        place = list(columns).index(code)
        yield from (cells[place] for cells in sheet.rows if place < len(cells))


def _named(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {code: _cell(cell) for code, cell in zip(columns, cells, strict=False) if code}


def _cell(text: str) -> str:
    """What somebody wrote: lines stay, characters that nobody sees go."""
    bare = text.strip().removeprefix("'") if _GUARDED.match(text.strip()) else text
    kept = "\n".join(tables.tidy(line) for line in bare.splitlines())
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def _earlier(number: int, row: Mapping[str, str], order: Mapping[str, str]) -> Earlier:
    notes: list[Note] = []
    words = {code: row.get(code, "") for code in CODES}
    return Earlier(
        row=number,
        number=words["number"],
        title=words["title"],
        text=words["text"],
        day=_day(words["day"], "day", order, notes),
        method=words["method"],
        outcome=outcome(words["outcome"]),
        outcome_words=words["outcome"],
        rule=words["rule"],
        quorum=words["quorum"],
        figures=_figures(words, notes),
        owner=words["owner"],
        review=_day(words["review"], "review", order, notes),
        reasons=words["reasons"],
        link=words["link"],
        notes=tuple(notes),
    )


def outcome(words: str) -> str:
    """What these words say came of it."""
    said = _bare(words)
    if not said:
        return ""
    if said in _REJECTED:
        return REJECTED
    return ADOPTED if said in _ADOPTED else UNKNOWN


def _figures(words: Mapping[str, str], notes: list[Note]) -> dict[str, int]:
    found = {}
    for code in FIGURES:
        said = words[code]
        if said.isascii() and said.isdecimal() and len(said) < 10 and int(said) <= MOST_VOTES:
            found[code] = int(said)
        elif said not in ("", "-", "–"):
            notes.append(Note("figure_unread", code, said[:40]))
    return found


def _day(said: str, code: str, order: Mapping[str, str], notes: list[Note]) -> date | None:
    found = _slashed(said, order[code]) or day_of(_MOMENT.sub(r"\1", said))
    if said and found is None:
        notes.append(Note("day_unread", code, said[:40]))
    return found


def _order(cells: Iterator[str]) -> str:
    """Which of two numbers before a slash is the day: what the whole column says. "" when it doesn't."""
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := _SLASHED.match(cell))]
    first, second = (any(pair[place] > 12 for pair in pairs) for place in (0, 1))
    if first == second:
        return ""
    return "day" if first else "month"


def _slashed(said: str, order: str) -> date | None:
    found = _SLASHED.match(said)
    if found is None or not order:
        return None
    one, two, year = map(int, found.groups())
    try:
        return date(year, two, one) if order == "day" else date(year, one, two)
    except ValueError:
        return None
