"""What `koers export` and `koers import` say."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from koers.domain.copies import Unfit

Facts = Mapping[str, Any]

_UNFIT: dict[str, Callable[[Facts], str]] = {
    "not_a_zip": lambda f: _("This isn't a zip that Koers can read."),
    "not_a_copy": lambda f: _("This zip isn't an organisation that Koers exported."),
    "version": lambda f: (
        _("This export has version %(found)s of the format; this Koers knows version %(known)s.") % f
    ),
    "tables": lambda f: (
        _(
            "This export was made by Koers %(koers)s, which keeps things in other tables. "
            "Import it with that version, and then upgrade."
        )
        % f
    ),
    "manifest": lambda f: _("What the export says of itself can't be right."),
    "missing": lambda f: _("A file is missing from the export."),
    "unknown_file": lambda f: _("There is a file in the zip that no export has."),
    "twice": lambda f: _("A file is in the zip twice."),
    "too_large": lambda f: _("It would become far larger than an export is."),
    "damaged": lambda f: _("The file is damaged or cut off."),
    "hash": lambda f: _("The file was changed after it was exported: its hash is another one."),
    "line": lambda f: _("This line isn't a row of an export."),
    "lines": lambda f: _("There are fewer or more lines than the export says: %(said)s.") % f,
    "row": lambda f: _("This row can't be kept. The field: %(field)s") % {"field": f["field"] or "?"},
    "outside": lambda f: (
        _("Row %(row)s points at something that isn't in the export. The field: %(field)s") % f
    ),
    "organisation": lambda f: _(
        "An export holds one organisation, and nothing of the installation around it."
    ),
    "heads": lambda f: _("The export doesn't end where it says it does."),
    "ledger": lambda f: (
        _("The ledger doesn't fit: stream %(stream)s, entry %(seq)s was changed, or one is missing.") % f
    ),
    "here_already": lambda f: _("%(organisation)s is here already. It can be imported once.") % f,
    "not_empty": lambda f: _(
        "There is something here already. Import into an installation that was never started: "
        "give KOERS_HOME a new folder, or KOERS_DATABASE an empty database."
    ),
}

CODES = frozenset(_UNFIT)


def unfit(found: Unfit) -> str:
    """What is wrong, where, and that nothing was changed."""
    said = _UNFIT[found.code](found.facts)
    return "\n".join(part for part in (_place(found), said, _("Nothing was changed here.")) if part)


def _place(found: Unfit) -> str:
    if found.line:
        return _("%(file)s, line %(line)d:") % {"file": found.file, "line": found.line}
    return f"{found.file}:" if found.file else ""


def which(wanted: str, there: Mapping[int, str]) -> str:
    """Which organisations there are."""
    if not there:
        return _("There is no organisation here.")
    listed = "\n".join(f"  {number}  {name}" for number, name in there.items())
    return _("Which organisation is “%(wanted)s”? Give its number:") % {"wanted": wanted} + f"\n{listed}"


def no_file(wrong: OSError) -> str:
    """The file can't be read or written."""
    return _("%(file)s can't be used: %(why)s") % {"file": wrong.filename or "", "why": wrong.strerror or ""}


def written(name: str, file: Path, size: int) -> str:
    """The export is there, and wants care."""
    return _(
        "Everything of %(name)s is in %(file)s (%(size)s). Keep it safe: it holds what its teams said. "
        "Its people can read that it was made."
    ) % {"name": name, "file": file, "size": filesizeformat(size)}


def taken_in(name: str) -> str:
    """It is in, and how people come in."""
    return _(
        "%(name)s is here, and its ledger is whole. Start with: koers serve. Its founder comes in by the "
        "link that is printed then; everybody else takes their own seat again, with the code of their table."
    ) % {"name": name}
