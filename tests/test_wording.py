"""Words: every code has a sentence, every sentence its Dutch."""

import ast
import re
from collections import defaultdict
from datetime import datetime
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from koers.domain import rules, scans
from koers.domain.refusals import Refused
from koers.web import messages, wording, wording_mail, wording_scans
from koers.web.channels import outside

KOERS = Path(messages.KOERS)


def _raised() -> set[str]:
    """Every code of a refusal anywhere in the code."""
    codes = set()
    for file in KOERS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused" and node.args:
                codes |= {c.value for c in ast.walk(node.args[0]) if isinstance(c, ast.Constant)}
    return {code for code in codes if isinstance(code, str)}


def _asked() -> set[str]:
    """Every deed that somebody is asked: those that a room's asking.py names, but for what it hears."""
    named: set[str] = set()
    for file in (KOERS / "apps").rglob("asking.py"):
        for node in ast.parse(file.read_text()).body:
            named |= _constants(node) - _heard(node)
    return named & set(rules.WHO)


def _constants(part: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(part) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _heard(part: ast.AST) -> set[str]:
    """What a reaction is called for, `asks.on(…)`, and what it tells apart."""
    parts = [
        node
        for node in ast.walk(part)
        if isinstance(node, ast.Compare)
        or (isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "on")
    ]
    return {text for node in parts for text in _constants(node)}


def test_every_message_has_its_dutch_with_the_same_placeholders() -> None:
    assert messages.mistakes() == []


def test_every_refusal_has_a_sentence() -> None:
    assert _raised() - set(wording.REFUSALS) == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_may_do_something_is_said_in_words(language: str) -> None:
    with translation.override(language):
        for deed in rules.WHO:
            who = sorted(rules.who_may(deed))
            assert wording.refusal(Refused("not_yours", deed=deed, who=who))


def test_every_s_has_a_name_and_every_ask_its_words() -> None:
    assert set(wording_scans.TITLE) == set(scans.FIVE)
    assert set(wording.ASKS) == _asked()


def test_every_ask_has_its_sentence_and_its_place_in_letters_and_calendars() -> None:
    assert len(_asked()) >= 4
    assert set(wording_mail.SENTENCE) == _asked()
    assert set(outside.DEEDS) == _asked()


def test_numbers_up_to_twenty_are_words() -> None:
    with translation.override("nl"):
        assert [wording.number(n) for n in (0, 1, 7, 20, 21)] == ["geen", "één", "zeven", "twintig", "21"]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "nog 1 minuut"),
        (89, "nog 89 minuten"),
        (90, "nog 2 uur"),
        (35 * 60, "nog 35 uur"),
        (36 * 60, "nog 2 dagen"),
    ],
)
def test_what_is_left_of_a_window_is_said_in_its_own_measure(minutes: int, said: str) -> None:
    with translation.override("nl"):
        assert wording.left(minutes * 60) == said


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-11-25T15:00", "tot wo 25 november, 15.00 uur"),
        ("2026-11-26T00:00", "tot en met wo 25 november"),
        ("2026-10-26T00:00", "tot en met zo 25 oktober"),  # the day that has twenty-five hours
        ("2026-03-30T00:00", "tot en met zo 29 maart"),  # and the one that has twenty-three
    ],
)
def test_what_ends_at_midnight_ends_with_a_day(at: str, says: str) -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    with translation.override("nl"), timezone.override(zone):
        assert wording.until(datetime.fromisoformat(at).replace(tzinfo=zone)) == says


def test_the_word_that_promises_too_much_is_never_used() -> None:
    said = [messages.PO.read_text(), *(f.read_text() for f in (KOERS / "web" / "templates").rglob("*.*"))]
    assert not any("anoniem" in text.lower() or "anonymous" in text.lower() for text in said)


def test_dutch_shouts_and_praises_nowhere() -> None:
    dutch = [
        one.string if isinstance(one.string, str) else " ".join(one.string)
        for one in messages.translated()
        if one.id
    ]
    assert not [text for text in dutch if "!" in text]
    assert not [text for text in dutch if re.search(r"\b(goed zo|fantastisch|knap|top)\b", text.lower())]


def test_a_compiled_catalogue_speaks_dutch() -> None:
    messages.compile_all()
    with translation.override("nl"):
        assert str(wording_scans.TITLE["direction"]) == "Stip & strategie"


def test_no_refusal_is_said_in_two_ways() -> None:
    """A code of one room that another room uses as well would show the other's words."""
    said: dict[str, set[int]] = defaultdict(set)
    for file in sorted((KOERS / "web").glob("wording*.py")):
        module = import_module(f"koers.web.{file.stem}")
        for code, words in getattr(module, "REFUSALS", {}).items():
            said[code].add(id(words))
    assert [code for code, words in said.items() if len(words) > 1] == []
