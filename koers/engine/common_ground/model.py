"""The opinion model: how likely is it that this person agrees with that statement?

    logit P(agree | agrees or disagrees) = rate(statement) + tendency(person) + position(person) ·
    slope(statement)

A two-parameter item response model (Birnbaum 1968) in which *how readily a person agrees at all* is a
parameter of
its own, so that it can never pose as an axis of opinion. Unseen is missing, never "pass". Fitted by
mean-field
variational Bayes with the Pólya-Gamma bound (Jaakkola & Jordan 2000; Polson, Scott & Windle 2013): the same
fixed
points as a MAP fit where votes are many, but every estimate carries its uncertainty, predictions are
softened by
it, and the prior strengths are learned from the conversation itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import expit

from koers.engine.common_ground.passes import moments
from koers.engine.common_ground.projection import first_block, krylov
from koers.engine.common_ground.votes import Floats, Votes

ROUNDS = 30
CROWD = 20_000  # people who teach what the statements are like; the others are then placed
SETTLED = 1e-3  # logits
START_SLOPE = 0.7
MOST_AXES = 3
WEAKEST = 0.5  # logits; mean-field fits delete weak axes too eagerly, so they are softened, never deleted
ONE, TENDENCY = (
    0,
    1,
)  # places in a person's vector (1, tendency, position…) and a statement's (rate, 1, slope…)


@dataclass(frozen=True, eq=False)
class Beliefs:
    """Gaussian beliefs about the rows of one side. `mean` (n, q), `second` (n, q, q) = E[x xᵀ], q = axes +
    2.
    """

    mean: Floats
    second: Floats

    @property
    def covariance(self) -> Floats:
        """(n, q, q)."""
        return self.second - self.mean[:, :, None] * self.mean[:, None, :]


@dataclass(frozen=True, eq=False)
class Prior:
    """Spread of rates, tendencies and slopes over the conversation; positions have unit spread by
    definition.
    """

    rate: float = 0.0
    rate_spread: float = 2.0
    tendency_spread: float = 0.5
    slope_spread: Floats | float = 1.0


@dataclass(frozen=True, eq=False)
class Model:
    """A fitted model. Vectors are (1, tendency, position…) per person and (rate, 1, slope…) per statement."""

    person: Beliefs
    statement: Beliefs
    prior: Prior

    @property
    def axes(self) -> int:
        """Number of axes of opinion."""
        return int(self.person.mean.shape[1]) - 2

    @property
    def position(self) -> Floats:
        """(n, axes) in units of the spread over people."""
        return self.person.mean[:, 2:]

    @property
    def slope(self) -> Floats:
        """(m, axes) in logits per unit of position."""
        return self.statement.mean[:, 2:]

    def chance(self, people: NDArray[np.integer], statements: NDArray[np.integer]) -> Floats:
        """P(agree | agrees or disagrees) for pairs of indices, both (k,); softened by what isn't known."""
        mean, second = _moments(self.person, self.statement, people, statements)
        return soften(mean, second - mean * mean)


def soften(mean: Floats, variance: Floats) -> Floats:
    """Average of the logistic function over a Gaussian (MacKayʼs approximation, 1992)."""
    flat: Floats = expit(mean / np.sqrt(1 + np.pi / 8 * np.maximum(variance, 0)))
    return flat


def _moments(
    person: Beliefs, statement: Beliefs, i: NDArray[np.integer], s: NDArray[np.integer]
) -> tuple[Floats, Floats]:
    """E[logit] and E[logit²] of pairs."""
    return moments(person.mean, person.second, statement.mean, statement.second, i, s)


@dataclass(frozen=True, eq=False)
class Choices:
    """The agree and disagree votes; passes say nothing about which side a person is on."""

    i: NDArray[np.int32]
    s: NDArray[np.int32]
    start: NDArray[np.int32]
    half: Floats
    shape: tuple[int, int]

    @classmethod
    def of(cls, votes: Votes) -> Choices:
        chosen = votes.value != 0
        i, s = votes.person[chosen], votes.statement[chosen].astype(np.int32)
        start = np.concatenate([[0], np.cumsum(np.bincount(i, minlength=votes.shape[0]))]).astype(np.int32)
        return cls(i, s, start, votes.value[chosen] / 2.0, votes.shape)

    def spread(self, weight: Floats) -> sparse.csr_matrix:
        """People × statements with these weights on the votes."""
        return sparse.csr_matrix((weight, self.s, self.start), shape=self.shape)


def fit(votes: Votes, axes: int, start: Model | None = None, rounds: int = ROUNDS) -> Model:
    """Fit the model with this many axes; `start` is an earlier fit with as many, for a warm refresh.

    Every step is deterministic. Of a very large crowd, an even part teaches what the statements are like;
    then
    everybody is placed.
    """
    if len(votes.people) > CROWD:
        return _fit_crowd(votes, axes, rounds)
    choices = Choices.of(votes)
    if start is not None:
        return turned(_settle(choices, start, rounds))
    flat = _flat(choices, Prior())
    if not len(choices.i):
        return widen(flat, axes)
    model = _settle(choices, flat, rounds)
    if axes == 0:
        return model
    return turned(_settle(choices, _with_axes(choices, model, axes), rounds))


def _fit_crowd(votes: Votes, axes: int, rounds: int) -> Model:
    n = len(votes.people)
    taught = fit(
        votes.of_people(np.unique(np.linspace(0, n - 1, CROWD).astype(np.int64))), axes, None, rounds
    )
    parts = [place(votes.of_people(rows), taught) for rows in np.array_split(np.arange(n), -(-n // CROWD))]
    mean, second = (np.concatenate([getattr(p, name) for p in parts]) for name in ("mean", "second"))
    return replace(taught, person=Beliefs(mean, second))


def place(votes: Votes, model: Model, rounds: int = 4) -> Beliefs:
    """Beliefs about other people who reacted to the same statements, which are taken as known."""
    choices = Choices.of(votes)
    kappa = choices.spread(choices.half)
    start = _known(np.eye(model.axes + 2)[[ONE] * len(votes.people)], [ONE], 1.0)
    here = replace(model, person=start)
    for _ in range(rounds):
        here = replace(here, person=person_update(choices, here, kappa))
    return here.person


def turned(model: Model) -> Model:
    """Turn the axes so that the first carries most of the slopes; positions keep unit spread under any turn.

    Left or right means nothing: the statement with the largest slope is put on the right.
    """
    d = model.axes
    if d == 0:
        return model
    slopes = model.statement.second[:, 2:, 2:].mean(axis=0)
    turn = np.linalg.eigh(slopes)[1][:, ::-1]
    ahead = model.slope @ turn
    sign = np.sign(ahead[np.argmax(np.abs(ahead).round(9), axis=0), np.arange(d)])
    full = np.eye(d + 2)
    full[2:, 2:] = turn * np.where(sign == 0, 1, sign)
    spread = np.sqrt(np.maximum(np.diagonal(full[2:, 2:].T @ slopes @ full[2:, 2:]), WEAKEST**2))
    person, statement = (
        Beliefs(b.mean @ full, full.T @ b.second @ full) for b in (model.person, model.statement)
    )
    return Model(person, statement, replace(model.prior, slope_spread=spread))


def narrowed(model: Model, axes: int) -> Model:
    """The same model with only its first axes."""
    keep = 2 + axes
    person, statement = (
        Beliefs(b.mean[:, :keep], b.second[:, :keep, :keep]) for b in (model.person, model.statement)
    )
    spread = np.asarray(model.prior.slope_spread)[:axes]
    return Model(person, statement, replace(model.prior, slope_spread=spread))


def _flat(choices: Choices, prior: Prior) -> Model:
    n, m = choices.shape
    person = _known(np.tile([1.0, 0.0], (n, 1)), [ONE])
    statement = _known(np.tile([prior.rate, 1.0], (m, 1)), [TENDENCY])
    return Model(person, statement, prior)


def _known(mean: Floats, certain: list[int], spread: float = 0.25) -> Beliefs:
    variance = np.full(mean.shape[1], spread)
    variance[certain] = 0
    return Beliefs(mean, mean[:, :, None] * mean[:, None, :] + np.diag(variance))


def widen(model: Model, axes: int) -> Model:
    """The same model with axes on which nothing is known and nothing depends."""
    n, m = len(model.person.mean), len(model.statement.mean)
    person = _known(np.hstack([model.person.mean, np.zeros((n, axes))]), [ONE, TENDENCY], 1.0)
    statement = _known(np.hstack([model.statement.mean, np.zeros((m, axes))]), list(range(2 + axes)))
    person.second[:, :2, :2], statement.second[:, :2, :2] = model.person.second, model.statement.second
    return Model(person, statement, replace(model.prior, slope_spread=np.zeros(axes)))


def residuals(choices: Choices, model: Model) -> sparse.csr_matrix:
    """Standardised residuals of the votes, people × statements."""
    mean, _ = _moments(model.person, model.statement, choices.i, choices.s)
    p = expit(mean)
    return choices.spread((choices.half + 0.5 - p) / np.sqrt(np.maximum(p * (1 - p), 1e-3)))


def _with_axes(choices: Choices, model: Model, axes: int) -> Model:
    """Start the axes at the strongest patterns in what rates and tendencies leave unexplained."""
    left = residuals(choices, model)
    n, m = choices.shape
    seen = np.maximum(np.bincount(choices.i, minlength=n), 1)
    ways = krylov(lambda b: left.T @ (left @ b), first_block(m, axes + 4), axes, 1e-3)
    position, slope = np.zeros((n, axes)), np.zeros((m, axes))
    raw = (left @ ways) / np.sqrt(seen)[:, None]
    position[:, : ways.shape[1]] = raw / np.maximum(raw.std(axis=0), 1e-9)
    slope[:, : ways.shape[1]] = ways * np.sqrt(m) * START_SLOPE
    person = _known(np.hstack([model.person.mean, position]), [ONE])
    statement = _known(np.hstack([model.statement.mean, slope]), [TENDENCY])
    return Model(person, statement, replace(model.prior, slope_spread=np.ones(axes)))


def _settle(choices: Choices, model: Model, rounds: int) -> Model:
    for _ in range(rounds):
        before = model.statement.mean
        model = _round(choices, model)
        if np.abs(model.statement.mean - before).max(initial=0.0) < SETTLED:
            break
    return model


def _round(choices: Choices, model: Model) -> Model:
    kappa = choices.spread(choices.half)
    person = person_update(choices, model, kappa)
    model = replace(model, person=person)
    statement = _statement_update(choices, model, kappa)
    return _learn(replace(model, statement=statement))


def _weights(choices: Choices, model: Model) -> sparse.csr_matrix:
    """Pólya-Gamma means: how much each vote can still teach, at most ¼."""
    _, second = _moments(model.person, model.statement, choices.i, choices.s)
    c = np.sqrt(np.maximum(second, 1e-12))
    return choices.spread(np.tanh(c / 2) / (2 * c))


def person_update(choices: Choices, model: Model, kappa: sparse.csr_matrix) -> Beliefs:
    """Beliefs about the people given those about the statements."""
    q = model.person.mean.shape[1]
    precision = np.ones(q)
    precision[TENDENCY] = 1 / model.prior.tendency_spread**2
    return _update(_weights(choices, model), kappa, model.statement, ONE, precision, np.zeros(q))


def _statement_update(choices: Choices, model: Model, kappa: sparse.csr_matrix) -> Beliefs:
    q = model.person.mean.shape[1]
    precision, centre = np.ones(q), np.zeros(q)
    precision[ONE], centre[ONE] = 1 / model.prior.rate_spread**2, model.prior.rate
    precision[2:] = 1 / np.maximum(model.prior.slope_spread, 1e-3) ** 2
    return _update(_weights(choices, model).T, kappa.T, model.person, TENDENCY, precision, centre)


def _update(
    weight: sparse.csr_matrix,
    kappa: sparse.csr_matrix,
    other: Beliefs,
    fixed: int,
    precision: Floats,
    centre: Floats,
) -> Beliefs:
    """Gaussian beliefs about the rows, whose coordinate `fixed` is 1, given beliefs about the columns."""
    n, q = weight.shape[0], len(precision)
    free = [k for k in range(q) if k != fixed]
    upper = np.triu_indices(q)
    packed = weight @ other.second[:, upper[0], upper[1]]
    full = np.empty((n, q, q))
    full[:, upper[0], upper[1]] = full[:, upper[1], upper[0]] = packed
    right = kappa @ other.mean[:, free] - full[:, free, fixed] + precision[free] * centre[free]
    inverse = np.linalg.inv(full[:, free][:, :, free] + np.diag(precision[free]))
    mean, second = np.ones((n, q)), np.zeros((n, q, q))
    mean[:, free] = (inverse @ right[:, :, None])[:, :, 0]
    second[np.ix_(range(n), free, free)] = inverse
    second += mean[:, :, None] * mean[:, None, :]
    return Beliefs(mean, second)


def _learn(model: Model) -> Model:
    """Prior spreads from the beliefs themselves (empirical Bayes); bounded so that a few votes can't run
    away.
    """
    person, statement = model.person, model.statement
    rate = float(statement.mean[:, ONE].mean())
    around = statement.second[:, ONE, ONE] - 2 * rate * statement.mean[:, ONE] + rate**2
    slopes = np.diagonal(statement.second[:, 2:, 2:], axis1=1, axis2=2).mean(axis=0)
    prior = Prior(
        rate,
        float(np.clip(np.sqrt(around.mean()), 0.3, 5)),
        float(np.clip(np.sqrt(person.second[:, TENDENCY, TENDENCY].mean()), 0.05, 3)),
        np.clip(np.sqrt(slopes), WEAKEST, 5),
    )
    return replace(model, prior=prior)
