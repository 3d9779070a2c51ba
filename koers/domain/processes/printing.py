"""The tables of every process as a page of documentation: `python -m koers.domain.processes.printing`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from koers.domain.processes.conditions import CONDITIONS
from koers.domain.processes.methods import MODULES, Method

HEAD = """# Processes

How a proposal runs through a method: printed from the tables in `koers/domain/processes` by
`python -m koers.domain.processes.printing docs/processes.md`. A test fails when this page differs.

A step is `(stage, deed) → stage`. A rule says who may do a deed and when; the end of the page explains the
conditions. Where a deed leads to several stages, the outcome or the deed itself says to which.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD, *(_method(name, module) for name, module in MODULES.items()), _conditions()]
    return "\n".join(parts)


def _method(name: str, module: Method) -> str:
    first = (module.__doc__ or "").strip().splitlines()[0]
    lines = [
        f"## {name.capitalize()}\n",
        f"{first}\n",
        *_steps(module),
        "",
        *_rules(module),
        "",
        "### Outcome\n",
    ]
    return "\n".join([*lines, _paragraph(module.outcome.__doc__), ""])


def _steps(module: Method) -> Iterator[str]:
    yield from ("### Steps\n", "| stage | deed | leads to |", "|---|---|---|")
    for (stage, deed), to in module.STEPS.items():
        yield f"| {stage} | `{deed}` | {' or '.join(to)} |"


def _rules(module: Method) -> Iterator[str]:
    yield from ("### Rules\n", "| deed | who and when |", "|---|---|")
    for deed, names in module.RULES.items():
        yield f"| `{deed}` | {', '.join(names) or 'the clock'} |"


def _conditions() -> str:
    lines = ["## Conditions\n", "| name | holds for |", "|---|---|"]
    return "\n".join(
        [*lines, *(f"| {name} | {_paragraph(one.__doc__)} |" for name, one in CONDITIONS.items()), ""]
    )


def _paragraph(text: str | None) -> str:
    return " ".join((text or "").split())


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page())
