"""The figures as one table: measure, peer, ours, target, met."""

import json

from bench.common_ground.speed import KEPT

HEAD = """# Common ground: Koers beside red-dwarf {version}

{machine}. Made by `bench/common_ground/run{quick}`. CPU seconds on one core; means over {real} conversations
of `../shared/data/polis` unless said otherwise; peer and Koers got the same votes in the same run{kept}.

| measure | red-dwarf | Koers | must show | met |
|---|---|---|---|---|
"""


def markdown(found, quick):
    """The table, with a line for every figure that has been measured."""
    machine = found["machine"]
    real = len(found["prediction"]["each"]) if "prediction" in found else "the"
    kept = "" if quick else f", except the peer's slowest run (kept; {_kept()})"
    head = HEAD.format(
        version="0.4.0", machine=f"{machine['cpu']}, Python {machine['python']}, NumPy {machine['numpy']}",
        quick=" --quick" if quick else "", real=real, kept=kept,
    )  # fmt: skip
    lines = [line for name, rows in ROWS.items() if name in found for line in rows(found[name])]
    return head + "".join(f"| {' | '.join(line)} |\n" for line in lines) + _grid(found.get("power"))


def _kept():
    note = json.loads((KEPT / "peer-100k.json").read_text(encoding="utf-8"))
    return f"{note['machine']['cpu']}, {note['date']}"


def _met(true):
    return "yes" if true else "**no**"


def _share(figure):
    return f"{100 * figure:.1f} %"


def _refresh(size, target):
    def rows(r):
        good = r["times_faster"] >= target and r["axes"] >= 0.9999
        yield (
            f"full refresh, {size}", f"{r['peer']:.1f} s",
            f"{r['ours']:.3f} s ({r['times_faster']:.0f}×), axes ≥ {r['axes']:.5f}",
            f"≥ {target}× at the same axes", _met(good),
        )  # fmt: skip
        if r["votes"] >= 5_000_000:
            passes = f"{r['passes']:.0f}"
            yield (
                "passes over memory",
                f"{r['peer_passes']:,.0f}",
                passes,
                "≤ 150",
                _met(r["passes"] <= 150),
            )
            peer = r["peer_extra"]
            yield (f"extra memory, {size}: the peer", f"{peer / 1e9:.1f} GB", "see below", "", "")

    return rows


def _memory(r):
    ours = f"{r['extra'] / 1e6:.0f} MB, {r['bytes_per_vote']:.1f} B per vote"
    good = r["bytes_per_vote"] <= 8 and r["extra"] * 250 <= 9.4e9
    yield ("extra memory, 100k × 2,000", "", ours, "≥ 250× less, ≤ 8 B per vote", _met(good))


def _million(r):
    ours = f"{r['cpu']:.1f} s CPU, {r['wall']:.1f} s wall, {r['peak'] / 1e9:.2f} GB, {r['passes']:.0f} passes"
    good = r["cpu"] <= 10 and r["wall"] <= 10 and r["peak"] < 1.5e9
    yield (f"1M × 2,000 ({r['votes'] / 1e6:.0f}M votes)", "infeasible", ours, "≤ 10 s, < 1.5 GB", _met(good))


def _vote(r):
    good = r["microseconds"] <= 5 and r["exact"]
    exact = "exact" if r["exact"] else "not exact"
    yield (
        "one vote",
        "full refresh",
        f"{r['microseconds']:.1f} µs, tallies {exact}",
        "≤ 5 µs, exact",
        _met(good),
    )


def _choosing(r):
    yield ("choosing the next of 2,000 statements", "", f"{r:.2f} ms", "< 1 ms", _met(r < 1))


def _fitting(r):
    yield ("fitting the opinion model, 10k × 1,000", "none", f"{r:.1f} s", "", "")


def _prediction(r):
    mean = r["mean"]
    good = r["below_peer"] >= 0.11 and not r["worse_on"]
    ours = f"{mean['ours']:.4f} ({100 * r['below_peer']:.1f} % below); worse on {len(r['worse_on'])}"
    yield ("held-out log-loss", f"{mean['peer']:.4f}", ours, "≥ 11 % below, on none worse", _met(good))
    yield ("… rates alone, and Rasch", "", f"{mean['rates']:.4f}, {mean['rasch']:.4f}", "", "")


def _differences(r):
    for key, name in (
        ("shuffled", "shuffled"), ("agreeable_rooms", "agreeableness only, 5–12 people"),
        ("agreeable_crowds", "agreeableness only, 60 people"), ("small_rooms", "rooms of 8, shuffled"),
    ):  # fmt: skip
        peer = _share(r["peer_rooms"]) if "peer_rooms" in r and key.startswith("agreeable_rooms") else ""
        yield (f"false differences: {name}", peer, _share(r[key]), "≤ 2 %", _met(r[key] <= 0.02))
    power = r["power_8x20"]
    yield ("power, 8 × 20, two camps, loyalty 85 %", "", f"{power:.2f}", "≥ .75", _met(power >= 0.75))


def _groups(r):
    for key, name in (("shuffled", "shuffled"), ("agreeable", "agreeableness only")):
        yield (f"false groups: {name}", _share(r["peer"]), _share(r[key]), "≤ 5 %", _met(r[key] <= 0.05))
    yield ("groups on a bell-shaped line of opinion", "", _share(r["continuum"]), "", "")


def _representatives(r):
    ours = f"{_share(r['ours_forced'])} with groups forced, {_share(r['ours_shown'])} shown"
    yield (
        "false representative statements",
        _share(r["peer"]),
        ours,
        "≤ 5 %",
        _met(r["ours_forced"] <= 0.05),
    )


def _common(r):
    m = r["mean"]
    repeat, agree = f"{m['ours_repeat']:.3f}", f"{m['ours_agree']:.3f}"
    good = m["ours_repeat"] >= 0.82
    yield ("top-10 common ground: repeatability", f"{m['peer_repeat']:.3f}", repeat, "≥ .82", _met(good))
    better = m["ours_agree"] >= m["peer_agree"]
    yield ("… held-out agreement", f"{m['peer_agree']:.3f}", agree, "≥ the peer's", _met(better))


def _stability(r):
    m, limits = r["mean"], (0.80, 0.85)
    for i, name in enumerate(("a fifth of the votes removed", "80 % of the people")):
        if m["ours"] is None:
            continue
        mine, chance = m["ours"], m["null"][i + 2]
        ours = f"{mine[i]:.2f} (with those between groups {mine[i + 2]:.2f}); null {chance:.2f}"
        peer = f"{m['peer_all'][i]:.2f} ({m['peer_same'][i]:.2f} where we show groups)"
        good = _met(m["ours"][i] >= limits[i])
        yield (f"label stability, {name} ({r['shown']} with groups)", peer, ours, f"≥ {limits[i]:.2f}", good)


def _placing(r):
    each = ", ".join(str(row["answers"]) for row in r["each"].values())
    ours, good = f"{r['median']:.0f} ({each})", _met(r["median"] <= 8)
    yield ("answers to place a person as Polis at 12", "12", ours, "≤ 8 median", good)


def _compatible(r):
    yield ("compatible mode: axes", "", f"|corr| ≥ {r['axes']:.6f}", "same axes", _met(r["axes"] >= 0.9999))
    peer, ours = (f"{r['median'][k]:.2f} (mean {r['mean'][k]:.2f})" for k in ("peer", "ours"))
    good = r["median"]["ours"] >= r["median"]["peer"] and r["mean"]["ours"] >= r["mean"]["peer"]
    yield ("… labels against Polis's, median ARI", peer, ours, "≥ red-dwarf", _met(good))
    peer, ours = (f"{r['median'][k]:.2f} (mean {r['mean'][k]:.2f})" for k in ("peer_at_k", "ours_at_k"))
    yield ("… the same at Polis's number of groups", peer, ours, "", "")


def _grid(power):
    if not power:
        return ""
    rows = "".join(f"| {case} | {share:.2f} |\n" for case, share in power.items())
    return f"\nPower of the gate: two camps, 25 statements, 70 % seen.\n\n| case | shown |\n|---|---|\n{rows}"


ROWS = {
    "refresh_10k": _refresh("10k × 1,000", 50),
    "refresh_100k": _refresh("100k × 2,000", 500),
    "memory_100k": _memory,
    "million": _million,
    "one_vote": _vote,
    "choosing_ms": _choosing,
    "fitting_10k": _fitting,
    "prediction": _prediction,
    "false_differences": _differences,
    "false_groups": _groups,
    "false_representatives": _representatives,
    "common_ground": _common,
    "stability": _stability,
    "placing": _placing,
    "compatible": _compatible,
}
