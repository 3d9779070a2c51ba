"""`koers count`: what it says of a sheet of ballots, and of a sheet that it can't count."""

import json
import random
import time
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from koers.cli import app
from koers.reports.count_ballots import read_ballots
from koers.reports.count_methods import RULES, Method
from koers.reports.sheet import SheetError
from koers.reports.words_count import TEXTS
from tests.published import DATA, needs

RANKED = "Anna,Bram,Cor\n1,2,3\n1,3,2\n2,1,3\n3,No opinion,1\n"
SCORED = "Anna,Bram,Cor\n5,0,3\n4,1,\n0,5,2\n"
GOOD = {
    "schulze": RANKED,
    "irv": RANKED,
    "plurality": RANKED,
    "star": SCORED,
    "approval": "Anna,Bram,Cor\n1,0,1\n1,1,geen mening\n0,0,1\n",
    "resistance": "Niets doen,Verhuizen,Blijven\n9,2,4\n8,3,5\n,,\n",
}


@pytest.fixture
def run(tmp_path):
    def counting(content, *more, name="stemmen.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return CliRunner().invoke(app, ["count", str(file), *more])

    return counting


def figures(run, content, *more):
    done = run(content, "--json", *more)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_winners_and_order_are_the_names_of_the_header(run):
    told = figures(run, RANKED, "--method", "schulze")
    assert (told["winners"], told["order"], told["ballots"]) == (["Anna"], ["Anna", "Bram", "Cor"], 4)
    assert told["pairwise"]["Anna"] == {"Bram": 2, "Cor": 3}


def test_tied_options_are_a_list_inside_the_order_and_all_win_until_a_seed_is_given(run):
    tied = "Anna,Bram,Cor\n1,2,3\n2,1,3\n"
    told = figures(run, tied, "--method", "schulze")
    assert (told["order"], told["winners"], told["tied"]) == (
        [["Anna", "Bram"], "Cor"],
        ["Anna", "Bram"],
        ["Anna", "Bram"],
    )
    drawn = figures(run, tied, "--method", "schulze", "--seed", "9f")
    assert (drawn["order"], drawn["tied"], len(drawn["winners"])) == ([["Anna", "Bram"], "Cor"], [], 1)
    assert drawn["draws"] == [{"between": ["Anna", "Bram"], "drawn": drawn["winners"]}]


def test_several_seats_are_filled_by_the_order(run):
    assert figures(run, RANKED, "--method", "schulze", "--seats", "2")["winners"] == ["Anna", "Bram"]


def test_no_opinion_is_left_out_of_the_mean(run):
    told = figures(run, SCORED, "--method", "star")
    assert told["scores"]["Cor"] == {"sum": 5, "opinions": 2, "mean": 2.5}


def test_an_empty_row_in_resistance_is_somebody_who_did_not_answer(run):
    told = figures(run, GOOD["resistance"], "--method", "resistance")
    assert (told["winners"], told["unanswered"], told["outcome"]) == (["Verhuizen"], 1, "provisional")
    assert told["resistance"]["Niets doen"]["from_8"] == 2


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_report_names_who_wins_and_how_certain_it_is(run, tmp_path, method, lang):
    done = run(GOOD[method], "--method", method, "--lang", lang)
    assert done.exit_code == 0, done.stderr
    assert TEXTS[lang]["sure"] in done.stdout
    page = tmp_path / "telling.html"
    assert run(GOOD[method], "--method", method, "--lang", lang, "--html", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in text
    assert escape(TEXTS[lang][f"how_{method}"]) in text
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")


def test_names_can_not_bring_html_into_the_page(run, tmp_path):
    page = tmp_path / "telling.html"
    run("<b>A</b>,{x}\n1,2\n", "--method", "schulze", "--html", str(page))
    text = page.read_text(encoding="utf-8")
    assert "<b>A</b>" not in text.replace("<b>0</b>", "")
    assert "&lt;b&gt;A&lt;/b&gt;" in text
    assert "{x}" in text


def test_both_languages_say_the_same_things():
    assert TEXTS["nl"].keys() == TEXTS["en"].keys()


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        ("A,B\n1,x\n", ("schulze",), ["row 2, column B (B): x", "from 1"]),
        ("A,B\n1,2\n0,1\n", ("schulze",), ["row 3, column A (A): 0"]),
        ("A,B\n1,2.5\n", ("schulze",), ["row 2, column B (B): 2.5"]),
        ("A,B\n1,-1\n", ("schulze",), ["row 2, column B (B): -1"]),
        ("A,B\n1,6\n", ("star",), ["row 2, column B (B): 6", "0 to 5"]),
        ("A,B\n1,2\n", ("approval",), ["row 2, column B (B): 2", "0 for not"]),
        ("A,B\n1,11\n", ("resistance",), ["row 2, column B (B): 11", "0 to 10"]),
        ("A,B\n1,2,3\n", ("schulze",), ["row 2: 3 cells"]),
        ("A,,B\n1,9,2\n", ("schulze",), ["row 2, column B: 9", "no name"]),
        ("A,B,a\n1,2,3\n", ("schulze",), ["columns A and C"]),
        ("A\n1\n", ("schulze",), ["at least two"]),
        ("", ("schulze",), ["at least two"]),
        ("A,B\n", ("schulze",), ["no ballot"]),
        ('A,B\n"1,2\n', ("schulze",), ["Row 2", "quotation mark"]),
        ("A,B,C\n1,2,3\n\n1,2,2\n", ("irv",), ["row 4: B and C", "same rank"]),
        ("A,B,C\n1,1,3\n", ("plurality",), ["row 2: A and B"]),
        ("A,B,C\n1,,3\n", ("resistance",), ["row 2", "nothing for B"]),
        ("A,B\n1,2\n", ("irv", "--seats", "2"), ["chooses one", "schulze"]),
        ("A,B\n1,2\n", ("schulze", "--seats", "3"), ["2 options and 3 seats"]),
        (b"A,B\n1,\x00\n", ("schulze",), ["isn't text"]),
    ],
)
def test_what_can_not_be_counted_is_named_with_its_place_and_nothing_is_counted(run, content, more, said):
    done = run(content, "--lang", "en", "--json", "--method", *more)
    assert (done.exit_code, done.stdout) == (2, "")
    for part in said:
        assert part in done.stderr


def test_a_missing_file_is_said(tmp_path):
    done = CliRunner().invoke(app, ["count", str(tmp_path / "weg.csv"), "--method", "irv", "--lang", "en"])
    assert done.exit_code == 2
    assert "can't be opened" in done.stderr


def test_a_folder_that_is_not_there_is_said_and_does_not_crash(run, tmp_path):
    done = run(RANKED, "--method", "schulze", "--lang", "en", "--html", str(tmp_path / "no" / "x.html"))
    assert done.exit_code == 2
    assert "Choose another place" in done.stderr


# --- files that went wrong on their way

ELECTIONS = DATA / "kubernetes_steering"
PIECES = [
    "",
    ",",
    ";",
    "\n",
    "\r",
    '"',
    "\0",
    "\t",
    "No opinion",
    "-1",
    "0",
    "1e9",
    "٣",
    "99999999999",
    "=1+1",
]
CODES = {*TEXTS["en"], "not_text", "broken_quotes", "old_excel", "broken_excel"}


def mutated(text, chance):
    """A file with one to six things done to it: cut, doubled, swapped, or with something put in."""
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        to = min(to, at + chance.choice([0, 1, 5, 400]))
        put = text[:at] + chance.choice(PIECES) + text[to:]
        text = chance.choice([text[:at] + text[to:], text[:to] + text[at:], put, text[:to]])
    data = bytearray(text.encode(chance.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"]), "replace"))
    if data and chance.random() < 0.2:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def read(file, data, method):
    """Ballots, or a code and a place; never anything else, and never late."""
    file.write_bytes(data)
    began = time.monotonic()
    try:
        cast = read_ballots(file, RULES[method].cells)
    except SheetError as error:
        return "refused" if error.code in CODES else error.code
    assert time.monotonic() - began < 5
    assert len(cast.rows) == len(cast.ballots)
    assert all(bad.row > 1 and (bad.letter or bad.why == "longer") for bad in cast.bad)
    return "named" if cast.bad else "read"


@needs("kubernetes_steering")
def test_mutations_of_published_ballots_are_read_or_refused_with_their_place(tmp_path, run):
    chance, seen = random.Random(2017), set()
    texts = [path.read_text(encoding="utf-8") for path in sorted(ELECTIONS.glob("*_ballots.csv"))]
    for turn in range(400):
        text = chance.choice(texts)
        part = "\n".join(text.split("\n")[: chance.choice([3, 20, 400])])
        data = mutated(part, chance)
        seen.add(read(tmp_path / "mutated.csv", data, Method.schulze))
        if turn % 10 == 0:
            done = run(data, "--method", chance.choice(list(Method)), "--json")
            assert done.exit_code in (0, 2), done.exception
            assert bool(done.stdout) is (done.exit_code == 0)
            assert done.exit_code == 0 or done.stderr.strip()
    assert seen == {"read", "named", "refused"}


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(list(Method)))
def test_mutations_of_a_small_file_are_read_or_refused_with_their_place(tmp_path_factory, chance, method):
    folder = tmp_path_factory.mktemp("ballots")
    assert read(folder / "mutated.csv", mutated(GOOD[method], chance), method) in {"read", "named", "refused"}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data):
    assert read(tmp_path_factory.mktemp("ballots") / "bytes.csv", data, Method.schulze)
