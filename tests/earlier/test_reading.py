"""Lists of earlier decisions in files: whatever somebody uploads is read, or refused with its place."""

import csv
import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koers.domain.earlier import columns
from koers.domain.earlier.planning import Here, plan
from koers.domain.earlier.saying import MOST_ROWS, Earlier, Found, Option
from koers.domain.refusals import Refused
from koers.earlier import markup, reading
from koers.web import wording
from tests.domain.test_earlier import TODAY

HERE = Path(__file__).parent
SHEET, LOOMIO = (HERE / "besluiten.csv").read_bytes(), (HERE / "loomio.json").read_bytes()
HEAD = "besluit;datum;eigenaar\n"


def rows_of(found: Found) -> tuple[Earlier, ...]:
    if found.sheet is None:
        return found.earlier
    chosen = columns.guessed(found.sheet.header)
    columns.check(chosen, found.sheet)
    return columns.read(found.sheet, chosen)


def refused(name: str, data: bytes) -> Refused:
    with pytest.raises(Refused) as raised:
        rows_of(reading.read(name, data))
    assert raised.value.field in ("file", "columns")
    assert wording.refusal(raised.value)
    return raised.value


def packed(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__dot__", "."), data)
    return made.getvalue()


# --- sheets


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("part", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_encoding_and_what_stands_between_cells_are_found(encoding: str, part: str, line: str) -> None:
    made = io.StringIO()
    table = csv.writer(made, delimiter=part, lineterminator=line)
    text = f"Eén café{part}“ja”,\nén; nee"
    table.writerows([["besluit", "datum", "eigenaar"], [text, "2019-03-14", "Zoë"]])
    (one,) = rows_of(reading.read("a.csv", made.getvalue().encode(encoding)))
    assert one.text == " ".join(text.split("\t")) if part == "\t" else one.text == text
    assert one.owner == "Zoë"


def test_a_spreadsheet_may_say_what_stands_between_cells() -> None:
    (one,) = rows_of(reading.read("a.csv", b"sep=;\r\nbesluit;datum\r\nA, B en C, D;2019-03-14\r\n"))
    assert (one.text, one.row) == ("A, B en C, D", 3)


def test_rows_keep_their_place_also_below_empty_lines() -> None:
    assert [one.row for one in rows_of(reading.read("a.csv", f"\n\n{HEAD}A;2019-01-01\n".encode()))] == [4]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "sheet_empty", None),
        (HEAD.encode(), "sheet_empty", None),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0", "not_a_sheet", None),
        (b"%PDF-1.7\n\x81\x8d\x8f\0", "not_a_sheet", None),
        (f'{HEAD}A;2019-01-01\n"B;2019-01-01\n'.encode(), "sheet_broken", 3),
        (f'{HEAD}A;2019-01-01\n"B"x;2019-01-01\n'.encode(), "sheet_broken", 3),
        (f"{HEAD}{'x' * 200_000};2019-01-01\n".encode(), "sheet_broken", 2),
        (f"{HEAD}{'A;2019-01-01' * 1}\n".encode() + b"B;2019-01-01\n" * 50_000, "too_many_rows", None),
        (b";".join(b"k%d" % n for n in range(100)) + b"\n1\n", "too_many_columns", None),
        (b"kleur;maat\nrood;3\n", "no_words_column", None),
        (b"besluit;maat\nrood;3\n", "no_day_column", None),
        (b"x" * (reading.LARGEST_SHEET + 1), "earlier_too_large", None),
    ],
    ids=(
        "nothing,head,picture,pdf,open quotation,quotation inside,huge cell,many rows,many columns,"
        "no words,no day,large"
    ).split(","),
)
def test_what_cannot_be_read_is_refused_with_its_place(data: bytes, code: str, line: int | None) -> None:
    found = refused("a.csv", data)
    assert (found.code, found.facts.get("line")) == (code, line)


def test_as_many_rows_as_are_told_fit() -> None:
    data = HEAD.encode() + b"A;2019-01-01;\n" * MOST_ROWS
    assert len(rows_of(reading.read("a.csv", data))) == MOST_ROWS


def test_of_a_head_that_stands_there_twice_the_first_counts() -> None:
    (one,) = rows_of(reading.read("a.csv", b"besluit;datum;besluit\nA;2019-01-01;B\n"))
    assert one.text == "A"


def test_a_short_row_and_a_long_one_are_read_as_far_as_the_head_goes() -> None:
    short, long = rows_of(reading.read("a.csv", f"{HEAD}A\nB;2019-01-01;Zoë;x;y\n".encode()))
    assert (short.text, short.day, long.owner) == ("A", None, "Zoë")


# --- zips


def test_a_zip_with_one_list_is_read() -> None:
    found = reading.read("a.zip", packed(besluiten__dot__csv=SHEET, plaatje__dot__png=b"x"))
    assert (found.source, found.name) == ("csv", "besluiten.csv")
    assert reading.read("b.zip", packed(export__dot__json=LOOMIO)).source == "loomio"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed(a__dot__csv=SHEET, b__dot__csv=SHEET), "not_one_inside"),
        (packed(a__dot__png=b"x"), "not_one_inside"),
        (packed(a__dot__csv=b" " * (reading.LARGEST_UNPACKED + 1)), "register_too_large"),
        (packed(a__dot__csv=SHEET)[:-40], "zip_broken"),
        (b"PK\x03\x04 and then nothing", "zip_broken"),
    ],
    ids=["two", "none", "bomb", "cut off", "no zip"],
)
def test_another_zip_is_refused(data: bytes, code: str) -> None:
    assert refused("a.zip", data).code == code


# --- Loomio


def test_a_closed_poll_with_an_outcome_is_a_decision() -> None:
    first, second, still_open, without = rows_of(reading.read("export.json", LOOMIO))
    assert first.title == "Eén rooster voor de nacht"
    assert first.text == (
        "We maken één rooster voor de nacht. Zie het voorbeeld (https://delinde.example/rooster).\nvanaf juni"
    )
    assert first.reasons == "De IC en de spoed plannen nu apart.\nDat kost nachten."
    assert (str(first.day), str(first.review)) == ("2023-05-12", "2030-06-01")
    assert (first.discussion, first.said_by) == ("De nachten", "Joost Hendriks")
    assert first.link == "https://besluiten.delinde.example/p/pOll1"
    assert first.options[0] == Option("agree", 3, 3)
    assert second.discussion == "De nachten"  # by its topic, as newer files have it
    assert second.text == "We vergaderen op *dinsdag*."
    assert second.options == (Option("agree", 2, 1), Option("disagree", 1, 2))
    assert [one.notes[0].code for one in (still_open, without)] == ["still_open", "no_outcome"]


def altered(table: str, **values: Any) -> tuple[Earlier, ...]:
    rows = [json.loads(line) for line in LOOMIO.splitlines()]
    for row in rows:
        if row["table"] == table:
            row["record"].update(values)
    return rows_of(reading.read("a.json", "\n".join(map(json.dumps, rows)).encode()))


def test_older_files_state_their_counts_at_the_poll() -> None:
    first, *_ = altered("poll_options", total_score=None)
    assert [one.stated for one in first.options] == [3, 0, 0]


def test_votes_without_choices_of_their_own_are_added_up_by_their_scores() -> None:
    first, *_ = altered("stance_choices", stance_id=0)
    assert first.options[0] == Option("agree", 3, 3)


def test_a_vote_that_was_taken_back_does_not_count() -> None:
    first, *_ = altered("stances", revoked_at="2023-05-11T08:00:00Z")
    assert first.options == ()
    assert first.notes[-1].code == "votes_left_out"


def test_secret_ballots_are_added_up_too() -> None:
    lines = [json.loads(line) for line in LOOMIO.splitlines()]
    kept = [one for one in lines if one["table"] not in ("stances", "stance_choices")]
    for n in range(2):
        kept.append({"table": "anonymous_ballots", "record": {"id": f"b{n}", "poll_id": 501}})
        choice = {"anonymous_ballot_id": f"b{n}", "poll_option_id": 601, "score": 1}
        kept.append({"table": "anonymous_ballot_choices", "record": choice})
    first, *_ = rows_of(reading.read("a.json", "\n".join(map(json.dumps, kept)).encode()))
    assert first.options[0] == Option("agree", 3, 2)


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b'{"a": 1}', "loomio_broken", 1),
        (b"[1, 2]", "loomio_broken", 1),
        (LOOMIO + b'{"table": "polls"', "loomio_broken", LOOMIO.count(b"\n") + 1),
        (b'{"table": "comments", "record": {}}', "no_polls", None),
        (b'{"table": "polls", "record": ' + b"[" * 100_000, "loomio_broken", 1),
        (b'{"table": "polls", "record": {"id": ' + b"9" * 10_000 + b"}}", "loomio_broken", 1),
        (b'{"table": "polls", "record": {"closed_at": null}}\n' * (MOST_ROWS + 1), "too_many_rows", None),
    ],
    ids=["other", "list", "cut off", "no polls", "deep", "long number", "many"],
)
def test_another_json_is_refused_with_its_line(data: bytes, code: str, line: int | None) -> None:
    found = refused("a.json", data)
    assert (found.code, found.facts.get("line")) == (code, line)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Een</p><p>Twee</p>", "Een\nTwee"),
        ("a &amp; b<script>alert(1)</script>", "a & b"),
        ('<a href="javascript:x">hier</a>', "hier"),
        ("geen html, 3 < 4", "geen html, 3 < 4"),
        ("<![if x]>Wel", "Wel"),
        ("<p>open", "open"),
    ],
)
def test_words_are_taken_out_of_html(html: str, words: str) -> None:
    assert markup.plain(html) == words


# --- whatever comes


def _read_or_refused(name: str, data: bytes) -> None:
    """Never a crash: rows that can be planned, each sayable, or a refusal that can be said."""
    try:
        found = rows_of(reading.read(name, data))
    except Refused as wrong:
        wording.refusal(wrong)
        return
    for row in plan(found, Here({}, {}, {1: "Zoë"}, TODAY)):
        assert row.earlier.row >= 0
        assert row.state == "new" or wording.refusal(Refused(row.code, "", **row.facts))
        f"{row.title}{row.text}{row.earlier}".encode()
        assert "\0" not in f"{row.title}{row.text}{row.earlier}"


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.json", "a.zip"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    _read_or_refused(name, data)


@given(st.lists(st.lists(st.text(max_size=30), max_size=6), max_size=6), st.sampled_from(",;\t|"))
def test_any_cells_are_read_or_refused(rows: list[list[str]], part: str) -> None:
    made = io.StringIO()
    csv.writer(made, delimiter=part, lineterminator="\n").writerows([["titel", "besluit", "datum"], *rows])
    _read_or_refused("a.csv", made.getvalue().encode(errors="surrogatepass"))


@settings(max_examples=300)
@given(st.randoms(use_true_random=False), st.sampled_from([SHEET, LOOMIO, packed(a__dot__csv=SHEET)]))
def test_a_file_that_was_damaged_is_read_or_refused(chance: random.Random, data: bytes) -> None:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(damaged))
        damaged[at : at + chance.randint(0, 3)] = bytes(chance.choices(range(256), k=chance.randint(0, 3)))
        damaged = damaged or bytearray(b" ")
    _read_or_refused("a.csv", bytes(damaged))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["2023-05-12T10:00:00Z", "html", "<p>", "Discussion", 501, 601]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=300)
@given(st.randoms(use_true_random=False), st.lists(VALUES, min_size=1, max_size=6))
def test_records_with_anything_in_them_are_read_or_refused(chance: random.Random, values: list[Any]) -> None:
    rows = [json.loads(line) for line in LOOMIO.splitlines()]
    for value in values:
        record = chance.choice(rows)["record"]
        record[chance.choice(sorted(record))] = value
    _read_or_refused("a.json", "\n".join(map(json.dumps, rows)).encode())
