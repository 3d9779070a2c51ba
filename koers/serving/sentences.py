"""What the command line says, in the language of the terminal."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.apps.ledger.sealer import Broken, Heads
from koers.serving.backup import Impossible
from koers.serving.ledger_file import Unreadable

_BROKEN: dict[str, Callable[[dict[str, int]], str]] = {
    "changed": lambda f: _("Stream %(stream)d: entry %(seq)d was changed after it was sealed.") % f,
    "missing": lambda f: _("Stream %(stream)d: entry %(seq)d is missing.") % f,
    "unsealed": lambda f: _("Stream %(stream)d: entry %(seq)d has lost its seal.") % f,
    "sealed_after_unsealed": lambda f: (
        _("Stream %(stream)d: the entry before %(seq)d has lost its seal.") % f
    ),
    "unknown_stream": lambda f: _("Stream %(stream)d: entry %(seq)d is of a stream that isn't there.") % f,
}

_IMPOSSIBLE: dict[str, Callable[[str], str]] = {
    "not_empty": lambda d: (
        _("There is data here already: %(place)s. Restore into an empty installation.") % {"place": d}
    ),
    "other_database": lambda d: (
        _("This backup was made on %(database)s. Restore it there.")
        % {"database": {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(d, d)}
    ),
    "damaged": lambda d: _("This backup is damaged. Nothing was changed here."),
    "no_tool": lambda d: (
        _(
            "This needs %(tool)s, of the same version as the database. "
            "It is in PostgreSQL's client package (postgresql-client)."
        )
        % {"tool": d}
    ),
    "tool_failed": lambda d: _("PostgreSQL said: %(said)s") % {"said": d},
}


def broken(found: Broken) -> str:
    """The first entry of a stream that doesn't fit, and what is wrong with it."""
    return _BROKEN[found.why]({"stream": found.stream, "seq": found.seq})


def whole(heads: Heads) -> str:
    """Everything fits; with a mark to write down, since whoever rewrites all of it changes the mark."""
    count = sum(head for head, _sealed, _seal in heads.values())
    mark = hashlib.sha256(repr(sorted((s, n, seal) for s, (_h, n, seal) in heads.items())).encode())
    said = ngettext(
        "The ledger is whole: %(count)d entry. Its mark now: %(mark)s",
        "The ledger is whole: %(count)d entries. Its mark now: %(mark)s",
        count,
    )
    return said % {"count": count, "mark": mark.hexdigest()[:16]}


def unreadable(found: Unreadable) -> str:
    """A file that isn't an export, or was damaged."""
    return _("Line %(line)d isn't part of an export of the ledger.") % {"line": found.line}


def exported(count: int, file: Path) -> str:
    """The export is there."""
    return ngettext("%(count)d entry in %(file)s.", "%(count)d entries in %(file)s.", count) % {
        "count": count,
        "file": file,
    }


def backed_up(file: Path) -> str:
    """The backup is there, and wants care."""
    return _("Everything is in %(file)s. Keep it safe: it holds all answers and the secret.") % {"file": file}


def restored(file: Path) -> str:
    """The backup is in place."""
    return _("%(file)s is restored. Start with: koers serve") % {"file": file}


def impossible(found: Impossible) -> str:
    """What can't be done, and what one can do."""
    return _IMPOSSIBLE[found.code](found.detail)


def health(report: dict[str, Any]) -> Iterator[str]:
    """One line per thing that should live."""
    yield _("The database answers.") if report["database"] else _("The database doesn't answer.")
    for name, age in report["heartbeats"].items():
        yield _("%(name)s: a sign of life %(age)d seconds ago.") % {"name": name, "age": round(age)}
    if report["mail"] and report["mail"]["trouble"]:
        yield ngettext(
            "%(count)d mail doesn’t get through.",
            "%(count)d mails don’t get through.",
            report["mail"]["trouble"],
        ) % {"count": report["mail"]["trouble"]}
    if not report["heartbeats"]:
        yield _("No process of Koers is running here.")


def halfway(step: str, last: str) -> str:
    """The tables miss steps that this version no longer takes one by one."""
    return _(
        "This database was made by a development version of Koers and misses the step “%(step)s”, which "
        "this version no longer takes by itself. Nothing was changed. Check out commit %(last)s, start Koers "
        "once, and come back to this version."
    ) % {"step": step, "last": last}
