"""Reading minutes: what is found in them, what isn't, and what it takes to take something over."""

import random
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koers.domain import minutes
from koers.domain.minutes import ACTION, DECISION, LOOKS, SAID, taking
from koers.domain.minutes.taking import Chosen
from koers.domain.refusals import Refused
from tests.published import DATA, needs

REAL = [*DATA.glob("fronteers_notulen/*.md"), *DATA.glob("rust_leadership_council/minutes/*.md")]

DUTCH = """# Notulen MT 12 mei 2026
Aanwezig: Anna de Wit (vz), Bram, Cees & Dirk-Jan van den Berg
Afwezig: Eva (met bericht)

## 1. Roosters
Anna licht toe. **Besluit 2026-04:** het nieuwe rooster gaat in per 1 september.
- [ ] Bram stuurt het rooster rond vóór 20 mei
- [x] Cees belt de OR
AP Cees: overleg met OR plannen (uiterlijk 1 juni)
De oude lijsten gaan weg. Actie: Bram.
Wie regelt de zaal? Dat zou iemand kunnen doen.

## Actielijst
| Actie | Wie | Wanneer |
|---|---|---|
| Begroting nakijken | Dirk-Jan | 30 mei |
"""


def found(text, kind=None):
    return [item for item in minutes.read(text).items if kind in (None, item.kind)]


def told(item):
    return (item.kind, item.text, item.sure, item.owner, item.day)


def test_a_page_of_dutch_minutes():
    read = minutes.read(DUTCH)
    assert (read.title, read.day) == ("Notulen MT 12 mei 2026", date(2026, 5, 12))
    assert read.present == ["Anna de Wit", "Bram", "Cees", "Dirk-Jan van den Berg"]
    assert read.absent == ["Eva"]
    assert [told(item) for item in read.items] == [
        (DECISION, "het nieuwe rooster gaat in per 1 september.", SAID, "", None),
        (ACTION, "Bram stuurt het rooster rond vóór 20 mei", SAID, "Bram", date(2026, 5, 20)),
        (ACTION, "overleg met OR plannen (uiterlijk 1 juni)", SAID, "Cees", date(2026, 6, 1)),
        (ACTION, "De oude lijsten gaan weg.", SAID, "Bram", None),
        (ACTION, "Begroting nakijken", SAID, "Dirk-Jan", date(2026, 5, 30)),
    ]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Besluit: we stoppen met papier.", SAID),
        ("Decision - the fund stays as it is.", SAID),
        ("## Besluiten\n- Het budget blijft gelijk", SAID),
        ("We besluiten met papier te stoppen.", LOOKS),
        ("Ook is besloten dat het uitje doorgaat.", LOOKS),
        ("Besloten wordt om ze een brief te sturen.", LOOKS),
        ("De begroting wordt vastgesteld op 80 euro.", LOOKS),
        ("De vergadering gaat akkoord met het voorstel.", LOOKS),
        ("The board agreed to extend the grant.", LOOKS),
        ("Hearing no objections, the grant is approved.", LOOKS),
    ],
)
def test_a_decision_is_found_by_its_marker_or_its_verbs(text, sure):
    assert [(item.kind, item.sure) for item in found(text)] == [(DECISION, sure)]


@pytest.mark.parametrize(
    "text",
    [
        "Moeten we dit nu besluiten?",
        "We moeten nog besluiten wie dat wordt.",
        "Vorig jaar is besloten dat het uitje doorgaat.",
        "Het voorstel is nog niet goedgekeurd.",
        "Anna: Agreed.",
        "We haven't decided on the date.",
        "Hearing no objections, the agenda is approved.",
        "## Besluiten eerdere ALV's\n- Het budget blijft gelijk",
        "## Agenda\n- Besluiten over papier",
        "```\nBesluit: dit is een voorbeeld.\n```",
    ],
)
def test_deciding_that_is_asked_wished_or_told_of_before_is_no_decision(text):
    assert found(text, DECISION) == []


@pytest.mark.parametrize(
    ("text", "owner", "sure"),
    [
        ("Actie: Anna belt de gemeente.", "Anna", SAID),
        ("ACTIE Anna: de gemeente bellen", "Anna", SAID),
        ("Taak Anna: de gemeente bellen", "Anna", SAID),
        ("- [ ] Anna belt de gemeente", "Anna", SAID),
        ("To do: de gemeente bellen", "", SAID),
        ("Aanwezig: Anna, Bram\n\nAnna zal de gemeente bellen.", "Anna", LOOKS),
        ("Aanwezig: Anna, Bram\n\nAnna en Bram pakken dit op.", "Anna en Bram", LOOKS),
        ("Aanwezig: Anna, Bram\n\nVerder gaat Bram met de OR in gesprek.", "Bram", LOOKS),
        ("De werkgroep zal dit uitzoeken.", "De werkgroep", LOOKS),
        ("Anna: I'll start that thread.", "Anna", LOOKS),
        ("Present: Anna, Ben\n\nBen will write the report.", "Ben", LOOKS),
        ("Present: Anna, Ben\n\nAnna to call the council.", "Anna", LOOKS),
    ],
)
def test_an_action_is_found_with_whoever_takes_it_up(text, owner, sure):
    assert [(item.kind, item.owner, item.sure) for item in found(text)] == [(ACTION, owner, sure)]


@pytest.mark.parametrize(
    "text",
    [
        "Er moet nog een zaal gezocht worden.",
        "Anna vraagt of het sneller kan.",
        "Misschien zal Anna dat doen.",
        "Dit zal wel lukken.",
        "Would Anna do that?",
        "This will take a while.",
        "- [x] Anna belt de gemeente",
        "Actie: geen",
    ],
)
def test_a_need_without_anybody_a_question_and_what_is_done_are_no_actions(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        ("Aanwezig: Anna, Bram en Cees. Afwezig met afbericht: Eva.", ["Anna", "Bram", "Cees"], ["Eva"]),
        (
            "## Attendance\n\n- Council: Ann, Ben Lee\n- Observers: None.\n- Apologies: Cy",
            ["Ann", "Ben Lee"],
            ["Cy"],
        ),
        (
            "## Aanwezig\n\n- Anna de Wit (voorzitter)\n- Bram\n\n## Agenda\n- Cees",
            ["Anna de Wit", "Bram"],
            [],
        ),
        ("Present: anna, ben", ["anna", "ben"], []),
        ("Er waren veel mensen aanwezig: dat was fijn voor iedereen die er was en bleef.", [], []),
    ],
)  # fmt: skip
def test_who_was_there_and_who_was_not(text, present, absent):
    read = minutes.read(text)
    assert (read.present, read.absent) == (present, absent)


@pytest.mark.parametrize(
    ("said", "due", "day"),
    [
        ("vóór 20 mei", "20 mei", date(2026, 5, 20)),
        ("uiterlijk 3 februari", "3 februari", date(2027, 2, 3)),
        ("by 1 June 2026", "1 June 2026", date(2026, 6, 1)),
        ("uiterlijk 2026-06-30", "2026-06-30", date(2026, 6, 30)),
        ("voor vrijdag", "vrijdag", None),
        ("by 03/04/2026", "03/04/2026", None),
        ("voor 31 februari", "31 februari", None),
        ("zoals op 1 mei afgesproken, klaar per 1 juni", "", None),
        ("", "", None),
    ],
)
def test_a_day_is_only_given_when_it_can_be_no_other(said, due, day):
    (item,) = found(f"# 12 mei 2026\n\nActie: Anna belt {said}")
    assert (item.due, item.day) == (due, day)


def test_without_the_day_of_the_meeting_a_day_without_a_year_is_none():
    (item,) = found("Actie: Anna belt vóór 20 mei")
    assert (item.due, item.day) == ("20 mei", None)


def test_what_ends_in_a_colon_takes_its_bullets_along():
    (item,) = found("We hebben afgesproken dat dit zijn:\n\n- rust\n- ruimte\n\nDaarna koffie.")
    assert item.text == "We hebben afgesproken dat dit zijn: rust; ruimte"


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "minutes_empty"), ("  \n", "minutes_empty"), ("a" * 200_001, "minutes_long")],
)
def test_minutes_that_cannot_be_read_are_refused(text, code):
    with pytest.raises(Refused) as refused:
        minutes.read(text)
    assert refused.value.code == code


LINES = st.sampled_from(
    [
        *DUTCH.splitlines(), "", "---", "```", "- - x", "| a |", "|", "#", "Besluit:", "Actie: Bram", "- [ ]",
        "We besluiten:", "- één", "Aanwezig:", "Aanwezig: , en ;", "Anna: I'll", "AP", "é\u0301 €", "…",
    ]
)  # fmt: skip


def holds(text):
    """Items lie in the text, in order and apart, and say something."""
    if not text.strip():
        return
    read = minutes.read(text)
    ends = [0]
    for item in read.items:
        assert ends[-1] <= item.start < item.end <= len(text)
        assert item.text.strip()
        assert item.kind in minutes.KINDS
        ends.append(item.end)
    assert all(person.name for person in read.people)


@given(st.lists(LINES, max_size=30).map("\n".join))
def test_whatever_the_order_of_its_lines_items_lie_apart_in_the_text(text):
    holds(text)


@given(st.text(max_size=400))
def test_any_text_can_be_read(text):
    holds(text)


@given(st.lists(LINES, max_size=20))
def test_where_a_line_ends_does_not_matter(lines):
    def said(end):
        try:
            return [told(item) for item in minutes.read(end.join(lines)).items]
        except Refused as refused:
            return refused.code

    assert said("\n") == said("\r\n")


@needs("fronteers_notulen", "rust_leadership_council")
@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_real_minutes_cut_doubled_and_shuffled_are_read_within_five_seconds(seed):
    chance = random.Random(seed)
    text = chance.choice(REAL).read_text(encoding="utf-8")
    for _ in range(chance.randint(1, 6)):
        a, b = sorted(chance.randrange(len(text) + 1) for _ in "ab")
        piece = text[a:b]
        text = chance.choice(
            [text[:a] + text[b:], text[:b] + piece + text[b:], text[:a] + piece[::-1] + text[b:],
             text[:a] + chance.choice(" \t\n-#|:.([*_~`é🙂\0") * chance.randint(1, 3000) + text[a:],
             text.replace("\n", chance.choice(["", " ", "\n\n", "\r"]))]
        )[:200_000]  # fmt: skip
    began = time.monotonic()
    holds(text)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "piece", ["a ", "A", "Anna, ", "We ", " will ", "- ", "(", "besluit ", "1. ", "zal ", "Anna zal "]
)
def test_one_endless_line_does_not_hang(piece):
    began = time.monotonic()
    holds((piece * 200_000)[:200_000])
    assert time.monotonic() - began < 5


# --- taking over

TODAY, EARLIER = date(2026, 11, 16), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("words", "chair"),
    [
        ("Anna", 1),
        ("anna de wit", 1),
        ("Anna Bakker", None),
        ("Bram", None),
        ("Bram Smit", 3),
        ("Anna en Cees", None),
        ("", None),
        ("de werkgroep", None),
    ],
)
def test_a_chair_is_suggested_when_only_one_has_that_name(words, chair):
    chairs = {1: "Anna de Wit", 2: "Bram Bos", 3: "Bram Smit", 4: "Cees"}
    assert taking.chair_of(words, chairs) == chair


@pytest.mark.parametrize(
    ("rule", "code", "field"),
    [
        (lambda: taking.source("", TODAY, TODAY), "name_missing", "title"),
        (lambda: taking.source("MT", None, TODAY), "minutes_day_unfit", "day"),
        (lambda: taking.source("MT", date(2026, 11, 17), TODAY), "minutes_day_unfit", "day"),
        (lambda: taking.chosen([Chosen(1, "", "x")]), "nothing_taken", ""),
        (lambda: taking.decision(Chosen(3, DECISION, " "), {1}), "decision_text_missing", "text-3"),
        (lambda: taking.decision(Chosen(3, DECISION, "x" * 2001), {1}), "too_long", "text-3"),
        (lambda: taking.decision(Chosen(3, DECISION, "x", owner=2), {1}), "owner_missing", "owner-3"),
        (lambda: taking.action(Chosen(4, ACTION, "", 1, TODAY), {1}, TODAY), "action_missing", "text-4"),
        (lambda: taking.action(Chosen(4, ACTION, "x", None, TODAY), {1}, TODAY), "owner_missing", "owner-4"),
        (lambda: taking.action(Chosen(4, ACTION, "x", 1, EARLIER), {1}, TODAY), "due_unfit", "due-4"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_at_its_own_field(rule, code, field):
    with pytest.raises(Refused) as refused:
        rule()
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_long_decision_is_called_by_its_first_words():
    title = taking.title_of("Vanaf januari maken de IC en de spoed één rooster, " * 5)
    assert len(title) <= 120
    assert title.endswith("…")
    assert taking.title_of("Kort.") == "Kort."
