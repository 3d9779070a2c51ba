"""What each thing that is asked of somebody is like outside the pages: in a letter, in a calendar.

Every deed that an ask names has its line in DEEDS. To let a link in a letter do the deed as well, give it a
`Form`: what the page shows, and the command that its button calls. Never for answers without names: such a
link would be a key to somebody's ballot, and a letter must not differ by who has answered.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from koers.apps.actions import commands as actions
from koers.apps.actions.models import Action
from koers.apps.authority.models import Mandate
from koers.apps.decisions import commands as deciding
from koers.apps.decisions import queries as deciding_of
from koers.apps.decisions.models import Decision, Process
from koers.apps.direction.models import Document, Draft, LevelRound
from koers.apps.ledger.models import Ask, StreamModel
from koers.apps.people.models import Team
from koers.apps.readbacks.models import Readback
from koers.apps.roles.models import Proposal, Term
from koers.apps.topics.models import Topic
from koers.domain import processes
from koers.domain.actions import EFFECTS, OUTCOMES, PROGRESS
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat
from koers.web import wording_decisions, wording_following, wording_proposals
from koers.web.drawing import texts
from koers.web.forms import whole_number

LONGEST = 280
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Form:
    """A form that somebody reaches by a link in their letter."""

    template: str
    #: What the page shows, for a seat and the thing's number. "said" is what was said of it already, or "".
    facts: Callable[[Seat, int], dict[str, Any]]
    #: The same command as on the page of the table: seat, number, what was filled in, the form's key.
    act: Callable[[Seat, int, QueryDict, str], object]
    #: The field that a link can fill in beforehand, and its codes with their words.
    field: str = ""
    choices: Callable[[Seat, int], list[tuple[str, str]]] = lambda seat, pk: []
    #: Whether this one can be answered by a form at all; otherwise its page is where it is done.
    fits: Callable[[Seat, int], bool] = lambda seat, pk: True


@dataclass(frozen=True)
class Outside:
    """One deed that is asked: what it is about, where it is done, when one hears of it."""

    #: The address of its page, by name; every such page is of a team.
    page: str
    #: What more its address needs: the number of a proposal or a decision.
    at: Callable[[Seat, int], tuple[object, ...]] = lambda seat, pk: ()
    text: Callable[[Seat, int], str] = lambda seat, pk: ""
    #: Its moment is a day, without an hour.
    whole_day: bool = False
    #: In a calendar it stands on the day it is asked, not on its last one.
    when_asked: bool = False
    #: Nobody may see who has answered: no link that acts, no stopping that tells.
    nameless: bool = False
    form: Form | None = None


def _the(model: type[StreamModel], seat: Seat, pk: int) -> Any:
    thing = model.objects.for_seat(seat).filter(pk=pk).first()
    if thing is None:
        raise NotHere
    return thing


def _text_of(model: type[StreamModel]) -> Callable[[Seat, int], str]:
    return lambda seat, pk: _shortened(_the(model, seat, pk).text)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _title(seat: Seat, pk: int) -> str:
    """What a proposal is called now."""
    return str(_the(Process, seat, pk).versions.latest("seq").title)


def _decided(seat: Seat, pk: int) -> str:
    """What a decision is called: "2026-014 …"."""
    return str(_the(Decision, seat, pk))


def _proposal_number(seat: Seat, pk: int) -> tuple[object, ...]:
    return (_the(Process, seat, pk).number,)


def _decision_number(seat: Seat, pk: int) -> tuple[object, ...]:
    return (_the(Decision, seat, pk).number,)


def _role_proposed(seat: Seat, pk: int) -> str:
    """The name of the role that a proposal is about."""
    return str(_the(Proposal, seat, pk))


def _role_held(seat: Seat, pk: int) -> str:
    """The name of the role of which a term ends."""
    return str(_the(Term, seat, pk).role)


def _mandated(seat: Seat, pk: int) -> str:
    """What a mandate is about, and whose it is."""
    return str(_the(Mandate, seat, pk))


def _raised(seat: Seat, pk: int) -> str:
    """What a topic is called."""
    return str(_the(Topic, seat, pk))


def _drafted(seat: Seat, pk: int) -> str:
    """What a draft would say, shortened."""
    return _shortened(_the(Draft, seat, pk).text)


def _picked_on(seat: Seat, pk: int) -> str:
    """Which kind of matter is picked on."""
    return str(_the(LevelRound, seat, pk).question)


def _looked_at(seat: Seat, pk: int) -> str:
    """What an agreement is called, or the words of a document."""
    held = _the(Document, seat, pk)
    return held.title or _shortened(held.text)


def _named(codes: Iterable[str], words: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(code, str(words[code])) for code in codes]


def _outcomes(seat: Seat, pk: int) -> list[tuple[str, str]]:
    return _named(OUTCOMES, wording_following.OUTCOME)


def _progresses(seat: Seat, pk: int) -> list[tuple[str, str]]:
    return _named(PROGRESS, wording_following.PROGRESS)


def _action(seat: Seat, pk: int) -> dict[str, Any]:
    action = _the(Action, seat, pk)
    said = wording_following.came_of(action.outcome) if action.outcome else ""
    return {
        "title": action.text,
        "said": said,
        "word": action.word,
        "due": action.due,
        # What the team would notice was written down at the end of a scan, and only there.
        "effects": _named(EFFECTS, wording_following.EFFECT) if action.scan_id else [],
        "notice": action.scan.notice if action.scan_id else "",
    }


def _going(seat: Seat, pk: int) -> dict[str, Any]:
    action = _the(Action, seat, pk)
    said = wording_following.going(action.progress) if action.progress else ""
    return {"title": action.text, "said": said, "word": action.progress_word, "due": action.due}


def _report(seat: Seat, pk: int, data: QueryDict, key: str) -> None:
    said = data.get("outcome", ""), data.get("word", ""), data.get("effect", "")
    actions.report_action(seat, pk, *said, key=key)


def _progress(seat: Seat, pk: int, data: QueryDict, key: str) -> None:
    actions.note_progress(seat, pk, data.get("progress", ""), data.get("word", ""), key=key)


def _proposal(seat: Seat, pk: int) -> dict[str, Any]:
    """A proposal and, when it was answered already, what with."""
    process = _the(Process, seat, pk)
    case = deciding_of.case_of(process)
    own = case.newest(seat.chair)
    said = dict(_choices(seat, pk)).get(own.choice, "") if own and case.counts(own) else ""
    return {
        "title": case.text.title,
        "text": texts.doc(case.text.text, None),
        "version": case.version,
        "because": process.the_plan().because,
        "criteria": list(wording_decisions.CRITERION.items()) if case.method == "consent" else [],
        "said": said,
        "word": own.reason if own and said else "",
    }


def _choices(seat: Seat, pk: int) -> list[tuple[str, str]]:
    """What can be answered, in words."""
    case = deciding_of.case_of(_the(Process, seat, pk))
    words = wording_decisions.CHOICE
    return [
        (code, str(words[code][0]) if code in words else wording_proposals.option_text(case, code))
        for code in processes.choices(case)
    ]


def _is_a_choice(seat: Seat, pk: int) -> bool:
    """Whether one choice is the whole answer. Numbers per option, or an advice, ask the page."""
    return _the(Process, seat, pk).method in ("consent", "majority", "consensus")


def _respond(seat: Seat, pk: int, data: QueryDict, key: str) -> None:
    deciding.respond(
        seat,
        pk,
        data.get("choice", ""),
        data.get("reason", ""),
        criteria=data.getlist("criteria"),
        seen=whole_number(data.get("version", "")) or None,
        key=key,
    )


DEEDS: dict[str, Outside] = {
    "answer": Outside("now", nameless=True),
    "pick": Outside("now", nameless=True),
    "tell": Outside("now", text=_text_of(Readback), whole_day=True),
    "respond": Outside(
        "proposal",
        _proposal_number,
        _title,
        form=Form("notices/forms/respond.html", _proposal, _respond, "choice", _choices, _is_a_choice),
    ),
    "confirm_response": Outside("proposal", _proposal_number, _title),
    "cast_ballot": Outside("proposal", _proposal_number, _title, nameless=True),
    "confirm_met": Outside("proposal", _proposal_number, _title),
    "integrate": Outside("proposal", _proposal_number, _title),
    "answer_question": Outside("proposal", _proposal_number, _title),
    "decide": Outside("proposal", _proposal_number, _title),
    "move_on": Outside("proposal", _proposal_number, _title),
    "hand_over_decision": Outside("proposal", _proposal_number, _title),
    "read_decision": Outside("decision", _decision_number, _decided),
    "note_stopped": Outside("decision", _decision_number, _decided),
    "note_discussed": Outside("decision", _decision_number, _decided),
    "report_back": Outside("decision", _decision_number, _decided),
    "propose_nominee": Outside("proposal", _proposal_number, _title),
    "explain_resistance": Outside("proposal", _proposal_number, _title),
    "improve_option": Outside("proposal", _proposal_number, _title),
    "review_decision": Outside("decision", _decision_number, _decided, whole_day=True),
    "tell_audience": Outside("decision", _decision_number, _decided, whole_day=True),
    "note_progress": Outside(
        "actions",
        text=_text_of(Action),
        whole_day=True,
        when_asked=True,
        form=Form("notices/forms/note_progress.html", _going, _progress, "progress", _progresses),
    ),
    "open_round": Outside("home", whole_day=True),
    "adopt_role": Outside("roles", text=_role_proposed),
    "renew_term": Outside("roles", text=_role_held, whole_day=True),
    "renew_mandate": Outside("authority", text=_mandated, whole_day=True),
    "review_mandate": Outside("authority", text=_mandated, whole_day=True, when_asked=True),
    "triage_topic": Outside("topics", text=_raised, whole_day=True),
    "settle_topic": Outside("topics", text=_raised, whole_day=True),
    "hear_topic": Outside("topics", text=_raised),
    "pick_level": Outside("levels", text=_picked_on),
    "give_sentence": Outside("now"),
    "carry_sentence": Outside("now"),
    "adopt_document": Outside("direction", text=_drafted),
    "look_again": Outside("direction", text=_looked_at, whole_day=True),
    "plan_check": Outside("checks", whole_day=True),
    "open_check": Outside("checks"),
    "write_line": Outside("now"),
    "hand_over": Outside("guardian", whole_day=True),
    "let_copy": Outside("copies"),
    "accept_guardian": Outside("guardian", whole_day=True),
    "report_action": Outside(
        "actions",
        text=_text_of(Action),
        whole_day=True,
        form=Form("notices/forms/report_action.html", _action, _report, "outcome", _outcomes),
    ),
}


def last_day(ask: Ask, zone: tzinfo) -> date | None:
    """The day it ends on, for somebody in this zone. A whole day is the same one everywhere: the team's.

    It may end with the midnight behind it, which is the next day already.
    """
    if ask.due is None:
        return None
    whole = DEEDS[ask.deed].whole_day
    return (ask.due - MOMENT).astimezone(timezone.get_default_timezone() if whole else zone).date()


def calendar_day(ask: Ask, zone: tzinfo) -> date | None:
    """On which day it stands in a calendar."""
    if DEEDS[ask.deed].when_asked:
        return ask.since.astimezone(timezone.get_default_timezone()).date()
    return last_day(ask, zone)


def number(ask: Ask) -> int:
    """Which thing it is about: 5 of "round:5"."""
    return int(ask.subject.rpartition(":")[2])


def page_of(ask: Ask, team: Team, seat: Seat) -> str:
    """The page on which it is done by who signed in."""
    deed = DEEDS[ask.deed]
    return reverse(deed.page, args=[team.key, *deed.at(seat, number(ask))])


def text_of(ask: Ask, seat: Seat) -> str:
    """The thing's own words."""
    return DEEDS[ask.deed].text(seat, number(ask))
