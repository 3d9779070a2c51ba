"""Figures about the code itself. Budgets are a talk and not a wall; these are what the talk is about."""

import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from koers.config.home import ROOT

FLOORS = ("engine", "domain", "apps", "web", "serving", "reports", "demo", "config")
WINDOW = 6
ABOUT = """\
Made by `bin/measure --write`. Lines are lines with something on them; a function's length leaves out its
docstring; *repeated* are lines in a run of six that stands word for word elsewhere too. The budgets (file
p90 ≤ 150, function p50 ≤ 8, p90 ≤ 20) are a talk and not a wall."""
REPORT = ROOT / "docs" / "measures-of-code.md"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A file of Python, read once."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def floor(self) -> str:
        """The floor it is on; tests count as one, and what lies loose in the package as "top"."""
        first, *rest = self.path.relative_to(ROOT).parts
        return "tests" if first == "tests" else rest[0] if len(rest) > 1 else "top"

    @property
    def lines(self) -> list[str]:
        """Lines with something on them."""
        return [line for line in self.text.splitlines() if line.strip()]

    def functions(self) -> Iterator[Function]:
        """Every function and method."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))


def modules() -> list[Module]:
    """All Python of Koers and its tests, without migrations."""
    files = [*(ROOT / "koers").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    kept = sorted(file for file in files if "migrations" not in file.parts)
    return [Module(file, text := file.read_text(), ast.parse(text)) for file in kept]


def length(function: Function) -> int:
    """Lines of a function without its docstring and without decorators."""
    documented = ast.get_docstring(function) is not None
    body = function.body[1:] if documented else function.body
    if not body:
        return 0
    return (function.body[0].lineno - function.lineno) + int(body[-1].end_lineno or 0) - body[0].lineno + 1


def quantile(values: Iterable[int], share: float) -> int:
    """The smallest value that at least this share doesn't exceed; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def share(part: int, whole: int) -> str:
    """As a percentage, rounded down: 100 % means all."""
    return f"{100 * part // whole} %" if whole else "-"


def public(module: Module) -> Iterator[ast.AST]:
    """What others may use: modules, classes, functions without an underscore, not nested in functions."""
    yield module.tree
    todo: list[ast.AST] = [module.tree]
    while todo:
        for node in ast.iter_child_nodes(todo.pop()):
            if (
                isinstance(node, ast.ClassDef | Function)
                and not node.name.startswith("_")
                and node.name != "Meta"
            ):
                yield node
                todo += [node] if isinstance(node, ast.ClassDef) else []


def typed(function: Function) -> bool:
    """Whether every argument and the answer has a type."""
    given = function.args
    arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    free = [a for a in arguments if a and a.arg not in ("self", "cls") and a.annotation is None]
    return not free and function.returns is not None


def repeated(group: list[Module]) -> int:
    """Lines that are in a run of six which stands word for word somewhere else too."""
    runs: dict[tuple[str, ...], list[tuple[Path, int]]] = {}
    for module in group:
        plain = [line.strip() for line in module.lines]
        for start in range(len(plain) - WINDOW + 1):
            runs.setdefault(tuple(plain[start : start + WINDOW]), []).append((module.path, start))
    places = [place for found in runs.values() if len(found) > 1 for place in found]
    return len({(path, start + more) for path, start in places for more in range(WINDOW)})


def crossings(code: list[Module]) -> Counter[tuple[str, str]]:
    """How many imports go from floor to floor."""
    count: Counter[tuple[str, str]] = Counter()
    for module in code:
        for node in ast.walk(module.tree):
            name = node.module if isinstance(node, ast.ImportFrom) else None
            if name and name.startswith("koers."):
                target = name.split(".")[1]
                count[module.floor, target if target in FLOORS else "top"] += 1
    return count


def sizes(code: list[Module]) -> list[list[str]]:
    """One row per floor."""
    table = [["floor", "files", "lines", "file p90", "function p50", "function p90", "longest"]]
    table[0] += ["docstrings", "typed", "repeated"]
    groups = {
        floor: [module for module in code if module.floor == floor] for floor in (*FLOORS, "top", "tests")
    }
    table += [[floor, *_figures(group)] for floor, group in groups.items() if group]
    return [*table, ["all of Koers", *_figures([module for module in code if module.floor != "tests"])]]


def _figures(group: list[Module]) -> list[str]:
    lines = [len(module.lines) for module in group]
    functions = [function for module in group for function in module.functions()]
    lengths = [length(function) for function in functions]
    names = [node for module in group for node in public(module) if module.text.strip()]
    documented = sum(ast.get_docstring(node) is not None for node in names)  # type: ignore[arg-type]
    return [
        str(len(group)), str(sum(lines)), str(quantile(lines, 0.9)),
        str(quantile(lengths, 0.5)), str(quantile(lengths, 0.9)), str(max(lengths, default=0)),
        share(documented, len(names)), share(sum(map(typed, functions)), len(functions)),
        share(repeated(group), sum(lines)),
    ]  # fmt: skip


def imports(code: list[Module]) -> list[list[str]]:
    """From (rows) to (columns)."""
    count, floors = crossings(code), [*FLOORS, "top"]
    rows = [[source, *(str(count[source, target] or "") for target in floors)] for source in floors]
    return [["from \\ to", *floors], *rows]


def longest(code: list[Module], many: int = 10) -> list[list[str]]:
    """The functions to talk about."""
    found = [
        (length(function), f"{module.path.relative_to(ROOT)}", function.name)
        for module in code
        if module.floor != "tests"
        for function in module.functions()
    ]
    return [
        ["lines", "file", "function"],
        *([str(n), f, name] for n, f, name in sorted(found)[: -many - 1 : -1]),
    ]


def markdown(table: list[list[str]]) -> str:
    """A table, with its columns under one another."""
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    head, *rows = [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table
    ]
    return "\n".join(f"| {line} |" for line in (head, " | ".join("-" * width for width in widths), *rows))


def report() -> str:
    """All figures, as a page."""
    code = modules()
    parts = [
        "# Measures of the code",
        ABOUT,
        "## Sizes", markdown(sizes(code)),
        "## Imports between floors", markdown(imports(code)),
        "## Longest functions", markdown(longest(code)),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    page = report()
    print(page)
    if "--write" in sys.argv:
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text(page)
