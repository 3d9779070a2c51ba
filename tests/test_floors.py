"""What import-linter can't see: third parties per floor, who writes, what pages hold, what the lock holds."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import ForeignKey, ManyToManyField

from koers.config.home import ROOT

KOERS = ROOT / "koers"
ROOMS = [
    "ledger", "people", "access", "notices", "roles", "authority", "direction", "synergy", "topics",
    "tensions", "scans", "readbacks", "gatherings", "decisions", "actions", "steering", "checks", "mirror",
    "exchange",
]  # fmt: skip
NUMBERS = {"numpy", "scipy", "numba"}
THIRD_PARTIES = {
    "engine": NUMBERS,
    "domain": set(),
    "apps": {"django", "holidays"},
    "web": {
        "django",
        "allauth",
        "django_htmx",
        "segno",
        "icalendar",
        "openpyxl",
        "babel",
        "ninja",
        "pydantic",
        "urllib3",
    },
}

WRITERS = {"commands.py", "turn.py", "door.py", "box.py", "sealer.py", "readers.py", "asks.py", "outbox.py"}
WRITING = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def modules(floor: str = "") -> list[Path]:
    return [file for file in sorted((KOERS / floor).rglob("*.py")) if "migrations" not in file.parts]


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


@cache
def imported(file: Path) -> tuple[str, ...]:
    """The packages this module imports, wherever in it."""
    found: list[str] = []
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(file)}: import by full name"
            found.append(str(node.module))
    return tuple(found)


@pytest.mark.parametrize("floor", THIRD_PARTIES)
def test_a_floor_uses_only_its_third_parties(floor: str) -> None:
    used = {(name_of(f), name.partition(".")[0]) for f in modules(floor) for name in imported(f)}
    allowed = THIRD_PARTIES[floor] | {"koers"} | sys.stdlib_module_names
    assert {(file, package) for file, package in used if package not in allowed} == set()


@pytest.mark.parametrize(("floor", "never"), [("engine", "koers."), ("domain", "koers.apps")])
def test_numbers_and_rules_know_nothing_of_the_floors_above(floor: str, never: str) -> None:
    own = f"koers.{floor}"
    used = {(name_of(f), name) for f in modules(floor) for name in imported(f) if name.startswith("koers")}
    left = {"engine": (own,), "domain": (own, "koers.engine")}[floor]
    assert {(file, name) for file, name in used if not name.startswith(left)} == set()


def writes(file: Path) -> Iterator[int]:
    """The lines on which this module changes rows. Managers in models.py make rows for commands."""
    tree = ast.parse(file.read_text())
    managers = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any("Manager" in ast.unparse(base) for base in node.bases)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and id(node) not in managers:
            of, does = node.func.value, node.func.attr
            above = isinstance(of, ast.Call) and ast.unparse(of.func) == "super"
            if (does in WRITING and not above) or (does == "update" and _is_rows(of)):
                yield node.lineno


def _is_rows(of: ast.expr) -> bool:
    return bool(re.search(r"\.(objects|filter\(.*\)|exclude\(.*\)|all\(\))$", ast.unparse(of), re.DOTALL))


def _may_write(file: Path) -> bool:
    """Whether this is a file of commands, or of the ledger's own writers. A big room has a folder of them.

    A report saves files: it knows no rows, as the test below says.
    """
    return file.name in WRITERS or file.parent.name == "commands" or "reports" in file.parts


def test_reports_know_no_rows() -> None:
    """They are made of what they are given, also from a file, without an installation."""
    used = {(name_of(f), name) for f in modules("reports") for name in imported(f)}
    assert {one for one in used if one[1].startswith(("koers.apps", "koers.web", "django.db"))} == set()


def test_only_commands_and_the_ledger_change_rows() -> None:
    found = [f"{name_of(f)}:{line}" for f in modules() if not _may_write(f) for line in writes(f)]
    assert found == []


def test_a_change_of_rows_is_seen() -> None:
    assert len(list(writes(KOERS / "apps" / "people" / "commands" / "sitting.py"))) > 3


def test_nobody_uses_djangos_signals() -> None:
    found = [name_of(f) for f in modules() if any("signals" in n and "django" in n for n in imported(f))]
    assert found == []


def test_commands_do_no_mail_and_no_http() -> None:
    outside = ("django.core.mail", "http", "urllib.request", "requests", "socket", "smtplib", "subprocess")
    found = [(name_of(f), name) for f in modules("apps") for name in imported(f) if name.startswith(outside)]
    assert found == []


# --- pages

INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")|\son[a-z]+=|javascript:"
)
# A letter is no page: no policy guards it, and a mail program shows it only with its style in place.
LETTERS = KOERS / "web" / "templates" / "mail"
TEMPLATES = sorted(f for f in (KOERS / "web" / "templates").rglob("*.html") if LETTERS not in f.parents)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda f: str(f.relative_to(KOERS / "web" / "templates")))
def test_a_template_has_no_inline_style_or_script(template: Path) -> None:
    found = [
        (number, line.strip())
        for number, line in enumerate(template.read_text().splitlines(), start=1)
        if INLINE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda f: str(f.relative_to(KOERS / "web" / "templates")))
def test_a_template_asks_nothing_of_another_site(template: Path) -> None:
    asked = re.findall(r"(?:src|href)=[\"']((?:https?:)?//[^\"']+)", template.read_text())
    fetched = [address for address in asked if "<link" in template.read_text() or "src=" in address]
    assert fetched == []


# --- data


def room(model: object) -> str:
    return model._meta.app_label  # type: ignore[attr-defined]


def test_foreign_keys_point_left() -> None:
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if room(model) in ROOMS
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
        and ROOMS.index(room(field.related_model)) > ROOMS.index(room(model))
    ]
    assert wrong == []


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    # It exits with 1 when a change has no migration yet, and says which.
    call_command("makemigrations", check_changes=True, dry_run=True)


# --- the package


def test_the_lock_holds_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    assert " @ " not in lock
    assert not re.search(r"^--?[a-z]", lock, re.MULTILINE)
    pinned = re.findall(r"^\S+==\S+", lock, re.MULTILINE)
    assert len(pinned) > 50
    assert all("--hash=sha256:" in part for part in re.split(r"^\S+==", lock, flags=re.MULTILINE)[1:])


def test_every_dependency_is_in_the_lock() -> None:
    names = re.findall(r'^    "([A-Za-z0-9_-]+)', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    lock = (ROOT / "requirements.lock").read_text().lower()
    dependencies = {n for n in names if re.search(rf'"{n}(\[|>=)', (ROOT / "pyproject.toml").read_text())}
    assert {n for n in dependencies if f"\n{n.lower()}==" not in f"\n{lock}"} == set()
