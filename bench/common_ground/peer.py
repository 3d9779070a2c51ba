"""Runs red-dwarf in its own environment. Called as a program: `python peer.py JOB IN.npz OUT.npz`.

IN holds person, statement, value (one conversation) and options; OUT holds what the peer found,
its CPU seconds and the extra memory above what was in use before the call.
"""

import resource
import sys
import time

import numpy as np


def run(person, statement, value, moderated=(), force=None):
    from reddwarf.implementations.polis import run_pipeline

    names = ("participant_id", "statement_id", "vote")
    cells = zip(person.tolist(), statement.tolist(), value.tolist(), strict=True)
    rows = [dict(zip(names, row, strict=True)) for row in cells]
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    result = run_pipeline(
        votes=rows, mod_out_statement_ids=list(moderated), random_state=0, force_group_count=force
    )
    seconds = time.process_time() - start
    extra = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    return result, seconds, extra


def findings(result, seconds, extra):
    people, frame = result.participants_df, result.statements_df
    labels = people["cluster_id"].fillna(-1).to_numpy(dtype=np.int64)
    repness = [
        (g, row["tid"], row["repful-for"] == "agree") for g, rows in result.repness.items() for row in rows
    ]
    return {
        "people": people.index.to_numpy(),
        "statements": frame.index.to_numpy(),
        "xy": people[["x", "y"]].to_numpy(),
        "labels": labels,
        "components": result.reducer.components_,
        "consensus": frame["group-aware-consensus-agree"].to_numpy(),
        "priority": frame["priority"].to_numpy(),
        "repness": np.array(repness, dtype=np.int64).reshape(-1, 3),
        "significant": significant(result),
        "seconds": seconds,
        "extra": extra,
    }


def significant(result):
    """Statements the peer's own rule calls representative, before it keeps the first five per group."""
    from reddwarf.utils.stats import is_statement_significant

    table = result.group_comment_stats
    found = table.apply(is_statement_significant, axis="columns").to_numpy()
    groups, statements = (table.index.get_level_values(i).to_numpy() for i in range(2))
    return np.column_stack([groups, statements, found]).astype(np.int64)


def main():
    source, target = sys.argv[1:3]
    given = np.load(source)
    many = int(given["count"]) if "count" in given else 1
    out = {}
    for i in range(many):
        tag = f"{i}_" if "count" in given else ""
        moderated = given.get(f"{tag}moderated", ())
        force = int(given[f"{tag}force"]) if f"{tag}force" in given else None
        try:
            found = findings(
                *run(
                    given[f"{tag}person"],
                    given[f"{tag}statement"],
                    given[f"{tag}value"],
                    [int(m) for m in moderated],
                    force,
                )
            )
        except (ValueError, IndexError, KeyError, TypeError) as refused:
            found = {"error": str(refused)[:200]}
        out.update({f"{tag}{key}": value for key, value in found.items()})
    np.savez_compressed(target, **out)


if __name__ == "__main__":
    main()
