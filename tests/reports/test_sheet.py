"""Sheets as people save them: what is read, and what is named instead of guessed."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from koers.reports import sheet
from koers.reports.scan_answers import Bad, Person, read_answers
from koers.reports.sheet import SheetError

ROWS = [["Team", "Stip & strategie", "Sturing – één"], ["MT", "4", "2"], ["MT", "", "5"], ["Staf", "1", "3"]]
ITEMS = ["Stip & strategie", "Sturing – één"]
PEOPLE = (Person("MT", (4, 2)), Person("MT", (None, 5)), Person("Staf", (1, 3)))


@pytest.fixture
def saved(tmp_path):
    def save(content, name="scan.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return save


def workbook(*sheets):
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        page = book.create_sheet()
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", sheet.DELIMITERS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_encoding_and_line_end_reads_the_same(saved, delimiter, encoding, end):
    text = end.join(delimiter.join(row) for row in ROWS)
    answers = read_answers(saved(text.encode(encoding)), ITEMS, "Team")
    assert (answers.people, answers.bad) == (PEOPLE, ())


def test_an_excel_file_reads_the_same_whether_numbers_are_numbers_or_text(saved):
    numbers = [ROWS[0], ["MT", 4, 2.0], ["MT", None, 5], ["Staf", 1, "3"]]
    for rows in (ROWS, numbers):
        answers = read_answers(saved(workbook(rows), "scan.xlsx"), ITEMS, "Team")
        assert (answers.people, answers.bad) == (PEOPLE, ())


def test_the_sheet_with_the_columns_is_taken_and_empty_rows_above_it_are_passed_over(saved):
    book = workbook([["Uitleg"], ["Vul in"]], [[], *ROWS])
    assert read_answers(saved(book, "scan.xlsx"), ITEMS, "Team").people == PEOPLE


@pytest.mark.parametrize(
    ("cell", "step"),
    [("4", 4), (" 4 ", 4), ("4,0", 4), ("4.00", 4), ("04", 4), ("", None), ("  ", None), ("\u00a0", None)],
)
def test_a_whole_step_or_nothing_is_taken_as_it_stands(saved, cell, step):
    answers = read_answers(saved(f"Sturing;Naam\n{cell};a\n"), ["Sturing"])
    assert (answers.people, answers.bad) == ((Person(None, (step,)),), ())


@pytest.mark.parametrize(
    "cell",
    [
        "6",
        "0",
        "-1",
        "3,5",
        "4.5",
        "vier",
        "4 (mee eens)",
        "n.v.t.",
        "NA",
        "1e0",
        "٣",
        "5" * 12,
        "4,",
        "TRUE",
    ],
)
def test_anything_else_is_bad_and_named_by_row_and_column(saved, cell):
    answers = read_answers(saved(f"Naam;Sturing\na;3\n\nb;{cell}\n"), ["Sturing"])
    assert answers.bad == (Bad(4, "Sturing", "B", cell, "step"),)
    assert answers.people == (Person(None, (3,)), Person(None, (None,)))


def test_a_formula_that_was_never_worked_out_is_bad_and_not_empty(saved):
    rows = [["Sturing"], ["=1+2"], [True], ["4"]]
    answers = read_answers(saved(workbook(rows), "scan.xlsx"), ["Sturing"])
    assert [(cell.row, cell.found) for cell in answers.bad] == [(2, "=1+2"), (3, "True")]


def test_a_person_without_a_team_and_a_row_that_may_have_shifted_are_named(saved):
    answers = read_answers(saved("Team,A,B\n,4,4\nMT,3,0,4,0\nMT,3\n"), ["A", "B"], "Team")
    assert answers.bad == (Bad(2, "Team", "A", "", "team"), Bad(3, "", "", "5", "longer"))
    # A spreadsheet leaves empty cells at the end away: not a shifted row.
    assert answers.people == (Person("MT", (3, None)),)


def test_beside_an_excel_table_a_note_shifts_nothing(saved):
    rows = [["Sturing"], ["4", None, "let op"], ["5"]]
    assert read_answers(saved(workbook(rows), "scan.xlsx"), ["Sturing"]).bad == ()


def test_headers_match_in_any_capitals_but_never_two_at_once(saved):
    file = saved("STURING;sturing;Structuur \n1;2;3\n")
    assert read_answers(file, ["sturing"]).people == (Person(None, (2,)),)
    assert read_answers(file, ["structuur"]).items == ("structuur",)
    with pytest.raises(SheetError) as ambiguous:
        read_answers(file, ["Sturing"])
    assert ambiguous.value.code == "column_ambiguous"


def test_what_excel_is_told_about_the_delimiter_is_no_row(saved):
    answers = read_answers(saved("sep=;\nSturing;Naam\n6;a\n"), ["Sturing"])
    assert answers.bad[0].row == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "column_missing"),
        (b"A;B\n1;2\n", "column_missing"),
        (b"\x00\x01\x02\x03", "not_text"),
        (b"Sturing\n\x81\x8d", "not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
        (b"PK\x03\x04 and then nothing", "broken_excel"),
        (b'Sturing\n3\n"4\n5\n', "broken_quotes"),
    ],
)
def test_a_file_that_cant_be_read_says_why(saved, content, code):
    with pytest.raises(SheetError) as error:
        read_answers(saved(content), ["Sturing"])
    assert error.value.code == code


def test_a_quotation_mark_that_stands_alone_is_named_by_the_row_it_opens_in(saved):
    with pytest.raises(SheetError) as error:
        read_answers(saved('Sturing\n3\n"4\n5\n'), ["Sturing"])
    assert error.value.facts == {"row": 3}


def test_a_file_that_isnt_there_says_so(tmp_path):
    with pytest.raises(SheetError) as error:
        read_answers(tmp_path / "weg.csv", ["Sturing"])
    assert error.value.code == "no_file"


def test_a_small_file_cant_fill_the_memory(saved, monkeypatch):
    monkeypatch.setattr(sheet, "LARGEST_UNPACKED", 10_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 1_000_000)
    with pytest.raises(SheetError) as error:
        read_answers(saved(out.getvalue(), "bomb.xlsx"), ["Sturing"])
    assert error.value.code == "too_large"


def test_a_column_asked_for_twice_is_refused(saved):
    with pytest.raises(SheetError) as error:
        read_answers(saved("A;B\n1;2\n"), ["A"], "a")
    assert error.value.code == "column_twice"


def test_names_are_one_line_and_cant_steer_a_terminal():
    assert sheet.label("  MT\x1b[31m \n Zorg\u200b ") == "MT [31m Zorg"
    assert sheet.label("e\u0301e\u0301n") == "één"


def test_columns_are_named_as_a_spreadsheet_names_them():
    assert [sheet.letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


GOOD = "Team;A;B\r\nMT;4;2\r\nMT;;5,0\r\n"


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"Team;A;B\n"]))
def test_no_bytes_whatever_break_the_reader(tmp_path_factory, content, start):
    file = tmp_path_factory.mktemp("fuzz") / "any"
    file.write_bytes(start + content)
    with suppress(SheetError):
        assert read_answers(file, ["A", "B"], "Team").items == ("A", "B")


@given(st.data())
def test_one_changed_character_is_read_refused_or_named_but_never_a_crash(tmp_path_factory, data):
    place = data.draw(st.integers(0, len(GOOD) - 1))
    file = tmp_path_factory.mktemp("fuzz") / "one.csv"
    file.write_text(GOOD[:place] + data.draw(st.characters(codec="utf-8")) + GOOD[place + 1 :], newline="")
    try:
        answers = read_answers(file, ["A", "B"], "Team")
    except SheetError:
        return
    steps = [step for person in answers.people for step in person.steps if step is not None]
    assert all(1 <= step <= 5 for step in steps)
