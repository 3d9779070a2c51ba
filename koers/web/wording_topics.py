"""What topics say: kinds of states, ways and their reasons, guiding questions, refusals."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.authority import Answer
from koers.web import wording_authority
from koers.web.wording_numbers import number

STATE: dict[str, Any] = {
    "open": gettext_lazy("Not looked at yet"),
    "triaged": gettext_lazy("Looked at"),
    "talking": gettext_lazy("You talk about it"),
    "proposed": gettext_lazy("In a proposal"),
    "decided": gettext_lazy("Decided"),
    "settled": gettext_lazy("Settled without a decision"),
    "let_go": gettext_lazy("Let go"),
}

#: How a state is drawn: as a fill level.
LEVEL_OF = {
    "open": "talk",
    "triaged": "watch",
    "talking": "watch",
    "proposed": "watch",
    "decided": "calm",
    "settled": "calm",
    "let_go": "none",
}

SHOW: dict[str, Any] = {
    "going": gettext_lazy("Going on"),
    "open": gettext_lazy("Not looked at yet"),
    "triaged": gettext_lazy("Looked at"),
    "talking": gettext_lazy("In conversation"),
    "proposed": gettext_lazy("In a proposal"),
    "late": gettext_lazy("Past their day"),
    "ended": gettext_lazy("Over"),
}

ORIGIN: dict[str, Any] = {
    "tension": gettext_lazy("Something chafes"),
    "idea": gettext_lazy("An idea"),
    "calendar": gettext_lazy("It is time for it"),
    "signal": gettext_lazy("Something stood out"),
    "incident": gettext_lazy("Something happened"),
    "other": gettext_lazy("Something else"),
}

AIM: dict[str, tuple[Any, Any]] = {
    "inform": (gettext_lazy("That others know it"), gettext_lazy("There is nothing to decide.")),
    "explore": (
        gettext_lazy("That we find out what we want"),
        gettext_lazy("It isn’t ripe for a decision yet."),
    ),
    "decide": (gettext_lazy("That it is decided"), gettext_lazy("By whom, and how, comes after this.")),
}

SIZE: dict[str, Any] = {
    "none": gettext_lazy("not"),
    "small": gettext_lazy("a little"),
    "large": gettext_lazy("much"),
}

GUIDING: dict[str, Any] = {
    "budget_for": gettext_lazy("What becomes possible with this money?"),
    "budget_less": gettext_lazy("What won’t you do because of it?"),
    "budget_seen": gettext_lazy("How do you see after a year that it was well spent?"),
    "strategy_whom": gettext_lazy("For whom does this make a difference, and which?"),
    "strategy_instead": gettext_lazy("What is the strongest reason to do something else?"),
    "strategy_seen": gettext_lazy("How do you notice that it works?"),
    "change_who": gettext_lazy("Who loses something, and what?"),
    "change_stays": gettext_lazy("What stays as it is?"),
    "change_back": gettext_lazy("Until when can you still go back?"),
    "course_common": gettext_lazy("Which interest do all of you share in this?"),
    "course_pull": gettext_lazy("Where do you pull in different directions?"),
    "course_seen": gettext_lazy("What would others in the organisation see, if you did this together?"),
}

WAY: dict[str, tuple[Any, Any]] = {
    "update_is_enough": (
        gettext_lazy("An update is enough"),
        gettext_lazy("Tell it in writing. Nobody has to meet for this."),
    ),
    "belongs_to_role": (
        gettext_lazy("It belongs to a role"),
        gettext_lazy("Whoever holds the role decides, and says what was decided."),
    ),
    "within_mandate": (
        gettext_lazy("It falls within a mandate"),
        gettext_lazy("Whoever has the mandate decides, and says what was decided."),
    ),
    "decide_in_window": (
        gettext_lazy("Decide without a meeting"),
        gettext_lazy("Open a proposal. Everybody answers in their own time."),
    ),
    "explore": (
        gettext_lazy("Find out first"),
        gettext_lazy("Ask questions and gather options, before anybody proposes something."),
    ),
    "joint_session": (
        gettext_lazy("Talk about it together"),
        gettext_lazy("A joint session: first what you share, then where you differ."),
    ),
}

DEED: dict[str, Any] = {
    "edit_topic": gettext_lazy("Told better"),
    "triage_topic": gettext_lazy("Looked at"),
    "postpone_topic": gettext_lazy("Postponed"),
    "talk_about_topic": gettext_lazy("Taken into a conversation"),
    "settle_topic": gettext_lazy("Settled without a decision"),
    "let_go_topic": gettext_lazy("Let go"),
    "reopen_topic": gettext_lazy("A topic again"),
    "restrict_topic": gettext_lazy("Closed for others"),
    "open_up_topic": gettext_lazy("Open to everybody again"),
    "topic_proposed": gettext_lazy("A proposal about it was opened"),
    "topic_returned": gettext_lazy("The proposal ended without a decision"),
    "topic_decided": gettext_lazy("Decided"),
}

OUTCOME: dict[str, Any] = {
    "rejected": gettext_lazy("not adopted"),
    "lapsed": gettext_lazy("lapsed, because answers were missing"),
    "withdrawn": gettext_lazy("withdrawn"),
    "escalated": gettext_lazy("passed on"),
    "invalid": gettext_lazy("not valid"),
}

ASKS: dict[str, tuple[Any, Any]] = {
    "triage_topic": (
        gettext_lazy("Look how to treat a topic"),
        gettext_lazy("Is a meeting needed at all? The advice is there already."),
    ),
    "settle_topic": (
        gettext_lazy("A topic waits for its next step"),
        gettext_lazy("Start the proposal, talk about it, or say what came of it."),
    ),
    "hear_topic": (
        gettext_lazy("Something came of your topic"),
        gettext_lazy("Read it, then it leaves this list."),
    ),
}

SENTENCES: dict[str, Any] = {
    "triage_topic": gettext_lazy("Somebody brought up a topic. Look how to treat it:"),
    "settle_topic": gettext_lazy("This topic waits for its next step. You carry it:"),
    "hear_topic": gettext_lazy("Something came of the topic that you brought up:"),
}

PAGE_OF = dict.fromkeys(ASKS, "topics")

POWERS: dict[str, Any] = {"author": gettext_lazy("whoever brought it up")}

NOTICES: dict[str, Any] = {
    "raised": gettext_lazy("Kept. Who facilitates is asked to look how to treat it."),
    "edited": gettext_lazy("Kept."),
    "triage_topic": gettext_lazy("Kept. Whoever carries it is asked for the next step."),
    "postpone_topic": gettext_lazy("It has another day. That it was postponed stands beside it."),
    "talk_about_topic": gettext_lazy("Kept. You talk about it."),
    "settle_topic": gettext_lazy("Settled. Whoever brought it up is told."),
    "let_go_topic": gettext_lazy("Let go. Whoever brought it up is told."),
    "reopen_topic": gettext_lazy("It is a topic again."),
    "hear_topic": gettext_lazy("Good that you know."),
    "restrict_topic": gettext_lazy("Only your team reads it now. Others see until when, and why."),
    "open_up_topic": gettext_lazy("The whole organisation may read it again."),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "topic_unknown": lambda f: _("Choose one from the list."),
    "question_needed": lambda f: _("Ask the question that has to be answered, in one sentence."),
    "decide_by_in_past": lambda f: _("Choose a day that isn’t before %(first)s.") % f,
    "not_later": lambda f: _("Choose a later day: %(first)s or after it.") % f,
    "too_far": lambda f: _("Choose a day within two years."),
    "closed_until_missing": lambda f: (
        _("Choose the day until which it stays closed: %(first)s or later.") % f
    ),
    "topic_open": lambda f: _("Everybody may read it already."),
    "topic_over": lambda f: _("This topic came to an end. Make it a topic again first."),
    "topic_under_way": lambda f: _(
        "This isn’t possible at this step. Look at the page of the topic what can be done now."
    ),
    "treatment_missing": lambda f: _("Choose how to treat it."),
    "other_way_because": lambda f: _("Say why you choose another way than the advised one."),
    "mandate_needed": lambda f: _("Choose the mandate that covers this, or another way."),
    "role_needed": lambda f: _("Choose the line of a role that covers this, or another way."),
}


def _refused(facts: Mapping[str, Any]) -> str:
    """Why a role or a mandate doesn't carry it: the same words as when it is refused."""
    say = wording_authority.REFUSALS[facts["code"]]
    return say({name: _day(fact) for name, fact in facts["facts"].items()})


def _day(fact: Any) -> Any:
    try:
        return date_format(date.fromisoformat(fact), "j F Y") if isinstance(fact, str) else fact
    except ValueError:
        return fact


def _how(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": str(wording_authority.KIND[facts["kind"]]).lower(),
        "by": wording_authority.BY[facts["method"]],
        "days": wording_authority.workdays(facts["days"]),
    }


def reason(code: str, facts: Mapping[str, Any]) -> str:
    """One reason for an advice."""
    return _REASONS[code](facts)


_REASONS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "nothing_to_decide": lambda f: _("There is nothing to decide, and it touches nobody much."),
    "large_impact": lambda f: (
        _("It touches %(domains)s much, so people will have questions.") % {"domains": listed(f["domains"])}
    ),
    "wants_exploring": lambda f: _("You want to find out first what you want."),
    "course_large": lambda f: (
        _("It concerns the course of all, and it touches %(domains)s much.")
        % {"domains": listed(f["domains"])}
    ),
    "course_parties": lambda f: (
        _("It concerns the course of all, so it is also for %(parties)s.") % {"parties": listed(f["parties"])}
    ),
    "matrix_all_parties": lambda f: (
        _("Your matrix decides about %(kind)s with all parties in one session.")
        % {"kind": str(wording_authority.KIND[f["kind"]]).lower()}
    ),
    "contested": lambda f: (
        _("People see it differently, in %(domains)s.") % {"domains": listed(f["domains"])}
    ),
    "keeps_returning": lambda f: (
        ngettext(
            "It was postponed or came back %(n)s time. Values first may help more than another date.",
            "It was postponed or came back %(n)s times. Values first may help more than another date.",
            f["times"],
        )
        % {"n": number(f["times"])}
    ),
    "role_decides": lambda f: _("The role %(role)s decides about this.") % f,
    "mandate_covers": lambda f: _("The mandate about %(domain)s covers this, within its limits.") % f,
    "asks_advice": lambda f: _("It touches others too, so they are asked for advice first."),
    "refused": _refused,
    "matrix_says": lambda f: _("Your matrix: about %(kind)s you decide %(by)s, within %(days)s.") % _how(f),
    "then_together": lambda f: _("So you decide it together: %(by)s, within %(days)s.") % _how(f),
}


def listed(names: Iterable[str]) -> str:
    """ "Care, ICT and HR"."""
    *first, last = names
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def who(answer: Answer, role: str, mandate: str) -> str:
    """Who may decide, as a heading."""
    if answer.by == "role":
        return _("The role %(role)s decides") % {"role": role}
    if answer.by == "mandate":
        return _("%(name)s decides, by mandate") % {"name": mandate}
    if answer.by == "proposer":
        return _("Whoever brings it decides, after asking advice")
    return _("You decide together, %(by)s") % {"by": wording_authority.BY[answer.method]}


def heading(counted: dict[str, int]) -> str:
    """What is seen in the list."""
    going, waiting = counted["going"], counted["open"]
    if not going:
        return _("Nothing is going on that somebody brought up")
    facts = {"n": number(going), "open": number(waiting)}
    if not waiting:
        said = ngettext(
            "One topic is going on, and it was looked at",
            "%(n)s topics are going on, and all were looked at",
            going,
        )
        return capital(said % facts)
    said = ngettext(
        "%(n)s topic is going on; nobody looked at %(open)s yet",
        "%(n)s topics are going on; nobody looked at %(open)s yet",
        going,
    )
    return capital(said % facts)


def capital(text: str) -> str:
    """A sentence begins with a capital."""
    return text[:1].upper() + text[1:]


def times(count: int) -> str:
    """How often it was postponed."""
    said = ngettext("postponed %(n)s time", "postponed %(n)s times", count)
    return said % {"n": number(count)}


def happened(deed: str, facts: Mapping[str, Any]) -> str:
    """What the history adds to a deed."""
    if deed == "triage_topic":
        way = str(WAY[facts["way"]][0])
        if facts["way"] == facts["advised"]:
            return _("as advised: %(way)s") % {"way": way.lower()}
        advised = str(WAY[facts["advised"]][0])
        return _("%(way)s, where %(advised)s was advised") % {"way": way, "advised": advised.lower()}
    if deed == "postpone_topic":
        return _("to %(day)s") % {"day": _day(facts["after"])}
    if deed == "restrict_topic":
        return _("up to and including %(day)s") % {"day": _day(facts["until"])}
    if deed == "topic_returned":
        return str(OUTCOME.get(facts["outcome"], ""))
    return str(facts.get("number", ""))


def because_of(answer: Answer, kind: str) -> str:
    """Why a proposal begins with this method, beside it in one sentence."""
    facts = {"kind": str(wording_authority.KIND[kind]).lower(), "by": wording_authority.BY[answer.method]}
    if answer.by == "role":
        return _("It belongs to a role, which decides about it.")
    if answer.by == "mandate":
        return _("It falls within a mandate.")
    if answer.refused:
        return _("Nobody may decide this alone, so we decide %(by)s.") % facts
    return _("Our matrix: about %(kind)s we decide %(by)s.") % facts
