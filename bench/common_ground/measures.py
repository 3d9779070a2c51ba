"""What is measured on opinions: predictions, false findings, common ground, stability, placing, Polis's
labels.

Every function takes the conversations (name → conversation) and returns a dict of figures.
"""

from dataclasses import replace
from functools import partial
from itertools import combinations

import numpy as np

from bench.common_ground.ask_peer import ask, question
from bench.common_ground.conversations import hidden, some_people
from bench.common_ground.invented import agreeable_only, camps, shuffled
from koers.engine.common_ground import Votes, analyse, polis_compatible
from koers.engine.common_ground.consensus import agreement
from koers.engine.common_ground.counts import WALL, count, covered
from koers.engine.common_ground.gate import DRAWS_CROWD, DRAWS_ROOM, log_loss
from koers.engine.common_ground.groups import distinct, grouped, halves, placed, rand_index
from koers.engine.common_ground.mixture import mixture
from koers.engine.common_ground.model import MOST_AXES, fit, narrowed, place
from koers.engine.common_ground.routing import Router
from koers.engine.common_ground.structure import structure

SEEDS = 3


def votes_of(dense):
    """Votes from a people × statements array with NaN for unseen."""
    row, column = np.nonzero(np.isfinite(dense))
    return Votes.from_arrays(row, column, dense[row, column])


# Held-out predictions


def prediction(conversations, seeds=SEEDS):
    """Mean log-loss on hidden choices, per conversation: rates only, Rasch, the peer's groups, ours."""
    rows = {}
    for name, one in conversations.items():
        votes, losses = one.votes, []
        masks = [hidden(votes, seed) for seed in range(seeds)]
        answers = ask([question(votes.take(~mask)) for mask in masks])
        for mask, answer in zip(masks, answers, strict=True):
            losses.append(_losses(votes, mask, answer))
        rows[name] = dict(
            zip(("rates", "rasch", "peer", "ours"), np.mean(losses, axis=0).tolist(), strict=True)
        )
    means = {
        key: float(np.mean([row[key] for row in rows.values()])) for key in ("rates", "rasch", "peer", "ours")
    }
    worse = [name for name, row in rows.items() if row["ours"] > min(row["rasch"], row["peer"])]
    return {"mean": means, "below_peer": 1 - means["ours"] / means["peer"], "worse_on": worse, "each": rows}


def _losses(votes, mask, answer):
    known, asked = votes.take(~mask), mask & (votes.value != 0)
    i, s, agree = votes.person[asked], votes.statement[asked].astype(int), votes.value[asked] > 0
    rates = _smoothed(known, np.zeros(len(votes.people), int), 1)
    chances = [rates[0, s], fit(known, 0).chance(i, s), _by_group(known, answer, rates)[i, s]]
    found = analyse(known)
    chances.append(found.model.chance(i, s))
    return [float(log_loss(p, agree).mean()) for p in chances]


def _by_group(votes, answer, rates):
    """The peer's prediction: how often one's group agrees; for people it doesn't group, everyone's rate."""
    label = np.full(len(votes.people), -1)
    label[answer["people"]] = answer["labels"]
    k = int(label.max()) + 1
    table = np.vstack([_smoothed(votes, label, k), rates])
    return table[np.where(label >= 0, label, k)]


def _smoothed(votes, label, k):
    agree, disagree = np.zeros((k, len(votes.statements))), np.zeros((k, len(votes.statements)))
    for table, side in ((agree, 1), (disagree, -1)):
        chosen = (votes.value == side) & (label[votes.person] >= 0)
        np.add.at(table, (label[votes.person[chosen]], votes.statement[chosen]), 1)
    return (agree + 1) / (agree + disagree + 2)


# False differences, power


def false_differences(conversations, draws=400, crowds=3):
    """How often the structure test fires (p ≤ .01) where there is nothing, and where there are two camps."""
    mixed = [
        _fires(votes_of(shuffled(one.votes.dense(), seed)), seed)
        for one in conversations.values()
        for seed in range(crowds)
    ]
    rooms = ((5, 10, 1.0), (8, 20, 1.0), (12, 20, 0.9))
    agreeable = [_fires(votes_of(agreeable_only(n, m, c, s)), s) for n, m, c in rooms for s in range(draws)]
    crowd = [_fires(votes_of(agreeable_only(60, 40, 0.6, s)), s) for s in range(draws // 8)]
    power = [_fires(votes_of(camps(8, 20, 0.85, s).astype(float)), s) for s in range(draws // 2)]
    return {
        "shuffled": float(np.mean(mixed)),
        "agreeable_rooms": float(np.mean(agreeable)),
        "agreeable_crowds": float(np.mean(crowd)),
        "small_rooms": float(np.mean(list(_rooms(conversations, draws)))),
        "power_8x20": float(np.mean(power)),
        "peer_rooms": float(np.mean([answer["labels"].max() >= 1 for answer in _peer_in_rooms()])),
        "runs": [len(mixed), len(agreeable), len(crowd), draws, len(power)],
    }


def _peer_in_rooms(rooms=12):
    """The peer on rooms where people only differ in how readily they agree."""
    answers = ask([question(votes_of(agreeable_only(8, 20, 1.0, seed))) for seed in range(rooms)])
    return [answer for answer in answers if "labels" in answer]


def _fires(votes, seed):
    """The test as the gate makes it."""
    draws = DRAWS_ROOM if len(votes.people) < WALL else DRAWS_CROWD
    return structure(votes, seed, draws).p <= 0.01


def _rooms(conversations, draws):
    """Rooms of eight people from the conversations, their answers shuffled within each statement."""
    dense = [one.votes.dense() for one in conversations.values()]
    for seed in range(draws):
        rng = np.random.default_rng([seed, 13])
        full = dense[seed % len(dense)]
        busy = np.argsort(-np.isfinite(full).sum(axis=1), kind="stable")[:40]
        room = full[np.sort(rng.choice(busy, 8, replace=False))]
        columns = np.argsort(-np.isfinite(room).sum(axis=0), kind="stable")[:20]
        yield _fires(votes_of(shuffled(room[:, columns], seed)), seed)


# False groups, power over sizes


def false_groups(conversations, crowds=2, invented=40):
    """Share of null conversations of 30 people and more in which groups are shown; the peer beside it."""
    mixed = [
        votes_of(shuffled(one.votes.dense(), seed + 100))
        for one in conversations.values()
        for seed in range(crowds)
    ]
    agreeable = [votes_of(agreeable_only(n, 30, 0.7, s)) for s in range(invented // 2) for n in (30, 100)]
    small = sorted(mixed, key=len)[: max(4, len(mixed) // 2)]
    peer = ask([question(v) for v in (*small, *agreeable[:6])])
    return {
        "shuffled": _shown(mixed),
        "agreeable": _shown(agreeable),
        "continuum": _shown([votes_of(_continuum(n, s)) for s in range(invented // 4) for n in (40, 100)]),
        "peer": float(np.mean([answer["labels"].max() >= 1 for answer in peer])),
        "runs": [len(mixed), len(agreeable), invented // 2, len(peer)],
    }


def _shown(many):
    return float(np.mean([analyse(votes, seed=i).groups is not None for i, votes in enumerate(many)]))


def _continuum(people, seed):
    """One bell-shaped line of opinion: a difference, but no camps."""
    rng = np.random.default_rng([seed, 14])
    logit = (
        rng.normal(0.4, 1, 30)
        + rng.normal(0, 0.5, (people, 1))
        + rng.normal(size=(people, 1)) * rng.normal(0, 1.2, 30)
    )
    dense = np.where(rng.random(logit.shape) < 1 / (1 + np.exp(-logit)), 1.0, -1.0)
    dense[rng.random(dense.shape) > 0.7] = np.nan
    return dense


def power(sizes=(30, 60, 120), loyalties=(0.7, 0.8, 0.9), seeds=8):
    """How often two camps are found, by number of people and loyalty, at 25 statements of which 70 % seen."""
    grid = {}
    for people in sizes:
        for loyalty in loyalties:
            hits = [_two_camps(people, loyalty, seed) for seed in range(seeds)]
            grid[f"{people} people, loyalty {loyalty}"] = float(np.mean(hits))
    return grid


def _two_camps(people, loyalty, seed):
    dense = camps(people, 25, loyalty, seed).astype(float)
    dense[np.random.default_rng([seed, 15]).random(dense.shape) > 0.7] = np.nan
    found = analyse(votes_of(dense), seed=seed)
    return found.groups is not None and len(found.groups.names) == 2


# False representative statements


def false_representatives(conversations, seeds=2):
    """Share of (group, statement) pairs called representative on shuffled votes, groups forced; and as
    shown.
    """
    ours, shown, theirs = [], [], []
    for one in conversations.values():
        mixed = [votes_of(shuffled(one.votes.dense(), seed + 200)) for seed in range(seeds)]
        ours += [_forced(votes) for votes in mixed]
        shown += [len(analyse(votes).representative) / len(votes.statements) for votes in mixed]
        theirs += [float(answer["significant"][:, 2].mean()) for answer in ask([question(v) for v in mixed])]
    return {
        "ours_forced": float(np.mean(ours)),
        "ours_shown": float(np.mean(shown)),
        "peer": float(np.mean(theirs)),
        "runs": len(ours),
    }


def _forced(votes):
    model = fit(votes, MOST_AXES)
    known = placed(model)
    if known.sum() < 4:
        return 0.0
    groups = grouped(votes, model, mixture(narrowed(model, 1).position[known], 2), 1, 0)
    found = distinct(votes, *halves(votes, 2, 1, 0), groups.label)
    return len(found) / (2 * len(votes.statements))


# Common ground


def common_ground(conversations, seeds=SEEDS):
    """Top ten: the same after hiding a fifth of the votes (mean overlap), and agreement of hidden
    reactions.
    """
    rows = {}
    for name, one in conversations.items():
        votes = one.votes
        tens = [hidden(votes, seed) for seed in range(seeds)]
        fifths = [hidden(votes, seed, 0.2) for seed in range(seeds)]
        answers = ask([question(votes.take(~mask)) for mask in (*tens, *fifths)])
        peer = [_peer_top(answer) for answer in answers]
        ours = [_our_top(votes.take(~mask)) for mask in (*tens, *fifths)]
        rows[name] = {
            "peer_repeat": _overlap(peer[seeds:]), "ours_repeat": _overlap(ours[seeds:]),
            "peer_agree": _agreed(votes, tens, peer), "ours_agree": _agreed(votes, tens, ours),
        }  # fmt: skip
    means = {key: float(np.mean([row[key] for row in rows.values()])) for key in next(iter(rows.values()))}
    return {"mean": means, "each": rows}


def _peer_top(answer):
    return answer["statements"][np.argsort(-answer["consensus"], kind="stable")[:10]]


def _our_top(votes):
    """The ranking without its gate and vetoes, so that ten statements are compared with ten."""
    counts, model = count(votes), fit(votes, MOST_AXES)
    enough = covered(counts, votes.room)
    if enough.sum() < 10:
        enough = counts.seen > 0
    figure = agreement(model, counts, 1, 0).percentile
    return np.argsort(-np.where(enough, figure, -1), kind="stable")[:10]


def _overlap(tops):
    return float(np.mean([len(np.intersect1d(a, b)) / 10 for a, b in combinations(tops, 2)]))


def _agreed(votes, masks, tops):
    shares = [
        (votes.value[mask & np.isin(votes.statement, top)] == 1).mean()
        for mask, top in zip(masks, tops, strict=False)
    ]
    return float(np.mean(shares))


# Stability of labels


def stability(conversations, seeds=SEEDS):
    """Adjusted Rand index with a fifth of the votes hidden, and with a fifth of the people left out."""
    rows = {}
    for name, one in conversations.items():
        votes, found = one.votes, analyse(one.votes, seed=name)
        rows[name] = {"peer": _peer_stability(votes, seeds)}
        if found.groups is not None:
            k, axes = len(found.groups.names), found.gate.axes
            rows[name] |= {"ours": _our_stability(votes, found.groups, k, axes, seeds)}
            mixed = votes_of(shuffled(votes.dense(), 300))
            rows[name] |= {"null": _our_stability(mixed, _groups(mixed, k, axes), k, axes, 1)}
    shown = [row for row in rows.values() if "ours" in row]
    mean = {
        "peer_all": np.mean([row["peer"] for row in rows.values()], axis=0).tolist(),
        "peer_same": np.mean([row["peer"] for row in shown], axis=0).tolist() if shown else None,
        "ours": np.mean([row["ours"] for row in shown], axis=0).tolist() if shown else None,
        "null": np.mean([row["null"] for row in shown], axis=0).tolist() if shown else None,
    }
    return {"mean": mean, "shown": len(shown), "each": rows}


def _groups(votes, k, axes):
    model = fit(votes, MOST_AXES)
    known = placed(model)
    return grouped(votes, model, mixture(narrowed(model, axes).position[known], k), axes, 0)


def _our_stability(votes, groups, k, axes, seeds):
    """(votes hidden, people left out, votes hidden with everyone between groups counted, the same for
    people).
    """
    sure, everyone = [[], []], [[], []]
    for seed in range(seeds):
        less, rows = _groups(votes.take(~hidden(votes, seed, 0.2)), k, axes), some_people(votes, seed)
        fewer = _groups(votes.of_people(rows), k, axes)
        for i, (other, mine) in enumerate(((less, slice(None)), (fewer, rows))):
            both = (groups.label[mine] >= 0) & (other.label >= 0)
            sure[i].append(rand_index(groups.label[mine][both], other.label[both]))
            known = groups.placed[mine] & other.placed
            pair = groups.membership[mine].argmax(axis=1)[known], other.membership.argmax(axis=1)[known]
            everyone[i].append(rand_index(*pair))
    return [float(np.mean(values)) for values in (*sure, *everyone)]


def _peer_stability(votes, seeds):
    rows = [some_people(votes, seed) for seed in range(seeds)]
    less = [votes.take(~hidden(votes, seed, 0.2)) for seed in range(seeds)]
    full, *rest = ask([question(v) for v in (votes, *less, *(votes.of_people(r) for r in rows))])
    label = _labels(full, len(votes.people))
    first = [_same(label, _labels(a, len(votes.people))) for a in rest[:seeds]]
    second = [_same(label[r], _labels(a, len(r))) for a, r in zip(rest[seeds:], rows, strict=True)]
    return [float(np.mean(first)), float(np.mean(second))]


def _labels(answer, many):
    label = np.full(many, -1)
    label[answer["people"]] = answer["labels"]
    return label


def _same(a, b):
    both = (a >= 0) & (b >= 0)
    return rand_index(a[both], b[both])


# Placing a person


def placing(conversations, people=60, seeds=2, most=16):
    """How many answers ours needs to place a person as well as Polis's routing does with twelve."""
    rows = {}
    for name, one in conversations.items():
        losses = _replay(one.votes, people, seeds, most)
        if losses is not None:
            ours, polis = losses
            enough = np.flatnonzero(ours <= polis[11])
            rows[name] = {
                "answers": int(enough[0]) + 1 if len(enough) else most,
                "polis_at_12": float(polis[11]), "ours_at_8": float(ours[7]), "ours_at_12": float(ours[11]),
            }  # fmt: skip
    return {"median": float(np.median([row["answers"] for row in rows.values()])), "each": rows}


def _replay(votes, people, seeds, most):
    """Mean log-loss on a person's other choices after 1, 2, … answers, by our routing and by Polis's."""
    choices = np.bincount(votes.person[votes.value != 0], minlength=len(votes.people))
    able = np.flatnonzero(choices >= 40)
    if len(able) < 20:
        return None
    rng = np.random.default_rng([len(able), 16])
    tested = np.sort(rng.choice(able, min(people, len(able) // 2), replace=False))
    rest = votes.of_people(np.setdiff1d(np.arange(len(votes.people)), tested))
    model, polis = fit(rest, MOST_AXES), polis_compatible(rest)
    many = len(rest.statements)
    router = Router.prepared(list(range(many)), model, count(rest), np.zeros(many))
    ours, theirs = [], []
    for person in tested:
        for seed in range(seeds):
            answers, asked = _split(votes, person, np.random.default_rng([int(person), seed, 17]))
            rng = np.random.default_rng([int(person), seed, 18])
            ours.append(_course(model, answers, asked, most, partial(_by_gain, router)))
            theirs.append(_course(model, answers, asked, most, partial(_by_priority, polis, rng)))
    return np.mean(ours, axis=0), np.mean(theirs, axis=0)


def _split(votes, person, rng):
    """Two thirds of a person's reactions may be asked; the choices among the rest are predicted."""
    mine = slice(votes.start[person], votes.start[person + 1])
    statement, value = votes.statement[mine].astype(int), votes.value[mine]
    ask_these = rng.random(len(value)) < 2 / 3
    told = dict(zip(statement[ask_these].tolist(), value[ask_these].tolist(), strict=True))
    target = ~ask_these & (value != 0)
    return told, (statement[target], value[target] > 0)


def _course(model, answers, target, most, choose):
    given, losses = {}, []
    for _ in range(most):
        left = [s for s in answers if s not in given]
        if left:
            one = choose(given, left)
            given[one] = answers[one]
        losses.append(_loss_of(model, given, target))
    return losses


def _loss_of(model, given, target):
    where, agree = target
    if not len(where):
        return 0.0
    person = place(_one_person(given, len(model.statement.mean)), model)
    return float(
        log_loss(replace(model, person=person).chance(np.zeros(len(where), int), where), agree).mean()
    )


def _one_person(given, many):
    statement = np.array(sorted(given), dtype=np.int32)
    value = np.array([given[s] for s in statement.tolist()], dtype=np.int8)
    start = np.array([0, len(statement)])
    nobody = np.full(1, -1)
    return Votes(np.zeros(1, int), np.arange(many), start, statement, value, value == 2, nobody)


def _by_gain(router, given, left):
    gain = router.gain(given)
    return max(left, key=lambda s: (gain[s], -s))


def _by_priority(polis, rng, given, left):
    weight = polis.priority[left]
    return int(rng.choice(left, p=weight / weight.sum()))


# Polis's own numbers


def compatible(conversations):
    """Axes against the peer's, labels against those Polis published."""
    rows = {}
    for name, one in conversations.items():
        votes = one.votes
        known = np.array([one.published.get(p, -1) for p in votes.people.tolist()])
        k = len(np.unique(known[known >= 0]))
        free, forced = ask([question(votes), question(votes, k)])
        ours, same_k = polis_compatible(votes), polis_compatible(votes, groups=k)
        axes = [
            float(abs(ours.axes.components[a][free["statements"]] @ free["components"][a])) for a in (0, 1)
        ]
        label, at_k = _labels(free, len(votes.people)), _labels(forced, len(votes.people))
        both = (known >= 0) & (label >= 0)
        rows[name] = {
            "axes": min(axes),
            "peer": rand_index(known[both], label[both]), "ours": rand_index(known[both], ours.label[both]),
            "peer_at_k": rand_index(known[both], at_k[both]),
            "ours_at_k": rand_index(known[both], same_k.label[both]),
        }  # fmt: skip
    keys = ("peer", "ours", "peer_at_k", "ours_at_k")
    figures = {key: [row[key] for row in rows.values()] for key in keys}
    median, mean = ({key: float(how(figures[key])) for key in keys} for how in (np.median, np.mean))
    return {"axes": min(row["axes"] for row in rows.values()), "median": median, "mean": mean, "each": rows}
