"""Words of the proposal pages: the clock, the steps, what came out and why, what to say at each step."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain import processes
from koers.domain.processes import Case, Outcome, Terms, Window, advice
from koers.web import (
    wording_advice,
    wording_alone,
    wording_ballots,
    wording_counts,
    wording_election,
    wording_votes,
)
from koers.web.wording_decisions import OUTCOME, SECRECY, STAGE
from koers.web.wording_readbacks import listed

KIND: dict[str, Any] = {
    "consent": gettext_lazy("Proposal in a consent round"),
    "majority": gettext_lazy("Proposal put to the vote"),
    "advice": wording_advice.KIND,
    **wording_alone.KIND,
    **wording_ballots.KIND,
}

HOW: dict[str, Any] = {
    "consent": gettext_lazy("it goes ahead if nobody has an objection that stands up to the test."),
    "majority": gettext_lazy("it goes ahead if enough of you are for it."),
    "advice": wording_advice.HOW,
    **wording_alone.HOW,
    **wording_ballots.HOW,
}

GOOD_FOR: dict[str, Any] = {
    "consent": gettext_lazy(
        "Good for what you can try and adapt. Everybody can live with it; not everybody has to love it."
    ),
    "majority": gettext_lazy(
        "Good for a clear choice, or where your statutes ask for a vote. Whoever is against carries it along."
    ),
    "advice": wording_advice.GOOD_FOR,
    **wording_alone.GOOD_FOR,
    **wording_ballots.GOOD_FOR,
}

RULE_SAYS: dict[str, Any] = {
    "of_votes_cast": gettext_lazy("More for than against."),
    "of_those_present": gettext_lazy("More than half of those who take part, blank included."),
    "of_all_members": gettext_lazy("More than half of everybody who decides."),
    "qualified": gettext_lazy("A larger part of those for and against together."),
    "double": gettext_lazy("Two majorities at once."),
    "plurality": gettext_lazy("The option with most votes."),
    "run_off": gettext_lazy("More than half of the votes, otherwise again between the two highest."),
}

ABSENCE: dict[str, Any] = {
    "before": gettext_lazy("Whoever goes away answers before."),
    "later": gettext_lazy("Whoever is away isn’t waited for, and hears of it later."),
    "no_objection": gettext_lazy("Whoever is away can’t object."),
}

QUESTION: dict[str, Any] = {
    "consent": gettext_lazy("Do you have an objection?"),
    "majority": gettext_lazy("Are you for or against?"),
    "options": gettext_lazy("Which one do you choose?"),
    "advice": wording_advice.QUESTION,
    **wording_alone.QUESTION,
    **wording_ballots.QUESTION,
}

#: What whoever leads can say at a step, and what to watch.
GUIDE: dict[str, tuple[Any, Any]] = {
    "clarifying": (
        gettext_lazy("“What do you need to know to understand what is proposed? Opinions come next.”"),
        gettext_lazy("Only questions. When one hides an opinion, ask what the person wants to know."),
    ),
    "reacting": (
        gettext_lazy("“Everybody says once what this does to you. Nobody answers yet.”"),
        gettext_lazy("Go around the table. The proposer listens, and speaks last."),
    ),
    "amending": (
        gettext_lazy("“You have heard everybody. Do you change something, or does it stay as it is?”"),
        gettext_lazy("Only the proposer decides on the text now. Leaving it as it is is fine too."),
    ),
    "objecting": (
        gettext_lazy("“Is this good enough to try? Or would it do harm, or miss a clearly better way?”"),
        gettext_lazy(
            "Thank whoever objects: an objection shows what the text doesn’t see yet. "
            "Ask the three questions, and don’t weigh who says it."
        ),
    ),
    "integrating": (
        gettext_lazy("“What would have to be in the text so that this objection is met?”"),
        gettext_lazy(
            "Let the objector and the proposer try first, then ask the others. Small changes often do."
        ),
    ),
    "voting": (
        gettext_lazy("“Ask what you still need to know. Then everybody votes alone.”"),
        gettext_lazy("Don’t say how it stands while people can still vote."),
    ),
    **wording_advice.GUIDE,
    **wording_ballots.GUIDE,
}

#: How it stands while no clock runs.
STILL: dict[str, tuple[Any, Any]] = {
    "integrating": (
        gettext_lazy("The clock stands still"),
        gettext_lazy(
            "First the objection is worked on. After that everybody has at least two working days again."
        ),
    ),
    **wording_advice.STILL,
}
NOT_YET = (
    gettext_lazy("No answers yet"),
    gettext_lazy("Questions and reactions come first. When objections are asked for, the clock starts."),
)

WAY_OUT: dict[str, tuple[Any, Any]] = {
    "shorter_trial": (
        gettext_lazy("A shorter trial"),
        gettext_lazy("The proposer writes it as a trial that you look back on within eight weeks."),
    ),
    "helping_group": (
        gettext_lazy("A helping group"),
        gettext_lazy("Two or three of you work it out, and come back with a new proposal."),
    ),
    "fallback": (
        gettext_lazy("The method you agreed before"),
        gettext_lazy("Then this proposal stops here, and goes on as a vote."),
    ),
}

COUNTS_HIDDEN = gettext_lazy("Counts aren’t shown: with so few people they would tell who voted what.")

ANSWER: dict[str, Any] = {
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
    "unsure": gettext_lazy("I don’t know"),
}


# --- the clock


def time_left(remains: timedelta) -> str:
    """ "1 day and 4 hours left": two measures at most, never more exact than that."""
    minutes = max(1, int(remains.total_seconds() // 60))
    days, hours, minutes = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days >= 3:
        hours = 0
    measures = [_days(days), _hours(hours)] if days else [_hours(hours), _minutes(minutes)]
    return _("%(time)s left") % {"time": listed([one for one in measures if one])}


def _days(n: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": n} if n else ""


def _hours(n: int) -> str:
    return ngettext("%(n)s hour", "%(n)s hours", n) % {"n": n} if n else ""


def _minutes(n: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n} if n else ""


def full_moment(at: datetime, zone: str) -> str:
    """ "wednesday 18 november, 15.00 uur", as the clock on the team's wall says it."""
    return date_format(at.astimezone(ZoneInfo(zone)), _("l j F, H:i"))


def hour(at: datetime) -> str:
    """ "15.00", as in a field."""
    return date_format(at, _("H:i"))


def until(at: datetime, window: Window, reader: ZoneInfo | None) -> str:
    """Until when, with the zone's name and the reader's own time where the two differ."""
    says = full_moment(at, window.zone)
    theirs = at.astimezone(ZoneInfo(window.zone)).utcoffset()
    if reader is None or at.astimezone(reader).utcoffset() == theirs:
        return says
    place = window.zone.rpartition("/")[2].replace("_", " ")
    return _("%(moment)s in %(place)s; with you that is %(here)s") % {
        "moment": says,
        "place": place,
        "here": full_moment(at, str(reader)),
    }


# --- the steps


def steps(case: Case) -> list[tuple[str, str]]:
    """The steps of the method in order, each "done", "now" or ""."""
    stages = _stages(case)
    at = stages.index(case.stage) if case.stage in stages else len(stages)
    words = {**STAGE, "draft": _("Proposal"), "decision": _("Decision")}
    return [(str(words[one]), "done" if n < at else "now" if n == at else "") for n, one in enumerate(stages)]


def _stages(case: Case) -> list[str]:
    if case.method == "advice":
        return [*advice.STAGES, "decision"]
    if case.method in processes.AT_ONCE:
        return ["draft", "decision"]
    if case.method in ASKED_IN:
        return ["draft", ASKED_IN[case.method], "decision"]
    if case.method == "election":
        return ["draft", *_of_election(case), "decision"]
    if case.method == "resistance":
        collecting = ["collecting"] if case.terms.step_by_step else []
        improving = ["improving"] if case.stage == "improving" else []
        return ["draft", *collecting, "scoring", *improving, "decision"]
    first = ["clarifying", "reacting", "amending"] if case.terms.step_by_step else ["draft"]
    working = ["integrating"] if case.stage == "integrating" else []
    asked = "agreeing" if case.method == "consensus" else "objecting"
    return [*first, asked, *working, "decision"]


#: Methods with one step between the proposal and the decision.
ASKED_IN = {"majority": "voting", "ranked": "ranking"}


def _of_election(case: Case) -> list[str]:
    """Whoever leads chooses only where that was agreed, or after a tie."""
    choosing = ["choosing"] if case.terms.choosing == "reasons" or case.stage == "choosing" else []
    return ["nominating", "hearing", "changing", *choosing, "consenting"]


# --- what came out


def outcome(case: Case, names: Mapping[int, str]) -> list[str]:
    """What came out and why, sentence by sentence: the figures, what was needed, and whether it was met."""
    out = case.outcome
    if out is None:
        return []
    if case.method == "advice" and out.code == "decided_after_advice":
        return wording_advice.figures(out, names)
    if case.method in processes.AT_ONCE and out.status == "adopted":
        return wording_alone.figures(out)
    said = [*_figures(case, out, names), *_needed(case, out), *_who(out, names)]
    return [one for one in said if one]


def headline(out: Outcome) -> str:
    """What came out, in a few words."""
    if out.code == "tie" and "against" not in out.figures["tied"]:
        return _("Not adopted: the highest came out alike")
    if out.code in OUTCOME and out.code not in RULE_SAYS:
        return str(OUTCOME[out.code])
    return str(STAGE[out.status])


def _figures(case: Case, out: Outcome, names: Mapping[int, str]) -> list[str]:
    figures = out.figures
    if "voters" not in figures:
        return []
    if case.method in FIGURES:
        return FIGURES[case.method](case, out, names)
    if case.method == "consent":
        return _by_consent(figures)
    counts = figures.get("counts")
    if not counts:
        return [str(COUNTS_HIDDEN)] if _few(case) else []
    # In the order of the ballot: a database may keep them in another one.
    order = [choice for choice in processes.choices(case) if choice in counts]
    return [listed([counted(case, choice, counts[choice]) for choice in order]) + "."]


FIGURES: dict[str, Callable[[Case, Outcome, Mapping[int, str]], list[str]]] = {
    "consensus": lambda case, out, names: wording_counts.stances(out),
    "election": lambda case, out, names: wording_election.outcome(out, names),
    "resistance": lambda case, out, names: wording_counts.resistance(case, out),
    "ranked": lambda case, out, names: wording_counts.ranked(case, out),
}


def own_terms(case: Case) -> list[str]:
    """What is particular to how this method decides, sentence by sentence."""
    if case.method == "majority":
        secrecy = str(SECRECY[case.terms.secrecy]) + "."
        return [threshold(case.terms), quorum(case.terms), *wording_votes.tie_rule(case.terms), secrecy]
    says = {
        "consensus": wording_counts.consensus_terms,
        "election": wording_election.terms,
        "ranked": wording_counts.ranked_terms,
    }
    return says[case.method](case.terms) if case.method in says else []


def _few(case: Case) -> bool:
    return case.terms.secrecy == "secret" and len(case.electorate) <= processes.FEW


def counted(case: Case, choice: str, number: int) -> str:
    """ "5 for", "3 for Oost"."""
    if choice == "for":
        return _("%(n)s for") % {"n": number}
    if choice == "against":
        return _("%(n)s against") % {"n": number}
    if choice == "blank":
        return _("%(n)s blank") % {"n": number}
    return _("%(n)s for “%(option)s”") % {"n": number, "option": option_text(case, choice)}


def option_text(case: Case, choice: str) -> str:
    """The words of an option."""
    return next((option.text for option in case.text.options if option.id == choice), choice)


def _by_consent(figures: Mapping[str, Any]) -> list[str]:
    said = [_("%(answered)s of %(voters)s answered.") % figures]
    if concerns := len(figures.get("concerns", ())):
        says = ngettext(
            "%(n)s concern is kept with the decision.",
            "%(n)s concerns are kept with the decision.",
            concerns,
        )
        said.append(says % {"n": concerns})
    if met := figures.get("met"):
        says = ngettext(
            "%(n)s objection was worked into the text.", "%(n)s objections were worked into the text.", met
        )
        said.append(says % {"n": met})
    if aside := figures.get("set_aside"):
        says = ngettext("%(n)s objection was set aside.", "%(n)s objections were set aside.", aside)
        said.append(says % {"n": aside})
    return said


def _needed(case: Case, out: Outcome) -> list[str]:
    """Whether quorum and majority were met, said as such."""
    if case.method != "majority" or "quorum" not in out.figures:
        return []
    said = [_quorum(out)]
    if out.status in ("adopted", "rejected"):
        said.append(_majority(case, out))
    return said


def _quorum(out: Outcome) -> str:
    facts = {"n": out.figures["quorum"], "here": out.figures["present"]}
    if not facts["n"]:
        return _("No quorum was agreed.")
    if out.code == "no_quorum":
        return _("Quorum: %(n)s needed, %(here)s took part. Not met, so this isn’t valid.") % facts
    return _("Quorum: %(n)s needed, %(here)s took part. Met.") % facts


def _majority(case: Case, out: Outcome) -> str:
    facts = {"rule": threshold(case.terms)}
    if out.code in ("lot", "casting_vote"):
        return ""
    if out.status == "adopted":
        return _("Needed: %(rule)s Met.") % facts
    return _("Needed: %(rule)s Not met.") % facts


def threshold(terms: Terms) -> str:
    """The majority that is needed, as a sentence."""
    if terms.rule == "qualified":
        facts = {"share": part(terms.share)}
        if terms.strictly:
            return _("More than %(share)s of those for and against together.") % facts
        return _("At least %(share)s of those for and against together.") % facts
    if terms.rule == "double":
        return " ".join(str(RULE_SAYS[one]) for one in terms.double)
    return str(RULE_SAYS[terms.rule])


def part(share: Fraction) -> str:
    """ "2/3"; a half in words."""
    return _("half") if share == Fraction(1, 2) else str(share)


def quorum(terms: Terms) -> str:
    """Which part must take part, as a sentence; nothing where nothing was agreed."""
    if terms.quorum is None:
        return _("There is no quorum.")
    facts = {"share": part(terms.quorum)}
    if terms.quorum_strictly:
        return _("More than %(share)s of you must take part.") % facts
    return _("At least %(share)s of you must take part.") % facts


def _who(out: Outcome, names: Mapping[int, str]) -> list[str]:
    figures, said = out.figures, []
    if missing := figures.get("missing"):
        said.append(_("Not answered: %(names)s.") % {"names": listed([names.get(m, "") for m in missing])})
    if reason := figures.get("reason"):
        said.append(_("Why: %(reason)s") % {"reason": reason})
    if lot := figures.get("lot"):
        said.append(_("The lot was %(lot)s; its hash was in the ledger from the start.") % {"lot": lot})
    return said


def objections_count(states: Sequence[str]) -> str:
    """ "1 open, 1 met"."""
    found = [
        (states.count("open"), _("%(n)s open")),
        (states.count("met"), _("%(n)s worked into the text")),
        (states.count("concern"), _("%(n)s kept as a concern")),
        (states.count("set_aside"), _("%(n)s set aside")),
    ]
    return ", ".join(says % {"n": n} for n, says in found if n)
