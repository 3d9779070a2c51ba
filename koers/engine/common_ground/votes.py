"""Votes: who reacted how to which statement, in one compact, ordered form.

Everything else in this package starts from `Votes`. The order of the given rows never matters, except that a
later row replaces an earlier one for the same person and statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

if TYPE_CHECKING:
    from pathlib import Path

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Ids = NDArray[Any]

AGREE, PASS, DISAGREE = 1, 0, -1


class BadVotes(ValueError):
    """Votes that can't be read. `code` says what is wrong, `at` is the position (0-based) in the given
    rows.
    """

    def __init__(self, code: str, at: int | None = None, found: object = None) -> None:
        super().__init__(f"{code} at {at}: {found!r}")
        self.code, self.at, self.found = code, at, found


@dataclass(frozen=True, eq=False)
class Votes:
    """All reactions of one conversation, by person and then by statement.

    Attributes
    ----------
    people : (n,) sorted ids of everyone present, also those without a single reaction.
    statements : (m,) sorted ids.
    start : (n + 1,) the votes of person `i` are `start[i]:start[i + 1]`.
    statement : (v,) statement index of each vote, increasing within a person.
    value : (v,) int8; 1 agree, 0 pass, −1 disagree. Unseen is absent.
    essential : (v,) bool; the person called this reaction essential.
    party : (n,) index into `parties`, −1 for people of no party.
    parties : names of the parties, sorted.
    room : True when the list of those present was given, so coverage can be measured against it.
    """

    people: Ids
    statements: Ids
    start: Ints
    statement: NDArray[Any]
    value: NDArray[np.int8]
    essential: NDArray[np.bool_]
    party: Ints
    parties: tuple[str, ...] = ()
    room: bool = False

    @classmethod
    def from_arrays(
        cls,
        people: ArrayLike,
        statements: ArrayLike,
        values: ArrayLike,
        *,
        parties: Mapping[Any, str] | None = None,
        essential: ArrayLike | None = None,
        present: Iterable[Any] | None = None,
        same: Mapping[Any, Any] | None = None,
    ) -> Votes:
        """Order and check raw votes.

        Parameters
        ----------
        people, statements : (v,) ids, int or str.
        values : (v,) 1 agree, 0 pass, −1 disagree; NaN means unseen and is left out.
        parties : person id → name of the party; ids that never voted and aren't present are ignored.
        essential : (v,) bool.
        present : ids of everyone in the room, whether they voted or not.
        same : id of a second joining → id of the first, for people who joined twice.

        Raises
        ------
        BadVotes
            `lengths` when the arrays differ in length, `value` for anything but 1, 0, −1 and NaN.
        """
        who, what = as_ids(people, same), as_ids(statements)
        value, seen = _checked_values(values)
        vital = np.zeros(len(value), bool) if essential is None else np.asarray(essential, bool)
        _same_length(who, what, value, vital)
        if not seen.all():
            who, what, value, vital = who[seen], what[seen], value[seen], vital[seen]
        here = as_ids(list(present or ()), same)
        everyone, row = _numbered(who, here)
        topics, column = _numbered(what)
        return cls._ordered(everyone, topics, row, column, value, vital, parties, present is not None)

    @classmethod
    def from_polis(cls, folder: str | Path) -> Votes:
        """Votes of a Polis export folder; statements that were moderated out are left out.

        Raises `koers.engine.common_ground.files.BadFile` when a file can't be read.
        """
        from koers.engine.common_ground.files import read_polis

        return read_polis(folder).votes

    @classmethod
    def _ordered(
        cls,
        people: Ids,
        topics: Ids,
        row: Ints,
        column: Ints,
        value: NDArray[np.int8],
        vital: NDArray[np.bool_],
        parties: Mapping[Any, str] | None,
        room: bool,
    ) -> Votes:
        kept = _latest(row, column, len(topics))
        if kept is not None:
            row, column, value, vital = row[kept], column[kept], value[kept], vital[kept]
        start = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(people)))]).astype(np.int64)
        small = column.astype(np.uint16 if len(topics) < 1 << 16 else np.int32)
        names, party = _membership(people, parties or {})
        return cls(people, topics, start, small, value, vital, party, names, room)

    def __len__(self) -> int:
        return len(self.value)

    @property
    def shape(self) -> tuple[int, int]:
        """Number of people and of statements."""
        return len(self.people), len(self.statements)

    @cached_property
    def person(self) -> NDArray[np.int32]:
        """(v,) person index of each vote."""
        return np.repeat(np.arange(len(self.people), dtype=np.int32), np.diff(self.start))

    @cached_property
    def answered(self) -> Ints:
        """(n,) number of reactions of each person, passes included."""
        return np.diff(self.start)

    def matrix(self) -> sparse.csr_matrix:
        """Sparse people × statements of +1 and −1, with explicit zeros for passes."""
        return sparse.csr_matrix((self.value, self.statement.astype(np.int32), self.start), shape=self.shape)

    def dense(self) -> Floats:
        """People × statements, NaN where unseen. For small conversations only."""
        full = np.full(self.shape, np.nan)
        full[self.person, self.statement] = self.value
        return full

    def take(self, kept: NDArray[np.bool_]) -> Votes:
        """The same people and statements with only the votes marked in `kept` (v,)."""
        start = np.concatenate([[0], np.cumsum(np.bincount(self.person[kept], minlength=len(self.people)))])
        return Votes(
            self.people, self.statements, start.astype(np.int64), self.statement[kept], self.value[kept],
            self.essential[kept], self.party, self.parties, self.room,
        )  # fmt: skip

    def of_people(self, rows: Ints) -> Votes:
        """Only these people (sorted indices), all statements."""
        many = self.answered[rows]
        start = np.concatenate([[0], np.cumsum(many)]).astype(np.int64)
        mine = np.arange(start[-1]) + np.repeat(self.start[rows] - start[:-1], many)
        return Votes(
            self.people[rows], self.statements, start, self.statement[mine], self.value[mine],
            self.essential[mine], self.party[rows], self.parties, self.room,
        )  # fmt: skip

    def without(self, statements: Iterable[Any]) -> Votes:
        """Leave out withdrawn or moderated statements, as if they had never been asked."""
        gone = np.isin(self.statements, as_ids(list(statements)))
        renumbered = np.cumsum(~gone) - 1
        rest = self.take(~gone[self.statement])
        column = renumbered[rest.statement].astype(rest.statement.dtype)
        return Votes(
            self.people, self.statements[~gone], rest.start, column, rest.value, rest.essential,
            self.party, self.parties, self.room,
        )  # fmt: skip


def as_ids(given: ArrayLike | Sequence[Any], same: Mapping[Any, Any] | None = None) -> Ids:
    """Ids as an integer array when they all are integers, else as text."""
    ids = np.asarray(given)
    if ids.size == 0:
        return np.empty(0, np.int64)
    if ids.dtype.kind not in "iu":
        ids = np.asarray([str(one) for one in np.asarray(given, dtype=object).ravel()])
    if same:
        ids = np.asarray([same.get(one, one) for one in ids.tolist()])
    return ids


def _checked_values(values: ArrayLike) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    given = np.asarray(values)
    if given.dtype == np.int8:
        seen, known = np.ones(len(given), bool), (given >= DISAGREE) & (given <= AGREE)
    else:
        given = given.astype(np.float64)
        seen = ~np.isnan(given)
        known = ~seen | np.isin(given, (AGREE, PASS, DISAGREE))
    if not known.all():
        at = int(np.flatnonzero(~known)[0])
        raise BadVotes("value", at, given[at].item())
    return np.where(seen, given, 0).astype(np.int8), seen


def _same_length(*arrays: NDArray[Any]) -> None:
    lengths = [len(a) for a in arrays]
    if len(set(lengths)) > 1:
        raise BadVotes("lengths", found=lengths)


def _numbered(ids: Ids, more: Ids | None = None) -> tuple[Ids, Ints]:
    """Sorted distinct ids (of both) and the number of each entry of the first."""
    extra = np.empty(0, np.int64) if more is None else more
    if ids.dtype.kind == "U" or extra.dtype.kind == "U":
        ids, extra = (a.astype(str) if a.size else np.empty(0, str) for a in (ids, extra))
    both = np.concatenate([ids, extra]) if extra.size else ids
    if both.size and both.dtype.kind in "iu" and int(both.max()) - int(both.min()) < 4 * both.size + 1024:
        return _numbered_by_table(ids, both)
    known, index = np.unique(both, return_inverse=True)
    return known, index[: len(ids)].astype(np.int64)


def _numbered_by_table(ids: Ids, both: Ids) -> tuple[Ids, Ints]:
    """The same as `np.unique` in linear time, for integer ids that lie close together."""
    low = int(both.min())
    there = np.zeros(int(both.max()) - low + 1, bool)
    there[both - low] = True
    number = np.cumsum(there, dtype=np.int32) - 1
    return np.flatnonzero(there) + low, number[ids - low]


def _latest(row: Ints, column: Ints, many: int) -> Ints | None:
    """Order by person and statement, keep the latest of duplicates; None when nothing has to change."""
    ahead = (row[1:] > row[:-1]) | ((row[1:] == row[:-1]) & (column[1:] > column[:-1]))
    if ahead.all():
        return None
    key = row.astype(np.int64) * many + column
    order = np.argsort(key, kind="stable")
    last = np.append(key[order][1:] != key[order][:-1], True)
    kept: Ints = order[last]
    return kept


def _membership(people: Ids, parties: Mapping[Any, str]) -> tuple[tuple[str, ...], Ints]:
    known = {str(person): str(name) for person, name in parties.items() if str(name)}
    of = [known.get(str(person), "") for person in people.tolist()] if known else []
    names = tuple(sorted({name for name in of if name}))
    number = {name: i for i, name in enumerate(names)}
    return names, np.asarray([number.get(name, -1) for name in of] or [-1] * len(people), dtype=np.int64)
