"""Copies that somebody spoiled, by accident or on purpose: refused with the place, and nothing is changed."""

import json
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koers.apps.exchange import commands, contents
from koers.domain import copies
from koers.domain.copies import Unfit
from koers.serving import sentences_copies
from tests import copying, proposals, records, rounds
from tests.cast import Table
from tests.copying import Files

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

Row = dict[str, Any]
LONGEST = 5.0


@pytest.fixture
def copy(linde: Table, tmp_path: Path) -> Path:
    """A copy of a small story with something in most rooms; the installation is empty again."""
    rounds.agreed(linde)
    records.followed(linde)
    proposals.opened(linde, "majority", proposals.SECRET)
    rounds.read_back(linde, linde.names)
    made = copying.made(linde.organisation, tmp_path)
    copying.emptied()
    return made


def counts() -> dict[str, int]:
    """How many rows every table of ours has."""
    found = {contents.label(model): model._base_manager.count() for model in contents.of_the_rooms()}
    boxes = [name for name in connection.introspection.table_names() if name.startswith("box_")]
    return {name: count for name, count in found.items() if count} | dict.fromkeys(boxes, 0)


def refused(file: Path) -> Unfit:
    """What it says of this file; nothing is changed by trying."""
    with pytest.raises(Unfit) as caught:
        commands.take_in(file)
    assert counts() == {}
    assert sentences_copies.unfit(caught.value)
    return caught.value


# --- the zip


def test_what_isnt_a_zip_is_refused(tmp_path: Path) -> None:
    for text in (b"", b"PK", b"not a zip", bytes(100)):
        (tmp_path / "it").write_bytes(text)
        assert refused(tmp_path / "it").code == "not_a_zip"


def test_a_copy_that_is_cut_off_is_refused(copy: Path, tmp_path: Path) -> None:
    whole = copy.read_bytes()
    for part in (10, len(whole) // 2, len(whole) - 1):
        (tmp_path / "cut").write_bytes(whole[:part])
        assert refused(tmp_path / "cut").code == "not_a_zip"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "data/../x", "C:\\x", "data/people.signinlink.jsonl", "x" * 9999],
)
def test_a_name_that_no_copy_has_is_refused(copy: Path, tmp_path: Path, name: str) -> None:
    file = copying.written({**copying.files(copy), name: b"{}\n"}, tmp_path / "bad.zip")
    found = refused(file)
    assert (found.code, found.file) == ("unknown_file", name[:80])


def test_a_file_that_is_there_twice_is_refused(copy: Path, tmp_path: Path) -> None:
    file = tmp_path / "twice.zip"
    file.write_bytes(copy.read_bytes())
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("data/people.team.jsonl", b"")
    assert refused(file).code == "twice"


def test_a_bomb_is_refused_before_it_goes_off(copy: Path, tmp_path: Path) -> None:
    zeros = bytes(60_000_000)
    file = copying.written({**copying.files(copy), "data/people.team.jsonl": zeros}, tmp_path / "bomb.zip")
    assert file.stat().st_size < 300_000
    started = time.monotonic()
    found = refused(file)
    assert (found.code, found.file) == ("too_large", "data/people.team.jsonl")
    assert time.monotonic() - started < LONGEST


def test_a_bomb_that_lies_about_its_size_is_refused(copy: Path, tmp_path: Path) -> None:
    name = b"data/people.team.jsonl"
    file = copying.written({**copying.files(copy), name.decode(): bytes(60_000_000)}, tmp_path / "bomb.zip")
    text = bytearray(file.read_bytes())
    at = text.rindex(name)  # in the list of contents: the size stands 22 bytes before the name
    struct.pack_into("<I", text, at - 22, 1000)
    file.write_bytes(text)
    assert refused(file).code in ("damaged", "hash", "not_a_zip", "lines")


def test_a_manifest_that_is_too_large_is_refused(copy: Path, tmp_path: Path) -> None:
    said = copying.manifest(copy) | {"more": "x" * copies.LARGEST_MANIFEST}
    file = copying.written(
        {**copying.files(copy), "manifest.json": json.dumps(said).encode()}, tmp_path / "bad.zip"
    )
    assert (refused(file).code, refused(file).file) == ("too_large", "manifest.json")


# --- the manifest


def _said(**more: Any) -> Callable[[Row], Row]:
    return lambda said: said | more


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_said(format="koers.decision"), "not_a_copy"),
        (_said(version=2), "version"),
        (_said(version="x" * 999), "version"),
        (_said(tables={"people": "0001_initial"}), "tables"),
        (_said(files=[]), "manifest"),
        (_said(files={}), "missing"),
        (_said(heads={"1": [1, 2]}), "manifest"),
        (_said(heads={"x": [1, 2, ""]}), "manifest"),
        (_said(heads={}), "heads"),
        (_said(open_boxes=["scan_1; DROP TABLE people_person"]), "manifest"),
        (_said(open_boxes=["scan_99"]), "manifest"),
        (_said(open_boxes=[3]), "manifest"),
        (_said(last_numbers={"people.person": 2**60}), "manifest"),
        (_said(organisation=None), "manifest"),
        (lambda said: [said], "manifest"),
        (lambda said: {}, "manifest"),
    ],
)
def test_a_manifest_that_cant_be_right_is_refused(
    copy: Path, tmp_path: Path, change: Callable[[Row], Any], code: str
) -> None:
    text = json.dumps(change(copying.manifest(copy))).encode()
    file = copying.written({**copying.files(copy), "manifest.json": text}, tmp_path / "bad.zip", honest=False)
    assert refused(file).code == code


def test_a_missing_file_and_a_changed_one_are_named(copy: Path, tmp_path: Path) -> None:
    there = copying.files(copy)
    less = {name: text for name, text in there.items() if name != "data/scans.tally.jsonl"}
    found = refused(copying.written(less, tmp_path / "less.zip"))
    assert (found.code, found.file) == ("missing", "data/scans.tally.jsonl")
    other = there | {"data/people.team.jsonl": there["data/people.team.jsonl"].replace(b"MT", b"XX")}
    found = refused(copying.written(other, tmp_path / "other.zip", honest=False))
    assert (found.code, found.file) == ("hash", "data/people.team.jsonl")


# --- the rows


def _set(**values: Any) -> Callable[[list[Row]], object]:
    return lambda rows: rows[-1].update(values)


@pytest.mark.parametrize(
    ("model", "change", "code"),
    [
        ("people.member", lambda rows: rows.append(rows[0]), "row"),
        ("people.member", _set(id=-1), "row"),
        ("people.member", _set(id=2**63), "row"),
        ("people.member", _set(id="1"), "row"),
        ("people.member", _set(id=None), "row"),
        ("people.member", _set(name=None), "row"),
        ("people.member", _set(name="x" * 81), "row"),
        ("people.member", _set(name=["x"]), "row"),
        ("people.member", _set(number=-1), "row"),
        ("people.member", _set(facilitator="yes"), "row"),
        ("people.member", _set(sat_down="yesterday"), "row"),
        ("people.member", _set(sat_down="0001-01-01T00:00:00+14:00"), "row"),
        ("people.member", _set(ballot="x"), "row"),
        ("people.member", lambda rows: rows[0].pop("name"), "row"),
        ("people.member", lambda rows: rows.insert(0, 3), "row"),
        ("people.member", _set(team_id=999), "outside"),
        ("people.member", _set(person_id=999), "outside"),
        ("people.member", _set(stream_id=999), "outside"),
        ("scans.tally", _set(round_id=999), "outside"),
        ("people.team", _set(parent_id=999), "outside"),
        ("people.team", _set(key="nope" * 9), "row"),
        ("people.organisation", lambda rows: rows.clear(), "organisation"),
        ("ledger.stream", _set(parent_id=None), "outside"),
        ("ledger.stream", _set(kind="installation"), "organisation"),
        ("ledger.stream", _set(head=999), "heads"),
        ("ledger.entry", lambda rows: rows.pop(), "ledger"),
        ("ledger.entry", _set(deed="seal_decision"), "ledger"),
        ("ledger.entry", lambda rows: rows[2]["data"].update(more=1), "ledger"),
        ("decisions.decision", _set(title="\ud800"), "line"),
        ("decisions.decision", _set(title="\0"), "line"),
        ("decisions.decision", _set(record={"a": ["\0"]}), "line"),
        ("decisions.decision", _set(record={"a": float("inf")}), "line"),
    ],
)  # fmt: skip
def test_a_row_that_cant_be_right_is_refused_with_its_place(
    copy: Path, tmp_path: Path, model: str, change: Callable[[list[Row]], object], code: str
) -> None:
    found = refused(copying.changed(copy, model, change, tmp_path / "bad.zip"))
    assert found.code == code
    if code in ("row", "line"):
        assert found.file == f"data/{model}.jsonl"
        assert found.line > 0
    if code == "outside":
        assert found.file == f"data/{model}.jsonl"
        assert found.facts["row"]


@pytest.mark.parametrize(
    "text", [b"[" * 100_000, b"{}\n", b"\n", b"1" * 5000, b"\xff\n", b"{", b'{"a":1e999}\n', b'{"id":NaN}\n']
)
def test_a_line_that_is_no_row_is_refused(copy: Path, tmp_path: Path, text: bytes) -> None:
    there = copying.files(copy)
    file = copying.written(there | {"data/people.team.jsonl": text}, tmp_path / "bad.zip")
    found = refused(file)
    assert (found.file, found.line) == ("data/people.team.jsonl", 1)


def test_a_line_without_an_end_is_refused(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "LARGEST_LINE", 50)
    assert refused(copy).code == "line"


# --- anything at all


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoil=st.data())
def test_no_change_of_any_byte_of_the_zip_does_harm(copy: Path, tmp_path: Path, spoil: st.DataObject) -> None:
    text = bytearray(copy.read_bytes())
    for _time in range(spoil.draw(st.integers(1, 4))):
        at = spoil.draw(st.integers(0, len(text) - 1))
        text[at : at + spoil.draw(st.integers(0, 9))] = spoil.draw(st.binary(max_size=9))
    (tmp_path / "spoiled").write_bytes(text)
    _harmless(tmp_path / "spoiled")


def _pieces(files: Files) -> st.SearchStrategy[tuple[str, int, bytes]]:
    names = st.sampled_from(sorted(name for name, text in files.items() if text))
    ends = st.sampled_from([b"0", b"-1", b"null", b'"', b"{", b"}", b"[", b",", b"\n", b"9" * 30, b"\\u0000"])
    return st.tuples(names, st.integers(0, 10**6), ends | st.binary(max_size=5))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoil=st.data())
def test_no_change_of_any_row_does_harm(copy: Path, tmp_path: Path, spoil: st.DataObject) -> None:
    """With hashes that fit, so that the rows themselves are read."""
    files = copying.files(copy)
    for name, place, piece in spoil.draw(st.lists(_pieces(files), min_size=1, max_size=3)):
        at = place % len(files[name])
        files[name] = files[name][:at] + piece + files[name][at + len(piece) :]
    try:
        file = copying.written(files, tmp_path / "spoiled")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        file = copying.written(files, tmp_path / "spoiled", honest=False)
    _harmless(file)


def _harmless(file: Path) -> None:
    """It is refused in time with nothing changed, or it is a copy all the same."""
    started = time.monotonic()
    found = None
    try:
        commands.take_in(file)
    except Unfit as unfit:
        found = unfit
    taken = time.monotonic() - started
    if found is None:
        copying.emptied()
    else:
        assert sentences_copies.unfit(found)
    assert counts() == {}
    assert taken < LONGEST
