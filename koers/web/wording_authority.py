"""What the decision matrix, mandates and their refusals say."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.apps.authority.models import Proposal
from koers.domain import authority
from koers.domain.authority import Mandate, Row
from koers.web.wording_numbers import number

KIND: dict[str, Any] = {
    "budget": gettext_lazy("Budget"),
    "strategy": gettext_lazy("Strategy"),
    "major_change": gettext_lazy("Big change"),
    "course": gettext_lazy("The course of all"),
    "people": gettext_lazy("People"),
    "operation": gettext_lazy("Daily work"),
    "other": gettext_lazy("Something else"),
}

METHOD: dict[str, Any] = {
    "consent": gettext_lazy("Consent"),
    "consensus": gettext_lazy("Consensus"),
    "majority": gettext_lazy("Majority"),
    "resistance": gettext_lazy("Least resistance"),
    "ranked": gettext_lazy("Ranked choice"),
    "role_election": gettext_lazy("Role election"),
    "advice": gettext_lazy("One decides after advice"),
    "mandate": gettext_lazy("One decides"),
}

#: In a sentence: "then you decide by …".
BY: dict[str, Any] = {
    "consent": gettext_lazy("by consent"),
    "consensus": gettext_lazy("by consensus"),
    "majority": gettext_lazy("by majority"),
    "resistance": gettext_lazy("by least resistance"),
    "ranked": gettext_lazy("by ranked choice"),
    "role_election": gettext_lazy("by role election"),
    "advice": gettext_lazy("after advice"),
    "mandate": gettext_lazy("by mandate"),
    "": "",
}

WHO: dict[str, Any] = {
    "team": gettext_lazy("Everybody at the table"),
    "affected": gettext_lazy("The table and whoever is affected"),
    "all_parties": gettext_lazy("All parties, in one session"),
}

LEVEL: dict[int, Any] = {
    1: gettext_lazy("Tell"),
    2: gettext_lazy("Explain"),
    3: gettext_lazy("Ask first"),
    4: gettext_lazy("Together"),
    5: gettext_lazy("Get advice"),
    6: gettext_lazy("Decide and report"),
    7: gettext_lazy("Let go"),
}

#: In the matrix: between the team and whoever carries the matter.
LEVEL_SAYS: dict[int, Any] = {
    1: gettext_lazy("The team’s lead decides, and tells it."),
    2: gettext_lazy("The team’s lead decides, and says why."),
    3: gettext_lazy("The team’s lead asks you for advice, and decides."),
    4: gettext_lazy("You decide together."),
    5: gettext_lazy("Whoever brings it asks you for advice, and decides."),
    6: gettext_lazy("Whoever carries it decides, and tells you what was decided."),
    7: gettext_lazy("Whoever carries it decides. It goes into the log, nothing more."),
}

#: In a mandate: between whoever gave it and whoever has it.
MANDATE_SAYS: dict[int, Any] = {
    1: gettext_lazy("Whoever gave it decides, and tells it."),
    2: gettext_lazy("Whoever gave it decides, and says why."),
    3: gettext_lazy("Whoever gave it asks for advice, and decides."),
    4: gettext_lazy("Both decide, by consent."),
    5: gettext_lazy("Asks whoever gave it for advice, and decides."),
    6: gettext_lazy("Decides, and tells what was decided."),
    7: gettext_lazy("Decides. It goes into the log, nothing more."),
}

STATE: dict[str, Any] = {
    "stands": gettext_lazy("Stands"),
    "soon": gettext_lazy("Ends soon"),
    "to_come": gettext_lazy("Begins later"),
    "over": gettext_lazy("Over"),
    "ended": gettext_lazy("Withdrawn"),
}

#: How a state is drawn: as a fill level.
LEVEL_OF = {"stands": "calm", "soon": "watch", "to_come": "none", "over": "none", "ended": "none"}

WORD: dict[str, Any] = {
    "renew_mandate": gettext_lazy("Given longer"),
    "review_mandate": gettext_lazy("Looked at, and left as it is"),
    "withdraw_mandate": gettext_lazy("Withdrawn"),
}

ASKS: dict[str, tuple[Any, Any]] = {
    "renew_mandate": (
        gettext_lazy("A mandate that you gave ends soon"),
        gettext_lazy("Let it last longer, or leave it to end."),
    ),
    "review_mandate": (
        gettext_lazy("Look at a mandate that you gave"),
        gettext_lazy("Does it still fit? Leave it as it is, or withdraw it."),
    ),
}

SENTENCES: dict[str, Any] = {
    "renew_mandate": gettext_lazy(
        "A mandate that you gave ends soon. Let it last longer, or leave it to end:"
    ),
    "review_mandate": gettext_lazy("Today you look at a mandate that you gave. Does it still fit?"),
}

#: To which page of the team an ask leads.
PAGE_OF = dict.fromkeys(ASKS, "authority")

POWERS: dict[str, Any] = {"giver": gettext_lazy("whoever gave it")}

NOTICES: dict[str, Any] = {
    "adopted": gettext_lazy("This is how you decide from now on."),
    "changed": gettext_lazy("Kept. Proposals start from it from now on."),
    "dropped": gettext_lazy("This domain falls under the general row again."),
    "given": gettext_lazy("The mandate is given."),
    "renewed": gettext_lazy("The mandate lasts longer."),
    "reviewed": gettext_lazy("Kept as it is."),
    "withdrawn": gettext_lazy("The mandate has ended."),
    "proposed": gettext_lazy("Proposed. It holds once the team has decided so."),
}


def euros(amount: int) -> str:
    """ "€ 25.000" as the reader writes it."""
    return _("€%(amount)s") % {"amount": number_format(amount, force_grouping=True)}


def months(count: int) -> str:
    """ "12 months"."""
    return ngettext("%(n)s month", "%(n)s months", count) % {"n": count}


def workdays(count: int) -> str:
    """ "5 working days"."""
    return ngettext("%(n)s working day", "%(n)s working days", count) % {"n": count}


def day(at: date) -> str:
    """A day with its year."""
    return date_format(at, "j F Y")


def _money(facts: dict[str, Any]) -> dict[str, Any]:
    money = {name: euros(facts[name]) for name in ("limit", "said") if name in facts}
    return facts | money | {"by": BY[facts["method"]]}


def _time(facts: dict[str, Any]) -> dict[str, Any]:
    time = {name: months(facts[name]) for name in ("limit", "said") if name in facts}
    return facts | time | {"by": BY[facts["method"]]}


def _by(facts: dict[str, Any]) -> dict[str, Any]:
    return facts | {"by": BY[facts["method"]]}


REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "matrix_unknown": lambda f: _("Choose one from the list."),
    "level_unfit": lambda f: _("This way of deciding doesn’t go with that level. Choose another."),
    "matrix_adopted": lambda f: _("You adopted it already. Change one row at a time."),
    "row_ended": lambda f: _("This row was changed on %(at)s. Look at the one of now.") % f,
    "general_row_stays": lambda f: _("Everything without a row of its own falls back on this. Change it."),
    "amount_unfit": lambda f: _("Fill in whole euros, such as 25.000, or leave it empty."),
    "months_unfit": lambda f: _("Fill in a number of months, such as 12, or leave it empty."),
    "until_missing": lambda f: _("Choose the last day. A mandate always ends."),
    "until_in_past": lambda f: _("Choose a last day that isn’t before %(first)s.") % f,
    "mandate_review_unfit": lambda f: _("Choose a day after today, and %(until)s at the latest.") % f,
    "mandate_not_later": lambda f: _("Choose a day after %(day)s.") % f,
    "giver_needs_role": lambda f: _(
        "Choose a role that you hold. In the team’s name who leads or guards the process gives a mandate."
    ),
    "role_not_held": lambda f: _("You don’t hold this role, so you can’t pass on what it may decide."),
    "receiver_missing": lambda f: _("Choose a role or somebody at the table."),
    "mandate_withdrawn": lambda f: _("This mandate was withdrawn on %(at)s. Decide %(by)s.") % _by(f),
    "mandate_over": lambda f: (
        _("This mandate ended on %(until)s. Decide %(by)s.") % _by(f)
        if f["method"]
        else _("This mandate ended on %(until)s. Give a new one.") % f
    ),
    "mandate_to_come": lambda f: _("This mandate begins on %(since)s. Until then decide %(by)s.") % _by(f),
    "amount_needed": lambda f: (
        _("This mandate goes up to %(limit)s. Say what this costs; above it you decide %(by)s.") % _money(f)
    ),
    "months_needed": lambda f: (
        _("This mandate goes up to %(limit)s. Say for how long this binds; above it you decide %(by)s.")
        % _time(f)
    ),
    "beyond_amount": lambda f: (
        _("This mandate goes up to %(limit)s, and this is %(said)s. It is decided together, %(by)s.")
        % _money(f)
    ),
    "beyond_months": lambda f: (
        _("This mandate goes up to %(limit)s, and this binds for %(said)s. It is decided together, %(by)s.")
        % _time(f)
    ),
    "beyond_irreversible": lambda f: (
        _("This can’t be undone, and the mandate leaves that out. It is decided together, %(by)s.") % _by(f)
    ),
    "role_irreversible": lambda f: (
        _("This can’t be undone, so no role decides it alone. It is decided together, %(by)s.") % _by(f)
    ),
    "nobody_mandated": lambda f: (
        _(
            "Your matrix leaves this to one person, and nobody has the role or the mandate. "
            "Until then you decide %(by)s."
        )
        % _by(f)
    ),
}


def heading(rows: list[Row], adopted: bool) -> str:
    """What is seen in the matrix."""
    if not adopted:
        return _("How do you decide about what?")
    general = [row for row in rows if not row.domain]
    together = sum(row.method in authority.TOGETHER for row in general)
    facts = {"together": number(together), "n": number(len(general))}
    return _("Of %(n)s kinds of topics, you decide %(together)s together") % facts


def limits(mandate: Mandate) -> list[str]:
    """How far a mandate goes, each limit a sentence."""
    found = [
        _("up to %(amount)s") % {"amount": euros(mandate.amount)} if mandate.amount is not None else "",
        _("binding for %(months)s at most") % {"months": months(mandate.months)} if mandate.months else "",
        _("also what can’t be undone") if mandate.irreversible else _("not what can’t be undone"),
    ]
    return [one for one in found if one]


def running_out(count: int) -> str:
    """How many mandates end soon."""
    if not count:
        return ""
    said = ngettext("%(n)s ends within thirty days", "%(n)s end within thirty days", count)
    return said % {"n": number(count)}


# --- what is proposed


def proposed(one: Proposal) -> str:
    """A proposed row or mandate in one line."""
    if one.what == "mandate":
        return _("%(to)s may decide about %(domain)s") % {"to": one.to_name, "domain": one.says["domain"]}
    row = one.the_row()
    facts = {"kind": KIND[row.kind], "domain": row.domain, "how": METHOD[row.method]}
    return (_("%(kind)s, %(domain)s: %(how)s") if row.domain else _("%(kind)s: %(how)s")) % facts


def row_parts(row: Row) -> dict[str, str]:
    """A row part by part."""
    return {
        _("How"): str(METHOD[row.method]),
        _("Who takes part"): str(WHO[row.who]),
        _("Time to answer"): workdays(row.days),
        _("What is left to whoever carries it"): f"{row.level}. {LEVEL[row.level]}",
        _("Passes the yardstick"): _("Yes") if row.yardstick else _("No"),
    }


def mandate_parts(mandate: Mandate, to_name: str) -> list[tuple[str, str]]:
    """A mandate part by part."""
    assert mandate.until is not None
    found = [
        (_("For whom"), to_name),
        (_("Kind of topic"), str(KIND[mandate.kind]) if mandate.kind else _("Every kind")),
        (_("How much is left"), str(MANDATE_SAYS[mandate.level])),
        (_("Limits"), ", ".join(limits(mandate))),
        (_("Conditions"), mandate.conditions),
        (_("Last day"), day(mandate.until)),
    ]
    return [(says, value) for says, value in found if value]


def would_hold(one: Proposal) -> str:
    """The same as a text that a team decides about."""
    if one.what == "mandate":
        parts = mandate_parts(one.the_mandate(), one.to_name)
    else:
        parts = list(row_parts(one.the_row()).items())
    return "\n".join(f"{says}: {value}" for says, value in parts)
