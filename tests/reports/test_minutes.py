"""`koers minutes`: what it says of minutes, and of a file that it can't read."""

import json
import re

import pytest
from typer.testing import CliRunner

from koers.cli import app
from koers.reports.words_minutes import TEXTS

MINUTES = """# MT 12 mei 2026
Aanwezig: Anna, Bram
Afwezig: Eva

Besluit: <b>papier</b> gaat weg.
Actie: Anna belt de gemeente, uiterlijk 20 mei.
Bram zal de zaal regelen.
"""


@pytest.fixture
def run(tmp_path):
    def reading(content, *more, name="notulen.md"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return CliRunner().invoke(app, ["minutes", str(file), *more])

    return reading


def test_what_was_found_as_json(run):
    done = run(MINUTES, "--json")
    told = json.loads(done.stdout)
    assert (told["title"], told["day"], told["present"], told["absent"]) == (
        "MT 12 mei 2026", "2026-05-12", ["Anna", "Bram"], ["Eva"],
    )  # fmt: skip
    assert told["items"][1] == {
        "kind": "action",
        "text": "Anna belt de gemeente, uiterlijk 20 mei.",
        "lines": [6, 6],
        "sure": "said",
        "owner": "Anna",
        "due": "20 mei",
        "day": "2026-05-20",
    }
    assert [(one["kind"], one["sure"]) for one in told["items"]] == [
        ("decision", "said"), ("action", "said"), ("action", "looks"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "says"), [("nl", "één besluit en twee acties"), ("en", "one decision and two actions")]
)
def test_in_the_terminal_in_both_languages(run, lang, says):
    done = run(MINUTES, "--lang", lang)
    assert done.exit_code == 0
    assert says in done.stdout
    assert TEXTS[lang]["proposes"][:40] in done.stdout
    assert re.search(r"^ +5 +<b>papier</b> gaat weg", done.stdout, re.MULTILINE)


def test_the_page_holds_the_minutes_with_their_marks_and_nothing_of_a_stranger_runs(run, tmp_path):
    file = tmp_path / "uit.html"
    assert run(MINUTES, "--html", str(file)).exit_code == 0
    page = file.read_text()
    assert "<b>papier</b>" not in page
    assert re.findall(r'<mark id="mark-(\d)">', page) == ["1", "2", "3"]
    assert "<script" not in page
    assert "http" not in re.sub(r"url\([^)]*\)|http-equiv", "", page)


def test_a_letter_that_steers_a_terminal_is_taken_out(run):
    assert "\x1b" not in run("Besluit: \x1b[31mrood\x1b[0m blijft.").stdout


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", TEXTS["nl"]["minutes_empty"]),
        (b"\0\1", TEXTS["nl"]["file_not_text"]),
        (b"PK\x03\x04", TEXTS["nl"]["file_broken"]),
        (b"\xd0\xcf\x11\xe0", TEXTS["nl"]["file_old_word"]),
        (b"a " * 100_001, TEXTS["nl"]["minutes_long"][:18]),
    ],
)
def test_what_cannot_be_read_is_said_in_words_and_ends_with_two(run, content, says):
    done = run(content)
    assert done.exit_code == 2
    assert says in done.stderr


def test_a_file_that_is_not_there(tmp_path):
    done = CliRunner().invoke(app, ["minutes", str(tmp_path / "weg.md")])
    assert done.exit_code == 2
    assert "weg.md" in done.stderr


def test_both_languages_say_the_same_things():
    assert TEXTS["nl"].keys() == TEXTS["en"].keys()
