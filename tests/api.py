"""Every call of the API in the story of `tests/web/test_access.py`: where it is, what it sends, who calls."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from koers.apps.access import commands
from koers.apps.access.models import Token
from koers.apps.ledger import clock
from koers.apps.people.models import Member
from koers.apps.people.queries import seat_of
from koers.apps.readbacks import commands as reading
from koers.domain import rules
from koers.web.api.service import api
from koers.web.views.proposals.page import workdays
from tests import proposals, rounds
from tests.web import test_access as story_of
from tests.web.test_access import Story

JOOST, BRAM, RAVI = "Joost", "Bram", "Ravi"
Of = Callable[[Story], Any]


@dataclass(frozen=True)
class Call:
    """One call: its address's parts, its body, and whose token makes it."""

    where: Of = lambda story: {}
    body: Of = lambda story: {}
    by: str = JOOST
    first: Of = lambda story: None
    #: What the reply is when everything is in order; a refusal where no story leads further.
    status: tuple[int, ...] = (200, 201, 204)


@dataclass(frozen=True)
class Operation:
    """A call as the document has it."""

    name: str
    method: str
    path: str
    scope: str
    deed: str = ""
    document: dict[str, Any] = field(default_factory=dict)

    def at(self, story: Story, call: Call, team: str = "") -> str:
        """Its address in the story."""
        parts = {"team": team or story.linde.team.key, **call.where(story)}
        return self.path.format(**parts)


def operations() -> list[Operation]:
    """Everything in the document."""
    return [
        Operation(call["operationId"], method, path, call.get("x-scope", ""), call.get("x-deed", ""), call)
        for path, calls in api.get_openapi_schema()["paths"].items()
        for method, call in calls.items()
    ]


def token(member: Member, scopes: Collection[str] = rules.SCOPES, name: str = "dashboard") -> str:
    """A token of somebody at a table; only its secret."""
    until = clock.day(clock.now()) + timedelta(days=30)
    return commands.make_token(seat_of(member), name, scopes, until)[1]


def nobody_used_one() -> None:
    """Each token was used just now: a call in the same minute writes nothing down."""
    Token.objects.update(used=timezone.now())


def send(secret: str, method: str, path: str, body: Any = None, **headers: str) -> Any:
    """One call with this token."""
    client = Client(raise_request_exception=False)
    named = {"Authorization": f"Bearer {secret}", **headers} if secret else headers
    if method == "get":
        return client.get(path, body or {}, headers=named)
    return client.post(path, body or {}, content_type="application/json", headers=named)


def scan(stage: str, by: str = BRAM, **facts: Any) -> Call:
    """A call about the round in this stage."""
    return Call(lambda story: {"number": story.scans[stage].number}, by=by, **facts)


def back(stage: str, by: str = BRAM, **facts: Any) -> Call:
    """A call about the readback in this stage."""
    return Call(lambda story: {"number": story.readbacks[stage].number}, by=by, **facts)


def about(state: str, body: Of = lambda story: {}, by: str = JOOST, **facts: Any) -> Call:
    """A call about the proposal in this state."""
    more = facts.pop("more", {})
    return Call(
        lambda story: {
            "number": story.proposals[state].number,
            **{name: value(story) for name, value in more.items()},
        },
        body,
        by,
        **facts,
    )


def decided(body: Of = lambda story: {}, **facts: Any) -> Call:
    """A call about the decision."""
    more = facts.pop("more", {})
    return Call(
        lambda story: {
            "number": story.decision.number,
            **{name: value(story) for name, value in more.items()},
        },
        body,
        **facts,
    )


def action(body: Of = lambda story: {}, **facts: Any) -> Call:
    """A call about the action."""
    return Call(lambda story: {"pk": story.action.pk}, body, **facts)


def _draft(story: Story) -> dict[str, Any]:
    terms = {"share": "2/3", "silence": "needs_answer"}
    plan = {"effect": "Minder bellen", "expects": [{"what": "Wachttijd", "now": "3", "then": "2"}]}
    return {
        "title": proposals.TITLE,
        "text": proposals.SECOND,
        "method": "consent",
        "terms": terms,
        "plan": plan,
    }


def _closes(story: Story) -> dict[str, str]:
    return {"closes": f"{workdays(timezone.localdate())[4]}T15:00:00"}


def _agreement(story: Story) -> dict[str, Any]:
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    actions = [{"text": f"Bel {n}", "owner": story.joost.pk, "due": due} for n in (1, 2)]
    return {"s": "success", "notice": "Rust", "actions": actions}


def _away(story: Story) -> dict[str, Any]:
    day = workdays(timezone.localdate())[0].isoformat()
    return {"member": story.joost.pk, "first": day, "last": day}


def _clarified(story: Story) -> None:
    reading.clarify(story.linde.facilitator, story.readbacks["comparing"].pk, "Zo is het.")


def _wordings(story: Story) -> dict[str, Any]:
    found = story_of._wordings(story)
    return {"slot": found["slot"], "tellings": found["telling"]}


def _told(story: Story) -> dict[str, Any]:
    said = {name: value for name, value in rounds.TOLD.items() if name != "sentence"}
    return {"sentence": rounds.TOLD["sentence"], "said": said}


def _today(story: Story) -> str:
    return timezone.localdate().isoformat()


def _text(kind: str = proposals.SECOND) -> Of:
    return lambda story: {"title": proposals.TITLE, "text": kind}


def _topic(story: Story) -> dict[str, Any]:
    told = {"title": "Wie belt er 's nachts?", "question": "Wie neemt de telefoon op?"}
    return told | {"impact": {"Nacht": "large"}, "parties": ["Oost"], "kind": "other"}


def _topic_day(story: Story) -> dict[str, str]:
    return {"day": (timezone.localdate() + timedelta(days=30)).isoformat(), "because": "Het kan later"}


def _says(name: str, text: str) -> Of:
    return lambda story: {name: text}


FIRST = story_of.FIRST_OBJECTION
ROLE: Of = lambda story: {"pk": story.role.pk}  # noqa: E731
TERM: Of = lambda story: {"pk": story_of._term_of(story)}  # noqa: E731
CHANGE: Of = lambda story: {"pk": story_of._proposal_of(story)}  # noqa: E731

TOPIC: Of = lambda story: {"pk": story.topic.pk}  # noqa: E731

CALLS: dict[str, Call] = {
    "token_own": Call(),
    "table_table": Call(),
    "table_asks": Call(),
    "table_entries": Call(),
    "table_who_may": Call(),
    "topics_index": Call(),
    "topics_one": Call(TOPIC),
    "topics_raising": Call(body=_topic),
    "topics_telling": Call(TOPIC, _topic),
    "topics_triage": Call(TOPIC, _says("way", "decide_in_window")),
    "topics_postponement": Call(TOPIC, _topic_day),
    "topics_talk": Call(TOPIC, _says("because", "Eerst praten")),
    "topics_settled": Call(TOPIC, _says("because", "Al geregeld")),
    "topics_letting_go": Call(TOPIC, _says("because", "Nu niet")),
    "topics_again": Call(TOPIC, _says("because", "Toch wel"), first=story_of._let_go),
    "topics_heard": Call(TOPIC, first=story_of._let_go),
    "authority_matrix": Call(),
    "authority_mandates": Call(),
    "scans_index": Call(),
    "scans_scan": scan("agreed"),
    "scans_opening": Call(body=_says("mode", "confidential"), by=BRAM, first=story_of._close),
    "scans_closing": scan("answering"),
    "scans_stop": scan("answering"),
    "scans_talk": scan("talking", body=_says("s", "success")),
    "scans_note": scan("talking", JOOST, body=lambda story: {"s": "success", "text": "Genoteerd"}),
    "scans_choice": scan("talking"),
    "scans_choice_closing": scan("choosing"),
    "scans_agreement": scan("agreeing", body=_agreement, first=story_of._make_room),
    "scans_later": scan("agreed"),
    "scans_answer": scan("answering", JOOST, status=(403,)),
    "scans_pick": scan("choosing", JOOST, status=(403,)),
    "readbacks_index": Call(),
    "readbacks_one": back("comparing"),
    "readbacks_opening": Call(body=_says("text", rounds.DECISION)),
    "readbacks_telling": back("writing", JOOST, body=_told),
    "readbacks_showing": back("writing"),
    "readbacks_tag": Call(
        lambda story: {
            "number": story.readbacks["comparing"].number,
            "pk": story_of._telling(story, RAVI),
        },
        _says("tag", "same"),
    ),
    "readbacks_together": back("comparing", body=_wordings),
    "readbacks_apart": back("comparing", body=_says("slot", "who"), first=story_of._laid),
    "readbacks_clarified": back("comparing", body=_says("text", "Zo is het.")),
    "readbacks_lap": back("comparing", body=lambda story: {"slots": ["who"]}, first=_clarified),
    "readbacks_alike": back("comparing", status=(409,)),
    "readbacks_left_open": back("comparing", body=_says("text", "Later meer.")),
    "proposals_index": Call(),
    "proposals_one": about("open"),
    "proposals_draft": Call(body=_draft),
    "proposals_rewrite": about("draft", _draft),
    "proposals_opening": about("draft", _closes),
    "responses_response": about("open", _says("choice", "no_objection")),
    "responses_confirmation": about("waiting"),
    "responses_record": about(
        "open",
        lambda story: {
            "member": story.linde.chair(RAVI).pk,
            "choice": "no_objection",
            "how": "telefonisch",
        },
    ),
    "responses_ballot": about("secret", status=(403,)),
    "responses_question": about("open", _says("text", "Wie werkt er straks?")),
    "responses_answer": about(
        "asked", _says("text", "De zes van nu."), more={"pk": story_of._asked_question}
    ),
    "responses_reaction": about("open", _says("text", "Goed idee.")),
    "responses_test": about(
        "aside",
        lambda story: {"tests": proposals.YES, "finding": "holds", "reason": "Dat klopt."},
        BRAM,
        more=FIRST,
    ),
    "responses_met": about("met", more=FIRST),
    "responses_concern": about("objected", more=FIRST),
    "responses_aside": about("aside", more=FIRST),
    "responses_way_out": about(
        "stuck", lambda story: {"way": "helping_group", "reason": "Samen verder."}, BRAM
    ),
    "course_editorial": about("open", _text(proposals.FIRST + " Zo.")),
    "course_material": about("open", _text()),
    "course_amended": about(
        "objected", lambda story: {**_text()(story), "objections": [1]}, status=(200, 409)
    ),
    "course_called_material": about("repaired"),
    "course_step": about("steps"),
    "course_full_window": about("open"),
    "course_meeting": about("open"),
    "course_extension": about("open", lambda story: {"days": 3}),
    "course_withdrawal": about("open"),
    "course_closing": about("live", by=BRAM),
    "course_addition": about("open", story_of._lotte, BRAM, first=story_of._koos_sits_down),
    "course_absence": about("open", _away, BRAM),
    "course_spared": about("open", lambda story: {"member": story.joost.pk}, BRAM, status=(422,)),
    "course_own_interest": about("open", _says("reason", "Mijn zus werkt er.")),
    "course_interest": about(
        "open", lambda story: {"member": story.linde.chair(RAVI).pk, "interest": "Zijn zus werkt er."}
    ),
    "course_interest_word": about(
        "asked",
        lambda story: {"agree": True},
        more={"member": lambda story: story.linde.chair("Anouk").pk},
    ),
    "decisions_index": Call(),
    "decisions_one": decided(),
    "decisions_export": decided(),
    "decisions_message": decided(_says("text", "De nacht is van ons."), first=story_of._nobody_was_told),
    "decisions_audience": decided(
        lambda story: {"name": "Ondernemingsraad", "teller": story.joost.pk, "due": _today(story)}
    ),
    "decisions_told": decided(more=story_of.UNTOLD),
    "decisions_dropped": decided(more=story_of.UNTOLD),
    "decisions_action": decided(
        lambda story: {"text": "Bel de artsen", "owner": story.joost.pk, "due": _today(story)}
    ),
    "decisions_readback": decided(),
    "decisions_review": decided(lambda story: {"verdict": "keep", "came": "yes"}),
    "actions_index": Call(),
    "actions_report": action(story_of._reported),
    "actions_progress": action(_says("progress", "underway")),
    "actions_day": action(story_of._other_day),
    "actions_stop": action(_says("reason", "Genoeg")),
    "actions_owner": action(first=story_of._owner_leaves),
    "roles_index": Call(),
    "roles_proposals": Call(),
    "roles_propose": Call(body=story_of._text_of_role),
    "roles_end": Call(ROLE, _says("reason", "Niet meer nodig")),
    "roles_adoption": Call(CHANGE, _says("reason", "Goed"), BRAM),
    "roles_decline": Call(CHANGE, _says("reason", "Nu niet"), BRAM),
    "roles_fill": Call(ROLE, lambda story: {"member": story.linde.chair(RAVI).pk}, BRAM),
    "roles_renewal": Call(TERM, story_of._later, BRAM),
    "roles_vacating": Call(TERM, by=BRAM),
    "checks_index": Call(),
    "checks_coming": Call(),
    "checks_one": Call(lambda story: {"number": story.check.number}),
}
