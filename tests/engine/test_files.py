import csv
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koers.engine.common_ground import BadFile, read, read_polis, write_polis
from tests.engine.casts import SAMPLE, one_line, votes_of
from tests.published import DATA, needs


def cells(votes):
    people, statements = votes.people[votes.person].tolist(), votes.statements[votes.statement].tolist()
    return dict(zip(zip(people, statements, strict=True), votes.value.tolist(), strict=True))


def written(tmp_path, text, name="votes.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plain_list_with_texts_and_parties_is_read(tmp_path):
    path = written(
        tmp_path, "person,statement,answer,text,party\nan,1,eens,Open deur,mt\nbo,1,-1,,or\nbo,2,,,or\n"
    )
    found = read(path)
    assert cells(found.votes) == {("an", 1): 1, ("bo", 1): -1}
    assert found.texts == {1: "Open deur"}
    assert found.votes.parties == ("mt", "or")


def test_a_file_of_parties_is_read_beside_it(tmp_path):
    votes = written(tmp_path, "person,statement,answer\n1,1,1\n2,1,0\n")
    parties = written(tmp_path, "person,party\n1,mt\n2,or\n", "parties.csv")
    assert read(votes, parties).votes.parties == ("mt", "or")


@pytest.mark.parametrize(
    ("text", "code", "row", "column"),
    [
        ("", "header", 1, "person"),
        ("person,statement\n1,1\n", "header", 1, "answer"),
        ("person,statement,answer\n", "empty", None, None),
        ("person,statement,answer\n1,1,1\n1,2,misschien\n", "answer", 3, "answer"),
        ("person,statement,answer\n,2,1\n", "person", 2, "person"),
        ("person,statement,answer\n3,,1\n", "statement", 2, "statement"),
        ("participant,n-agree,1,2\n1,1,1\n", "columns", 2, None),
        ("participant,1\n7,5\n", "answer", 2, "1"),
    ],
)
def test_a_bad_file_says_row_column_and_what_is_expected(tmp_path, text, code, row, column):
    with pytest.raises(BadFile) as wrong:
        read(written(tmp_path, text))
    assert (wrong.value.code, wrong.value.row, wrong.value.column) == (code, row, column)


def test_a_missing_file_and_a_folder_without_votes_say_so(tmp_path):
    for path in (tmp_path / "no.csv", tmp_path):
        with pytest.raises(BadFile) as wrong:
            read(path)
        assert wrong.value.code == "missing"


def test_text_that_is_not_utf8_says_so(tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes("person,statement,answer\n1,één,1\n".encode("latin-1"))
    with pytest.raises(BadFile) as wrong:
        read(path)
    assert wrong.value.code == "encoding"


def test_an_export_comes_back_the_same(tmp_path):
    votes = votes_of(one_line(15, 6, 1))
    write_polis(tmp_path, votes, {0: "Eén, met komma", 1: 'en "tekens"'}, "Onderwerp")
    back = read_polis(tmp_path)
    assert cells(back.votes) == cells(votes)
    assert back.texts[0] == "Eén, met komma"
    assert back.topic == "Onderwerp"
    (tmp_path / "participants-votes.csv").unlink()
    assert cells(read_polis(tmp_path).votes) == cells(votes)


def test_moderated_statements_are_left_out(tmp_path):
    write_polis(tmp_path, votes_of([[1, 1], [1, -1]]), {})
    path = tmp_path / "comments.csv"
    rows = list(csv.reader(path.open()))
    rows[2][6] = "-1"
    with path.open("w", newline="") as lines:
        csv.writer(lines).writerows(rows)
    assert read_polis(tmp_path).votes.statements.tolist() == [0]


@pytest.mark.parametrize("name", ["participants-votes.csv", "votes.csv"])
def test_an_export_with_the_sign_turned_round_is_recognised(tmp_path, name):
    votes = votes_of(one_line(15, 6, 2))
    write_polis(tmp_path, votes, {})
    path = tmp_path / name
    rows = list(csv.reader(path.open()))
    first = 6 if name.startswith("part") else 4
    turned = {"1": "-1", "-1": "1"}
    for row in rows[1:]:
        row[first:] = [turned.get(cell, cell) for cell in row[first:]]
    with path.open("w", newline="") as lines:
        csv.writer(lines).writerows(rows)
    if name == "votes.csv":
        (tmp_path / "participants-votes.csv").unlink()
    assert cells(read_polis(tmp_path).votes) == cells(votes)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=120).map(lambda t: ("person,statement,answer\n" + t).encode("utf-8", "replace")),
        st.text("01-,\n\"' aé", max_size=80).map(lambda t: ("participant,0,1\n" + t).encode()),
    )
)
def test_any_bytes_are_read_or_refused_with_a_reason(tmp_path, data):
    path = tmp_path / "fuzz.csv"
    path.write_bytes(data)
    with suppress(BadFile):
        assert set(read(path).votes.value.tolist()) <= {-1, 0, 1}


def test_the_sample_matches_its_own_counts():
    found = read_polis(SAMPLE)
    rows = list(csv.DictReader((SAMPLE / "participants-votes.csv").open()))
    agree = sum(int(row["n-agree"]) for row in rows)
    disagree = sum(int(row["n-disagree"]) for row in rows)
    assert int((found.votes.value == 1).sum()) == agree
    assert int((found.votes.value == -1).sum()) == disagree


@needs("polis")
@pytest.mark.parametrize("name", ["15-per-hour-seattle", "scoop-hivemind.ubi"])
def test_the_log_of_votes_and_the_final_matrix_tell_the_same(tmp_path, name):
    folder = DATA / "polis" / name
    for file in ("votes.csv", "comments.csv"):
        (tmp_path / file).write_bytes((folder / file).read_bytes())
    log, wide = cells(read_polis(tmp_path).votes), cells(read_polis(folder).votes)
    shared = log.keys() & wide.keys()
    assert len(shared) > 0.95 * len(wide)
    assert sum(log[key] == wide[key] for key in shared) > 0.98 * len(shared)
