"""The Dutch messages: gather them from code and templates, keep what was translated, compile.

`python -m koers.web.messages update | compile | check`. Babel does what GNU gettext would; so nothing needs
to be on the machine.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KOERS = Path(__file__).resolve().parents[1]
PO = KOERS / "locale" / "nl" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


def messages() -> Catalog:
    """Every message of code and templates, as they are now."""
    catalog = _empty()
    for path, source in _sources():
        found = extract(
            "python", io.BytesIO(source.encode()), keywords=KEYWORDS, comment_tags=("Translators:",)
        )
        for _line, text, comments, context in found:
            catalog.add(text, locations=[(path, 1)], auto_comments=comments, context=context)
    return catalog


def _empty() -> Catalog:
    return Catalog(
        locale="nl",
        project="Koers",
        header_comment="# The Dutch of Koers. Kept up to date by `python -m koers.web.messages update`.",
        last_translator="Koers",
        language_team="nl",
        msgid_bugs_address="",
        fuzzy=False,
    )


def _sources() -> Iterator[tuple[str, str]]:
    """Python as it is, templates turned into calls of gettext."""
    for file in sorted(KOERS.rglob("*.py")):
        yield str(file.relative_to(KOERS)), file.read_text()
    for file in sorted(
        f for f in (KOERS / "web" / "templates").rglob("*.*") if f.suffix in (".html", ".txt")
    ):
        code = templatize(file.read_text(), origin=str(file))
        # The markup becomes letters that keep their indentation, which Python code can't have.
        yield str(file.relative_to(KOERS)), "\n".join(line.lstrip() for line in code.splitlines())


def translated() -> Catalog:
    """The Dutch that is there."""
    with PO.open("rb") as file:
        return read_po(file, locale="nl")


def update() -> None:
    """Bring the Dutch file up to date: new messages empty, translations kept, what is gone dropped."""
    catalog = translated() if PO.exists() else _empty()
    catalog.update(messages(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalog, width=100, include_lineno=False, sort_by_file=True)


def compile_all() -> None:
    """Write what Django reads. It isn't kept in the repository: `bin/setup` and the tests make it."""
    target = PO.with_suffix(".mo")
    fresh = io.BytesIO()
    write_mo(fresh, translated())
    if not target.exists() or target.read_bytes() != fresh.getvalue():
        target.write_bytes(fresh.getvalue())


def mistakes() -> list[str]:
    """What is missing, fuzzy, or has other placeholders than its source."""
    dutch = translated()
    return [said for message in messages() if message.id and (said := _mistake(message, dutch))]


def _mistake(message: Message, dutch: Catalog) -> str:
    found = dutch.get(_first(message.id), message.context)
    if found is None:
        return f"not in the Dutch file: {_first(message.id)!r}"
    texts = found.string if isinstance(found.string, (tuple, list)) else (found.string,)
    if found.fuzzy or not texts or not all(texts):
        return f"without Dutch: {_first(message.id)!r}"
    wanted = _placeholders(message.id)
    if any(not set(PLACEHOLDER.findall(text)) <= wanted for text in texts) or _placeholders(texts) != wanted:
        return f"other placeholders: {_first(message.id)!r}"
    return ""


def _first(text: object) -> str:
    return text[0] if isinstance(text, (tuple, list)) else str(text)


def _placeholders(text: object) -> set[str]:
    texts = text if isinstance(text, (tuple, list)) else (text,)
    return {found for one in texts for found in PLACEHOLDER.findall(str(one))}


def main(what: str) -> int:
    """One of the three, from the command line."""
    if what == "update":
        update()
    elif what == "compile":
        compile_all()
    elif what == "check":
        found = mistakes()
        sys.stdout.write("".join(f"{one}\n" for one in found) or "Every message has its Dutch.\n")
        return 1 if found else 0
    else:
        sys.stdout.write(f"{__doc__}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
