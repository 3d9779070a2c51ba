"""A session in progress: every new or changed vote counts at once, the rest follows at most every two
seconds.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from koers.engine.common_ground.model import Model
from koers.engine.common_ground.report import CommonGround, analyse
from koers.engine.common_ground.votes import BadVotes, Floats, Ints, Votes

EVERY = 2.0  # seconds between refreshes
SIDES = (-1, 0, 1)


class Live:
    """Votes that keep coming in.

    `vote` takes microseconds: it updates exact tallies and what is known of the person's position.
    `refresh` does
    the whole analysis again; between refreshes the model stays as it was. What `vote` adds to a position
    can be
    taken away again exactly, so any order of votes and changes ends in the same numbers as a recount.
    """

    def __init__(
        self, votes: Votes, *, seed: int | str | None = None, findings: CommonGround | None = None
    ) -> None:
        self.seed = seed
        self._start(votes, findings or analyse(votes, seed=seed))
        self._last: float | None = None

    def _start(self, votes: Votes, findings: CommonGround) -> None:
        self._base, self.findings = votes, findings
        self._people: list[Any] = votes.people.tolist()
        self._statements: list[Any] = votes.statements.tolist()
        self._row = {one: i for i, one in enumerate(self._people)}
        self._column = {one: s for s, one in enumerate(self._statements)}
        self._mine: dict[int, dict[int, int]] = {}
        counts = findings.counts
        # A list indexed by the vote itself: 0 passes, 1 agrees, −1 (the last) disagrees.
        self._tally = [counts.passed.tolist(), counts.agree.tolist(), counts.disagree.tolist()]
        self._lessons = lessons(findings.model)
        self._known = _taught(votes, self._lessons)

    def vote(self, person: Any, statement: Any, value: int | None) -> None:
        """Give, change or (None) withdraw a reaction. Raises `BadVotes` for any other value."""
        if value is not None and value not in SIDES:
            raise BadVotes("value", None, value)
        row, column = self._row.get(person), self._column.get(statement)
        if row is None:
            row = self._join(person)
        if column is None:
            column = self._ask(statement)
        mine = self._mine.get(row)
        if mine is None:
            mine = self._open(row)
        before = mine.get(column)
        if before == value:
            return
        if before is not None:
            self._tally[before][column] -= 1
            if before:
                self._known[row] -= self._lessons[column, before]
        if value is None:
            del mine[column]
            return
        mine[column] = value
        self._tally[value][column] += 1
        if value:
            self._known[row] += self._lessons[column, value]

    def counts(self, statement: Any) -> tuple[int, int, int]:
        """Agree, pass and disagree of one statement, exact at any moment."""
        column = self._column[statement]
        return self._tally[1][column], self._tally[0][column], self._tally[-1][column]

    def mean(self, statement: Any) -> float:
        """Mean reaction, from −1 to 1; 0 when nobody reacted."""
        agree, passed, disagree = self.counts(statement)
        return (agree - disagree) / max(agree + passed + disagree, 1)

    def position(self, person: Any) -> Floats:
        """(axes,) where the person stands, under the model of the last refresh."""
        place: Floats = _solved(self._known[self._row[person]], self.findings.model)[1:]
        return place

    def votes(self) -> Votes:
        """All votes as they are now."""
        base = self._base
        people, statements = np.asarray(self._people), np.asarray(self._statements)
        touched = np.zeros(len(self._people), bool)
        touched[list(self._mine)] = True
        old = ~touched[base.person]
        rows = [row for row, mine in self._mine.items() for _ in mine]
        columns = [column for mine in self._mine.values() for column in mine]
        values = [value for mine in self._mine.values() for value in mine.values()]
        return Votes.from_arrays(
            people[np.concatenate([base.person[old], np.asarray(rows, np.int64)])],
            statements[np.concatenate([base.statement[old].astype(np.int64), np.asarray(columns, np.int64)])],
            np.concatenate([base.value[old], np.asarray(values, np.int8)]).astype(np.int8),
            parties={
                one: base.parties[p]
                for one, p in zip(base.people.tolist(), base.party, strict=True)
                if p >= 0
            },
            present=self._people if base.room else None,
        )

    def refresh(self, now: float) -> CommonGround:
        """The whole analysis again, at most every two seconds; earlier the last findings come back.

        `now` is in seconds of any clock that only goes forward. Callers with more than 5,000 people do this
        in a
        worker.
        """
        if self._last is None or now - self._last >= EVERY:
            votes = self.votes()
            self._start(votes, analyse(votes, seed=self.seed))
            self._last = now
        return self.findings

    def _join(self, person: Any) -> int:
        row = self._row[person] = len(self._people)
        self._people.append(person)
        self._mine[row] = {}
        if row >= len(self._known):
            room = np.zeros((max(16, len(self._known)), self._known.shape[1]))
            self._known = np.concatenate([self._known, room])
        return row

    def _ask(self, statement: Any) -> int:
        column = self._column[statement] = len(self._statements)
        self._statements.append(statement)
        for side in self._tally:
            side.append(0)
        if column >= len(self._lessons):
            room = np.zeros((max(16, len(self._lessons)), *self._lessons.shape[1:]))
            self._lessons = np.concatenate([self._lessons, room])
        return column

    def _open(self, row: int) -> dict[int, int]:
        base, mine = self._base, slice(self._base.start[row], self._base.start[row + 1])
        found = dict(zip(base.statement[mine].tolist(), base.value[mine].tolist(), strict=True))
        self._mine[row] = found
        return found


def lessons(model: Model) -> Floats:
    """(m, 3, f) what a vote on each statement adds to what is known of a person, indexed by the vote itself.

    The first f − q + 1 numbers add to the precision of tendency and position, the rest to precision × mean.
    The
    curvature of a vote is taken at the typical person, so that adding and taking away are exact opposites.
    """
    mean, second = model.statement.mean, model.statement.second
    around = np.diag([1, model.prior.tendency_spread**2, *np.ones(model.axes)])
    c = np.sqrt(np.maximum(np.einsum("sab,ab->s", second, around), 1e-12))
    weight = np.tanh(c / 2) / (2 * c)
    bend = weight[:, None, None] * second
    free = mean.shape[1] - 1
    out = np.zeros((len(mean), 3, free * free + free))
    for side in (1, -1):
        out[:, side, : free * free] = bend[:, 1:, 1:].reshape(len(mean), -1)
        out[:, side, free * free :] = side / 2 * mean[:, 1:] - bend[:, 1:, 0]
    return out


def _taught(votes: Votes, table: Floats) -> Floats:
    """(n, f) what the given votes add up to."""
    known = np.zeros((len(votes.people), table.shape[2]))
    matrix = votes.matrix()
    for side in (1, -1):
        known += (matrix == side).astype(np.float64) @ table[:, side]
    return known


def _solved(known: Floats, model: Model) -> Floats:
    """Tendency and position from what is known."""
    free = model.axes + 1
    precision = np.diag([1 / model.prior.tendency_spread**2, *np.ones(model.axes)])
    bend = known[: free * free].reshape(free, free) + precision
    return np.asarray(np.linalg.solve(bend, known[free * free :]), np.float64)


def recount(votes: Votes) -> Ints:
    """(m, 3) disagree, pass and agree, counted from nothing: what the tallies must equal."""
    table = np.zeros((len(votes.statements), 3), np.int64)
    np.add.at(table, (votes.statement.astype(np.int64), votes.value.astype(np.int64) + 1), 1)
    return table
