"""What `koers recount` says: whether a decision's export gives the outcome that it records."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from koers.domain.decisions import FROM_MINUTES, IMPORTED
from koers.domain.processes.recounting import Difference, recount
from koers.domain.refusals import Refused

LARGEST = 20_000_000

_SAY: dict[str, Callable[[dict[str, Any]], str]] = {
    "digest": lambda f: _("The record was changed after it was sealed."),
    "record": lambda f: _("The record says of %(field)s: %(recorded)s. The process says: %(found)s.") % f,
    "outsider": lambda f: _("Somebody answered who doesn't decide on this: number %(member)s.") % f,
    "outside_window": lambda f: _("Number %(member)s answered at %(at)s, when it wasn't open.") % f,
    "no_such_text": lambda f: _("Number %(member)s answered to a text that isn't there.") % f,
    "open_objection": lambda f: _("It was adopted with an open objection: number %(numbers)s.") % f,
    "unknown_choice": lambda f: _("An answer that couldn't be given: %(choice)s.") % f,
    "lot": lambda f: _("The lot isn't the one whose hash was published at the opening."),
    "counts_not_kept": lambda f: _(
        "With so few people the counts of a secret ballot aren't kept, so they can't be counted again."
    ),
    "sitting": lambda f: _("Vote %(number)s was: %(recorded)s. Counted again: %(found)s.") % f,
    "no_outcome": lambda f: _("Counted again, it would have been asked once more."),
    "status": lambda f: _("The outcome was: %(recorded)s. Counted again: %(found)s.") % f,
    "code": lambda f: _("The reason of the outcome was: %(recorded)s. Counted again: %(found)s.") % f,
    "standing": lambda f: _("The last vote was between: %(recorded)s. Counted again: %(found)s.") % f,
    "figure": lambda f: _("%(field)s was: %(recorded)s. Counted again: %(found)s.") % f,
}

CODES = frozenset(_SAY)


def difference(one: Difference) -> str:
    """One thing that doesn't agree."""
    return _SAY[one.code](dict(one.facts))


def report(file: Path) -> tuple[list[str], bool]:
    """What to say of this file, and whether it agrees."""
    try:
        if file.stat().st_size > LARGEST:
            return [_("This file is too large to be the export of one decision.")], False
        export = json.loads(file.read_text(encoding="utf-8"))
        found = recount(export)
    except (ValueError, RecursionError):
        return [_("This isn't the export of a decision: it can't be read as JSON.")], False
    except Refused as refused:
        facts = {"reason": refused.facts["reason"]}
        return [_("This isn't an export of a decision that Koers knows (%(reason)s).") % facts], False
    if export["record"].get("method") == FROM_MINUTES and not found:
        return [
            _("This decision was taken over from minutes: there is nothing to count. Its record is whole.")
        ], True
    if export["record"].get("method") == IMPORTED and not found:
        return [
            _(
                "This decision was brought in from a list kept elsewhere: its single votes aren’t here, so "
                "there is nothing to count. Its record is whole."
            )
        ], True
    if found:
        return [difference(one) for one in found], False
    number = str(export.get("number", ""))
    return [_("Decision %(number)s, counted again, gives the same.") % {"number": number}], True
