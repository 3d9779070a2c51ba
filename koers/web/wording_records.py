"""Words of the record of a decision: its tracks, how it was decided, how it went."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain import processes
from koers.web import wording_advice, wording_alone, wording_ballots, wording_earlier, wording_minutes
from koers.web.wording_decisions import METHOD
from koers.web.wording_numbers import number
from koers.web.wording_readbacks import IN_SENTENCE, listed

if TYPE_CHECKING:
    from koers.web.views.records.shown import Shown

GONE = gettext_lazy("somebody who left")

SIZE: dict[str, Any] = {
    "none": gettext_lazy("no impact"),
    "small": gettext_lazy("small impact"),
    "large": gettext_lazy("large impact"),
}

CHANGE: dict[str, tuple[Any, Any]] = {
    "supersedes": (
        gettext_lazy("Another text takes its place"),
        gettext_lazy("The new proposal begins with the text as it is now."),
    ),
    "withdraws": (
        gettext_lazy("We withdraw it"),
        gettext_lazy("From then on it doesn’t hold any more, and nothing takes its place."),
    ),
}

KEPT: dict[str, Any] = {
    "objection": gettext_lazy("Objection"),
    "against": gettext_lazy("Voted against"),
    "concern": gettext_lazy("Concern"),
    **wording_ballots.KEPT,
}

#: What became of an objection, after its text.
BECAME: dict[str, Any] = {
    "open": gettext_lazy("Still open when it was decided"),
    "met": gettext_lazy("Worked into the text"),
    "concern": gettext_lazy("Goes along as a concern"),
    "set_aside": gettext_lazy("Set aside by all others, with a reason"),
}

REVIEWED: dict[str, Any] = {
    "keep": gettext_lazy("We keep it"),
    "adapt": gettext_lazy("We adapt it, by a new proposal"),
    "stop": gettext_lazy("We stop it, by a new proposal"),
}

#: The outcome after the method: "Consent, no open objections".
_OUTCOME: dict[str, Any] = {
    "no_open_objections": gettext_lazy("no open objections"),
    "of_votes_cast": gettext_lazy("more for than against"),
    "of_those_present": gettext_lazy("more than half of those present"),
    "of_all_members": gettext_lazy("more than half of all members"),
    "qualified": gettext_lazy("a larger majority"),
    "double": gettext_lazy("two majorities at once"),
    "plurality": gettext_lazy("most votes"),
    "run_off": gettext_lazy("more than half of the votes"),
    "lot": gettext_lazy("by lot, after a tie"),
    "casting_vote": gettext_lazy("by the casting vote that the statutes give"),
    "decided_after_advice": wording_advice.IN_RECORD,
    **wording_alone.IN_RECORD,
    **wording_ballots.DECIDED_BY,
}


def full_day(day: date) -> str:
    """ "10 November 2026"."""
    return date_format(day, _("j F Y"))


def local_day(at: datetime) -> date:
    """The day it was, where the reader is."""
    return timezone.localdate(at)


# --- the three tracks


def validity(state: str, in_force: date, ends: date | None, later: str) -> str:
    """Does it hold?"""
    facts = {"day": full_day(in_force), "end": full_day(ends) if ends else "", "later": later}
    says: dict[str, Any] = {
        "sealed": _("sealed, in force from %(day)s"),
        "in_force": _("in force since %(day)s"),
        "superseded": _("replaced by %(later)s"),
        "withdrawn": _("withdrawn by %(later)s"),
        "ended": _("ended on %(end)s"),
    }
    until = _(", until %(end)s") % facts if ends and state in ("sealed", "in_force") else ""
    return str(says[state]) % facts + until


def understanding(state: str, differs: Sequence[str]) -> str:
    """Was it understood?"""
    if state == "differs" and differs:
        return _("differs on %(slots)s") % {"slots": listed([IN_SENTENCE[slot] for slot in differs])}
    says = {
        "not_asked": _("not read back yet"),
        "asked": _("being read back"),
        "differs": _("laid side by side, not alike yet"),
        "alike": _("understood alike"),
    }
    return says[state]


def review(state: str, day: date | None) -> str:
    """Did it bring what was expected?"""
    facts = {"day": date_format(day, _("l j F Y")) if day else ""}
    says = {
        "unplanned": _("no day for it"),
        "planned": _("planned for %(day)s"),
        "due": _("due since %(day)s"),
        "kept": _("looked back on and kept"),
        "adapted": _("looked back on, to be adapted"),
        "stopped": _("looked back on, to be stopped"),
    }
    return says[state] % facts


# --- how it was decided


def how_decided(method: str, outcome: processes.Outcome) -> str:
    """ "Consent, no open objections"."""
    return f"{METHOD[method]}, {_OUTCOME.get(outcome.code, outcome.code)}"


def who_decided(record: Mapping[str, Any], names: Mapping[int, str]) -> list[str]:
    """Who took part, who didn't, who stayed out of it, who left."""
    figures = record["outcome"]["figures"]
    if record["method"] in processes.DECIDERS:
        return [names.get(record["proposer"], str(GONE))]
    if record["terms"]["secrecy"] == "secret":
        return [
            _("%(n)s of %(most)s, without names")
            % {"n": figures.get("present", 0), "most": figures["voters"]}
        ]
    others = record["took_no_part"] or record["recused"] or record["left"]
    part = record["took_part"]
    if not others:
        says = ngettext("The one member", "All %(n)s members", len(part))
        return [says % {"n": number(len(part))}]
    return [one for one in (
        _("Took part: %(names)s") % {"names": _named(part, names)},
        _part(_("Not: %(names)s"), record["took_no_part"], names),
        *(
            _("Stayed out of it: %(name)s (%(reason)s)")
            % {"name": names.get(member, GONE), "reason": reason}
            for member, reason in record["recused"]
        ),
        _part(_("Left the table: %(names)s"), record["left"], names),
    ) if one]  # fmt: skip


def _part(says: str, members: Sequence[int], names: Mapping[int, str]) -> str:
    return says % {"names": _named(members, names)} if members else ""


def _named(members: Sequence[int], names: Mapping[int, str]) -> str:
    return listed([names.get(member, GONE) for member in members])


def title_of_change(change: str, title: str) -> str:
    """What the proposal that changes a decision is called at first."""
    if change != "withdraws":
        return title
    return (_("Withdraw: %(title)s") % {"title": title})[:120]


def text_of_change(change: str, decision: Any) -> str:
    """What it says at first: the text as it is now, or that it is withdrawn."""
    if change != "withdraws":
        return str(decision.text)
    return _("We withdraw decision %(number)s, “%(title)s”.") % {
        "number": decision.number,
        "title": decision.title,
    }


# --- in own words


def how_alike(state: str, sizes: Sequence[int], *, silent: bool) -> str:
    """ "7 of 7 alike", "4 and 3"."""
    total = sum(sizes)
    if silent:
        return _("nobody says it")
    if state == "own_words" and len(sizes) == total:
        return ngettext("%(n)s in own words", "%(n)s in own words", total) % {"n": total}
    if len(sizes) == 1:
        return _("%(n)s of %(n)s alike") % {"n": total}
    return listed(list(sizes))


def so_many_read(count: int) -> str:
    """ "Four read"."""
    says = ngettext("%(n)s reads", "%(n)s read", count) % {"n": number(count)}
    return says[:1].upper() + says[1:]


# --- how it went


def history(shown: "Shown", called: Callable[[Sequence[str]], list[str]]) -> list[tuple[date, str]]:
    """How it went, oldest first, in sentences of one line."""
    short = dict(zip(shown.names, called(list(shown.names.values())), strict=True))
    told = [*_before(shown, short), *_after(shown, short)]
    return sorted(told, key=lambda line: line[0])


def _before(shown: "Shown", short: Mapping[int, str]) -> list[tuple[date, str]]:
    record, found = shown.record, []
    if shown.decision.imported:
        return wording_earlier.history(record["imported"], shown.decision.sealed, short)
    if shown.decision.from_minutes:
        return wording_minutes.history(record["minutes"], shown.decision.sealed, short)
    if record["opened"]:
        says = _("%(name)s brings in the proposal") % {"name": short.get(record["proposer"], GONE)}
        found.append((local_day(datetime.fromisoformat(record["opened"])), says))
    for one in record["objections"]:
        says = _("%(name)s objects: %(text)s") % {
            "name": short.get(one["member"], GONE),
            "text": _cut(one["text"]),
        }
        found.append((local_day(datetime.fromisoformat(one["at"])), says))
    decided = _("Decided: %(how)s") % {"how": _OUTCOME.get(shown.outcome.code, "")}
    return [*found, (local_day(shown.decision.sealed), decided)]


def _after(shown: "Shown", short: Mapping[int, str]) -> list[tuple[date, str]]:
    found = [(local_day(one.opened), str(_("Asked in own words"))) for one in shown.readbacks]
    found += [(local_day(one.ended), str(_ENDED[one.stage])) for one in shown.readbacks if one.ended]
    for row in shown.audiences:
        facts = {"whom": row.name, "name": short.get(row.teller_id, GONE)}
        if row.told:
            found.append((local_day(row.told), _("Told to %(whom)s by %(name)s") % facts))
    for mark in shown.marks:
        name = short.get(mark.member_id, str(GONE))
        if says := wording_alone.marked(mark.kind, name, _cut(mark.text)):
            found.append((local_day(mark.at), says))
    for look in shown.reviews:
        says = _("Looked back: %(says)s") % {"says": str(REVIEWED[look.verdict]).lower()}
        found.append((local_day(look.at), says))
    later = shown.decision.replaced_by if shown.changed else None
    if later:
        says = _("Replaced by %(number)s") if later.change == "supersedes" else _("Withdrawn by %(number)s")
        found.append((local_day(later.sealed), says % {"number": later.number}))
    return found


_ENDED: dict[str, Any] = {
    "alike": gettext_lazy("Understood alike"),
    "left_open": gettext_lazy("Left open what was understood differently"),
}


def _cut(text: str, limit: int = 90) -> str:
    """The beginning of a longer text, to a whole word."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0] + " …"
