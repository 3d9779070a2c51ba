"""Words of earlier decisions that come in: what can't be used of a file, and what its figures come to."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from koers.domain.earlier.saying import REJECTED, Note
from koers.web.wording_numbers import number

BROUGHT_IN = gettext_lazy("Brought in from a list kept elsewhere")
OLD_PREVIEW = gettext_lazy("This preview is older than an hour. Choose the file again.")
LOOK_AGAIN = gettext_lazy("You chose other columns. Look once more before you bring it in.")

COLUMN: dict[str, Any] = {
    "title": pgettext_lazy("column", "what it is called"),
    "text": pgettext_lazy("column", "what was decided"),
    "day": pgettext_lazy("column", "the day it was decided"),
    "number": pgettext_lazy("column", "its number there"),
    "method": pgettext_lazy("column", "how it was decided"),
    "outcome": pgettext_lazy("column", "the outcome"),
    "rule": pgettext_lazy("column", "which majority was needed"),
    "quorum": pgettext_lazy("column", "the quorum"),
    "for": pgettext_lazy("column", "votes for"),
    "against": pgettext_lazy("column", "votes against"),
    "blank": pgettext_lazy("column", "blank votes"),
    "present": pgettext_lazy("column", "how many were there"),
    "members": pgettext_lazy("column", "how many could vote"),
    "owner": pgettext_lazy("column", "who sees to it"),
    "review": pgettext_lazy("column", "when to look back"),
    "reasons": pgettext_lazy("column", "the reasons"),
    "link": pgettext_lazy("column", "a link"),
    "outcome_words": pgettext_lazy("column", "the outcome"),
    "discussion": pgettext_lazy("column", "the discussion"),
    "said_by": pgettext_lazy("column", "who stated it"),
}

#: What a row doesn't say.
LACKS: dict[str, Any] = {
    "outcome": pgettext_lazy("not said", "the outcome"),
    "method": pgettext_lazy("not said", "how it was decided"),
    "figures": pgettext_lazy("not said", "the votes"),
    "owner": pgettext_lazy("not said", "who sees to it"),
    "review": pgettext_lazy("not said", "when to look back"),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "earlier_missing": lambda f: _("Choose the file with your earlier decisions first."),
    "earlier_too_large": lambda f: (
        _("%(place)s is too large: at most %(limit)s kB can be read. Bring it in in parts.") % f
    ),
    "earlier_too_much": lambda f: _("There is more text in it than fits in one go. Bring it in in parts."),
    "not_one_inside": lambda f: (
        _("In %(place)s there are %(count)s lists. Choose a ZIP with one CSV or JSON file in it.") % f
    ),
    "not_a_sheet": lambda f: (
        _("%(place)s isn’t text. In a spreadsheet, save it as CSV, and choose that file.") % f
    ),
    "sheet_broken": lambda f: (
        _("%(place)s stops being readable at line %(line)s. Look whether a quotation mark is missing there.")
        % f
    ),
    "sheet_empty": lambda f: _("In %(place)s there are no rows below the first one.") % f,
    "too_many_rows": lambda f: (
        _("In %(place)s there are more than %(limit)s rows. Bring it in in parts.") % f
    ),
    "too_many_columns": lambda f: (
        _("In %(place)s there are more than %(limit)s columns. Leave out what isn’t about decisions.") % f
    ),
    "loomio_broken": lambda f: (
        _(
            "Line %(line)s of %(place)s isn’t what Loomio writes. "
            "Export the group again, and choose that file."
        )
        % f
    ),
    "no_polls": lambda f: _("There are no polls in %(place)s, so there is nothing that was decided.") % f,
    "column_twice": lambda f: (
        _("Two columns are chosen as “%(says)s”. Choose it for one of them.") % {"says": COLUMN[f["column"]]}
    ),
    "columns_unfit": lambda f: _("These columns don’t belong to this file. Choose the file again."),
    "no_words_column": lambda f: _("Choose in which column it says what was decided."),
    "no_day_column": lambda f: _("Choose in which column the day stands on which it was decided."),
    "nothing_earlier": lambda f: _("Nothing in this file is new here, so nothing was brought in."),
    "words_missing": lambda f: _("It doesn’t say what was decided."),
    "day_unread": lambda f: (
        _("“%(text)s” can’t be read as one day. Write it like 2024-05-31 or 31-05-2024.") % f
    ),
    "no_day": lambda f: _("The day on which it was decided is missing."),
    "day_unfit": lambda f: (
        _("%(text)s can’t be the day on which it was decided: too long ago, or still to come.") % f
    ),
    "not_decided": lambda f: _("It wasn’t adopted (“%(text)s”), so there is no decision to keep.") % f,
    "outcome_unread": lambda f: (
        _("“%(text)s” isn’t an outcome that Koers knows. Write “adopted” or “rejected”.") % f
    ),
    "cell_long": lambda f: (
        _("Too long: %(column)s has %(length)s characters, and at most %(limit)s fit.")
        % {**f, "column": COLUMN[f["column"]]}
    ),
    "twice": lambda f: _("The same stands on row %(row)s.") % f,
    "here": lambda f: _("Stands here as %(number)s.") % f,
    "here_differs": lambda f: _("Stands here as %(number)s, in other words. That stays as it is.") % f,
    "still_open": lambda f: _("The vote was still open when this file was made."),
    "no_outcome": lambda f: _("No outcome was stated, so it isn’t known what was decided."),
}


def note(one: Note) -> str:
    """Something in a row that isn't used."""
    facts = {"text": one.text, "column": COLUMN.get(one.column, "")}
    says = {
        "day_unread": _("“%(text)s” can’t be read as a day to look back, so there is none."),
        "figure_unread": _("“%(text)s” isn’t a number (%(column)s), so it isn’t counted."),
        "cut": _("The reasons are long; only their beginning is kept."),
        "votes_left_out": _("The single votes aren’t in this file, so they can’t be added up."),
    }
    return says[one.code] % facts


def unseated(name: str) -> str:
    """Who sees to it has no seat here."""
    return _("%(name)s has no seat at this table; the name is kept in words.") % {"name": name[:80]}


def lacking(missing: Iterable[str]) -> str:
    """What a row doesn't say."""
    said = ", ".join(str(LACKS[one]) for one in missing)
    return _("Not said: %(said)s") % {"said": said} if said else ""


# --- the preview


def heading(fresh: int, rows: int) -> str:
    """What is seen in the preview."""
    if not rows:
        return _("There are no decisions in this file")
    if not fresh:
        return _("Nothing in this file is new here")
    return _("This would come in: %(decisions)s") % {"decisions": decisions(fresh)}


def decisions(count: int) -> str:
    """ "Twelve decisions"."""
    return ngettext("%(n)s decision", "%(n)s decisions", count) % {"n": number(count)}


def brought(count: int) -> str:
    """What was brought in just now."""
    return _("Brought in: %(decisions)s. They stand in the log, each marked as brought in.") % {
        "decisions": decisions(count)
    }


# --- what the figures come to


def _figure(code: str, n: int) -> str:
    says = {
        "for": _("%(n)s for"),
        "against": _("%(n)s against"),
        "blank": _("%(n)s blank"),
        "present": _("%(n)s present"),
        "members": _("of %(n)s who could vote"),
    }
    return says[code] % {"n": n}


def stated(said: Mapping[str, Any]) -> str:
    """ "4 for, 5 against, of 12 who could vote"; "" when there are no figures."""
    if said["options"]:
        return ", ".join(f"{one['name']}: {one['stated']}" for one in said["options"])
    return ", ".join(_figure(code, n) for code, n in said["figures"].items())


_UNCOUNTED: dict[str, Callable[[dict[str, Any]], str]] = {
    "no_rule": lambda f: _("Which majority was needed isn’t said, so it can’t be counted again."),
    "rule_unknown": lambda f: _("“%(words)s” is no rule that Koers counts by.") % f,
    "figure_missing": lambda f: _("To count it again, this is missing: %(figure)s.") % f,
    "contradicts": lambda f: _("The figures contradict each other: %(said)s.") % {"said": _figures_of(f)},
}


def _figures_of(facts: Mapping[str, int]) -> str:
    """ "12 votes, 10 present, of 9 who could vote"; how many could vote only where that stands there."""
    votes = ngettext("%(n)s vote", "%(n)s votes", facts["cast"]) % {"n": facts["cast"]}
    there = [
        _figure(name, facts[name]) for name in ("present", "members") if name == "present" or facts[name]
    ]
    return ", ".join([votes, *there])


def counted(said: Mapping[str, Any]) -> list[str]:
    """What the stated figures come to, and where that isn't what the source says."""
    found = said["counted"]
    says = [_verdict(said, found)] if found else []
    return says + [
        _("“%(name)s” has %(stated)s there; its single votes come to %(counted)s.") % one
        for one in said["options"]
        if one["stated"] != one["counted"]
    ]


def _verdict(said: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    facts = dict(found["facts"])
    if not found["status"]:
        named = {"figure": COLUMN[facts["figure"]]} if "figure" in facts else {}
        return _UNCOUNTED[found["code"]](facts | named)
    adopted = found["status"] == "adopted"
    if adopted != (said["outcome"] == REJECTED):
        return _("Counted again, it comes to the same.")
    words = {"rule": said["rule"], "figures": stated(said), **facts}
    if adopted:
        return _("There it says not adopted. With %(figures)s and “%(rule)s” it would be.") % words
    if found["code"] == "no_quorum":
        return _("There it says adopted. %(present)s were there, and the quorum asks %(least)s.") % words
    return _("There it says adopted. With %(figures)s and “%(rule)s” that wouldn’t be so.") % words


# --- on the record


def figures(said: Mapping[str, Any]) -> list[str]:
    """The figures that came along, and what they come to."""
    return [line for line in (stated(said), *counted(said)) if line]


def how(said: Mapping[str, Any]) -> str:
    """How it was decided, in the source's own words."""
    return str(said["method"] or said["rule"] or BROUGHT_IN)


def source(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Where it stood, and what else is said there."""
    place = _("%(file)s, row %(row)s") if said["source"] == "csv" else _("%(file)s, line %(row)s")
    found = [
        (_("Stood in"), place % said),
        (_("Its number there"), said["number"]),
        (_("The outcome there"), said["outcome_words"]),
        (_("Which majority was needed"), said["rule"]),
        (_("The quorum"), said["quorum"]),
        (_("Who sees to it, as it says there"), said["owner"]),
        (_("Who stated it"), said["said_by"]),
        (_("Talked about in"), said["discussion"]),
        (_("The reasons, as they stand there"), said["reasons"]),
    ]
    return [(title, words) for title, words in found if words]


def history(
    said: Mapping[str, Any], brought_in: datetime, names: Mapping[int, str]
) -> list[tuple[date, str]]:
    """When it was decided according to its source, and when and by whom it was brought in."""
    by, day = names.get(said["brought_by"] or 0), date.fromisoformat(said["day"])
    says = _("Brought in by %(name)s") % {"name": by} if by else str(BROUGHT_IN)
    decided = _("Decided on %(day)s, as %(file)s says") % {
        "day": date_format(day, _("j F Y")),
        "file": said["file"],
    }
    return [(day, decided), (timezone.localdate(brought_in), says)]
