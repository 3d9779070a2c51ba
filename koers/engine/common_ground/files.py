"""Files: Polis exports and plain lists of reactions in, the same out.

A file that can't be read raises `BadFile` with the place and what was expected there, in codes; whoever shows
it finds the words.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from koers.engine.common_ground.votes import Votes

ANSWERS = {
    "1": 1, "agree": 1, "eens": 1, "yes": 1, "ja": 1,
    "0": 0, "pass": 0, "overslaan": 0, "geen mening": 0,
    "-1": -1, "disagree": -1, "oneens": -1, "no": -1, "nee": -1,
}  # fmt: skip
LIST_COLUMNS = ("person", "statement", "answer", "text", "party", "essential")
WIDE_START = ("participant",)
NOT_STATEMENTS = {"participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"}
LONGEST_FIELD = 1 << 24


class BadFile(ValueError):
    """A file that can't be read: what is wrong, where, and what was expected.

    `code` is one of `missing`, `encoding`, `empty`, `header`, `columns`, `answer`, `person`, `statement`,
    `csv`.
    `row` is the line in the file, from 1; `column` the name of the column.
    """

    def __init__(
        self,
        code: str,
        file: str,
        row: int | None = None,
        column: str | None = None,
        found: str = "",
        expected: str = "",
    ) -> None:
        super().__init__(f"{file}, row {row}, column {column}: {code}, found {found!r}, expected {expected}")
        self.code, self.file, self.row, self.column = code, file, row, column
        self.found, self.expected = found[:60], expected


@dataclass(frozen=True, eq=False)
class Conversation:
    """Votes with the words around them. `published` is the group Polis gave each person, where it did."""

    votes: Votes
    texts: Mapping[Any, str] = field(default_factory=dict)
    topic: str = ""
    published: Mapping[Any, int] = field(default_factory=dict)
    key: str = ""


def read(path: str | Path, parties: str | Path | None = None) -> Conversation:
    """A Polis export folder, or a CSV file of either kind."""
    path = Path(path)
    membership = read_parties(parties) if parties else {}
    if path.is_dir():
        return read_polis(path, membership)
    head = next(_rows(path), (1, []))[1]
    if head and head[0].strip().lower() in WIDE_START:
        return read_polis(path, membership)
    return read_list(path, membership)


def read_list(path: str | Path, parties: Mapping[Any, str] | None = None) -> Conversation:
    """A plain CSV with the columns person, statement, answer and optionally text, party and essential."""
    path = Path(path)
    rows = _rows(path)
    where = _columns(path, next(rows, (1, []))[1])
    people, statements, values, vital = [], [], [], []
    texts: dict[str, str] = {}
    belongs: dict[Any, str] = {}
    for number, row in rows:
        cells = {name: row[i].strip() if i < len(row) else "" for name, i in where.items()}
        person, statement = (_needed(path, number, cells, name) for name in ("person", "statement"))
        answer = _answer(path, number, "answer", cells["answer"])
        if cells.get("text"):
            texts[statement] = cells["text"]
        if cells.get("party"):
            belongs[person] = cells["party"]
        people.append(person)
        statements.append(statement)
        values.append(np.nan if answer is None else answer)
        vital.append(cells.get("essential", "").lower() in ("1", "yes", "ja", "true"))
    if not people:
        raise BadFile("empty", path.name, expected="person,statement,answer")
    who, what = _plain(people), _plain(statements)
    votes = Votes.from_arrays(who, what, values, parties={**belongs, **(parties or {})}, essential=vital)
    return Conversation(votes, _keyed(texts, votes), path.stem, key=path.stem)


def _columns(path: Path, head: list[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in head]
    where: dict[str, int] = {name: names.index(name) for name in LIST_COLUMNS if name in names}
    missing = [name for name in ("person", "statement", "answer") if name not in where]
    if missing:
        raise BadFile("header", path.name, 1, missing[0], ",".join(head), "person,statement,answer[,text]")
    return where


def _needed(path: Path, number: int, cells: dict[str, str], name: str) -> str:
    if not cells[name]:
        raise BadFile(name, path.name, number, name, "", "id")
    return cells[name]


def _answer(path: Path, number: int, column: str, text: str) -> int | None:
    if not text:
        return None
    low = text.lower()
    low = low[:-2] if low.endswith(".0") else low
    if low not in ANSWERS:
        raise BadFile("answer", path.name, number, column, text, "1, 0, -1")
    return ANSWERS[low]


def _plain(ids: list[str]) -> list[int] | list[str]:
    """Numbers when all ids are whole numbers, so that 9 comes before 10."""
    if all(
        one.isascii() and one.lstrip("-").isdigit() and len(one) < 16 and one == str(int(one)) for one in ids
    ):
        return [int(one) for one in ids]
    return ids


def _keyed(texts: Mapping[str, str], votes: Votes) -> dict[Any, str]:
    return {one: texts[str(one)] for one in votes.statements.tolist() if str(one) in texts}


def read_parties(path: str | Path) -> dict[str, str]:
    """A CSV with the columns person and party."""
    path = Path(path)
    rows = _rows(path)
    head = [name.strip().lower() for name in next(rows, (1, []))[1]]
    missing = [name for name in ("person", "party") if name not in head]
    if missing:
        raise BadFile("header", path.name, 1, missing[0], ",".join(head), "person,party")
    who, what = head.index("person"), head.index("party")
    found = {}
    for number, row in rows:
        if len(row) <= max(who, what):
            raise BadFile("columns", path.name, number, None, str(len(row)), str(len(head)))
        found[row[who].strip()] = row[what].strip()
    return found


def read_polis(folder: str | Path, parties: Mapping[Any, str] | None = None) -> Conversation:
    """A Polis export: `participants-votes.csv`, else `votes.csv`; `comments.csv` and `summary.csv` when
    there.

    Statements that were moderated out (−1) are left out. Exports exist with +1 as agree and, from Polis's own
    tables, with −1 as agree; the counts in the files themselves (n-agree, agrees) decide which it is.
    """
    folder = Path(folder)
    wide = folder if folder.is_file() else folder / "participants-votes.csv"
    folder = wide.parent
    texts, moderated, agrees = _comments(folder / "comments.csv")
    if wide.exists():
        people, statements, values, groups = _wide(wide)
    elif (folder / "votes.csv").exists():
        people, statements, values = _log(folder / "votes.csv", agrees)
        groups = {}
    else:
        raise BadFile("missing", folder.name, expected="participants-votes.csv, votes.csv")
    kept = [i for i, one in enumerate(statements) if one not in moderated]
    who, what = _plain([people[i] for i in kept]), _plain([statements[i] for i in kept])
    votes = Votes.from_arrays(who, what, np.array([values[i] for i in kept], dtype=np.int8), parties=parties)
    published = {one: groups[str(one)] for one in votes.people.tolist() if str(one) in groups}
    topic = _summary(folder / "summary.csv").get("topic", folder.name)
    return Conversation(votes, _keyed(texts, votes), topic, published, folder.name)


def _wide(path: Path) -> tuple[list[str], list[str], list[int], dict[str, int]]:
    rows = _rows(path)
    head = [name.strip() for name in next(rows, (1, []))[1]]
    if not head or head[0].lower() not in WIDE_START:
        raise BadFile("header", path.name, 1, "participant", ",".join(head[:4]), "participant")
    topics = [(i, name) for i, name in enumerate(head) if name.lower() not in NOT_STATEMENTS]
    at = {name: head.index(name) for name in ("group-id", "n-agree", "n-disagree") if name in head}
    people: list[str] = []
    statements: list[str] = []
    values: list[int] = []
    groups: dict[str, int] = {}
    straight = turned = 0
    for number, row in rows:
        if len(row) != len(head):
            raise BadFile("columns", path.name, number, None, str(len(row)), str(len(head)))
        person = _needed(path, number, {"person": row[0].strip()}, "person")
        given = [(name, _answer(path, number, name, row[i].strip())) for i, name in topics if row[i].strip()]
        for name, answer in given:
            people.append(person)
            statements.append(name)
            values.append(int(answer or 0))
        if "group-id" in at and row[at["group-id"]].strip().lstrip("-").isdigit():
            groups[person] = int(row[at["group-id"]])
        if "n-agree" in at and "n-disagree" in at:
            plus = sum(answer == 1 for _, answer in given)
            straight += row[at["n-agree"]].strip() == str(plus)
            turned += row[at["n-disagree"]].strip() == str(plus)
    sign = -1 if turned > straight else 1
    return people, statements, [sign * v for v in values], groups


def _log(path: Path, agrees: Mapping[str, tuple[int, int]]) -> tuple[list[str], list[str], list[int]]:
    rows = _rows(path)
    head = [name.strip().lower() for name in next(rows, (1, []))[1]]
    names = ("voter-id", "comment-id", "vote")
    missing = [name for name in names if name not in head]
    if missing:
        raise BadFile("header", path.name, 1, missing[0], ",".join(head[:5]), ",".join(names))
    stamp = head.index("timestamp") if "timestamp" in head else None
    found = []
    for number, row in rows:
        if len(row) != len(head):
            raise BadFile("columns", path.name, number, None, str(len(row)), str(len(head)))
        cells = {name: row[head.index(name)].strip() for name in names}
        when = _whole(path, number, row[stamp]) if stamp is not None else 0
        answer = _answer(path, number, "vote", _needed(path, number, cells, "vote") if cells["vote"] else "")
        found.append((when, cells["voter-id"], cells["comment-id"], int(answer or 0)))
    found.sort(key=lambda one: one[0])
    sign = _log_sign(found, agrees)
    return [f[1] for f in found], [f[2] for f in found], [sign * f[3] for f in found]


def _whole(path: Path, number: int, text: str) -> int:
    if not text.strip().isdigit():
        raise BadFile("columns", path.name, number, "timestamp", text, "milliseconds")
    return int(text)


def _log_sign(found: list[tuple[int, str, str, int]], agrees: Mapping[str, tuple[int, int]]) -> int:
    latest = {(who, what): value for _, who, what, value in found}
    plus: dict[str, int] = {}
    for (_, what), value in latest.items():
        plus[what] = plus.get(what, 0) + (value == 1)
    known = [(plus[what], *agrees[what]) for what in plus if what in agrees]
    straight = sum(abs(p - a) for p, a, _ in known)
    turned = sum(abs(p - d) for p, _, d in known)
    return -1 if turned < straight else 1


def _comments(path: Path) -> tuple[dict[str, str], set[str], dict[str, tuple[int, int]]]:
    if not path.exists():
        return {}, set(), {}
    rows = _rows(path)
    head = [name.strip().lower() for name in next(rows, (1, []))[1]]
    if "comment-id" not in head:
        raise BadFile("header", path.name, 1, "comment-id", ",".join(head[:4]), "comment-id")
    texts: dict[str, str] = {}
    moderated: set[str] = set()
    agrees: dict[str, tuple[int, int]] = {}
    for number, row in rows:
        if len(row) != len(head):
            raise BadFile("columns", path.name, number, None, str(len(row)), str(len(head)))
        cells = dict(zip(head, row, strict=True))
        one = cells["comment-id"].strip()
        texts[one] = cells.get("comment-body", "").strip()
        if cells.get("moderated", "").strip() == "-1":
            moderated.add(one)
        if cells.get("agrees", "").strip().isdigit() and cells.get("disagrees", "").strip().isdigit():
            agrees[one] = int(cells["agrees"]), int(cells["disagrees"])
    return texts, moderated, agrees


def _summary(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    return {row[0].strip(): ",".join(row[1:]).strip() for _, row in _rows(path) if row}


@contextmanager
def _long_fields() -> Iterator[None]:
    """The reader's limit is one for the whole process, so it is put back."""
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each line that isn't blank."""
    if not path.is_file():
        raise BadFile("missing", path.name, expected=path.name)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines, _long_fields():
            reader = csv.reader(lines)
            for row in reader:
                if row and any(cell.strip() for cell in row):
                    yield reader.line_num, row
    except UnicodeDecodeError as wrong:
        raise BadFile("encoding", path.name, None, None, str(wrong.reason), "UTF-8") from None
    except csv.Error as wrong:
        raise BadFile("csv", path.name, reader.line_num, None, str(wrong), "CSV") from None


def write_polis(folder: str | Path, votes: Votes, texts: Mapping[Any, str], topic: str = "") -> None:
    """Write the four files of a Polis export; +1 is agree. What Koers doesn't know (times, authors) is left
    empty.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    people, statements = votes.people.tolist(), votes.statements.tolist()
    side = votes.matrix()
    agree, disagree = ((side == s).sum(axis=0).tolist()[0] for s in (1, -1))
    _write(folder / "summary.csv", [["topic", topic], ["voters", len(people)], ["comments", len(statements)]])
    log = zip(votes.statement.tolist(), votes.person.tolist(), votes.value.tolist(), strict=True)
    _write(
        folder / "votes.csv",
        [["timestamp", "datetime", "comment-id", "voter-id", "vote"]]
        + [[i, "", statements[s], people[p], v] for i, (s, p, v) in enumerate(log)],
    )
    _write(
        folder / "comments.csv",
        [
            [
                "timestamp",
                "datetime",
                "comment-id",
                "author-id",
                "agrees",
                "disagrees",
                "moderated",
                "comment-body",
            ]
        ]
        + [
            ["", "", one, "", agree[s], disagree[s], 1, texts.get(one, "")]
            for s, one in enumerate(statements)
        ],
    )
    _write(folder / "participants-votes.csv", _wide_rows(votes, people, statements))


def _wide_rows(votes: Votes, people: list[Any], statements: list[Any]) -> list[list[Any]]:
    rows: list[list[Any]] = [
        ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *statements]
    ]
    for p, one in enumerate(people):
        mine = slice(votes.start[p], votes.start[p + 1])
        values = votes.value[mine].tolist()
        cells: list[Any] = [""] * len(statements)
        for s, value in zip(votes.statement[mine].tolist(), values, strict=True):
            cells[s] = value
        rows.append([one, "", "", len(values), values.count(1), values.count(-1), *cells])
    return rows


def _write(path: Path, rows: list[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)
