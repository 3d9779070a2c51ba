"""Every call of the API in the story of `tests/web/test_access.py`: where it is, what it sends, who calls."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

import jsonschema_rs
from django.test import Client
from django.utils import timezone

from koers.apps.access import commands
from koers.apps.access.models import Token
from koers.apps.direction.models import Interest, NotDoing, SentenceRound
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

    def is_told_by(self, reply: Any) -> bool:
        """Whether the document names this reply: its status, its content type, its schema."""
        known = self.document["responses"].get(reply.status_code)
        if known is None:
            return False
        if "content" not in known:
            return not reply.content
        kind = reply.headers["Content-Type"].partition(";")[0]
        if kind not in known["content"]:
            return False
        found: bool = validator(self.name, reply.status_code, kind).is_valid(json.loads(reply.content))
        return found

    def at(self, story: Story, call: Call, team: str = "") -> str:
        """Its address in the story."""
        parts = {"team": team or story.linde.team.key, **call.where(story)}
        return self.path.format(**parts)


@cache
def document() -> dict[str, Any]:
    """The document, as it is read by programs."""
    found: dict[str, Any] = api.get_openapi_schema()
    return found


@cache
def validator(name: str, status: int, kind: str) -> Any:
    """What a reply of this call has to fit."""
    one = next(one for one in operations() if one.name == name)
    schema = one.document["responses"][status]["content"][kind]["schema"]
    return jsonschema_rs.validator_for({**schema, "components": plain_document()["components"]})


@cache
def plain_document() -> dict[str, Any]:
    """The same with names only, as it goes over the line."""
    found: dict[str, Any] = json.loads(json.dumps(document()))
    return found


@cache
def operations() -> list[Operation]:
    """Everything in the document."""
    return [
        Operation(call["operationId"], method, path, call.get("x-scope", ""), call.get("x-deed", ""), call)
        for path, calls in document()["paths"].items()
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

DRAFT: Of = lambda story: {"pk": story_of._course_draft(story)}  # noqa: E731
PRIORITY: Of = lambda story: {"pk": story_of._priority(story)}  # noqa: E731
STRATEGY: Of = lambda story: {"pk": story_of._strategy(story)}  # noqa: E731
HELD: Of = lambda story: {"pk": story_of._agreement_held(story)}  # noqa: E731
WOULD_HOLD: Of = lambda story: {"pk": story_of._row_proposed(story)}  # noqa: E731
MANDATE: Of = lambda story: {"pk": story.mandate.pk}  # noqa: E731


def sentence(by: str = BRAM, **facts: Any) -> Call:
    """A call about the round of the success sentence that goes on."""
    return Call(
        lambda story: {"number": SentenceRound.objects.get(pk=story_of._writing_now(story)).number},
        by=by,
        **facts,
    )


def levels(by: str = BRAM, **facts: Any) -> Call:
    """A call about the question on which two have picked how much they leave."""
    return Call(lambda story: {"number": 1}, by=by, **facts)


def check(by: str = BRAM, **facts: Any) -> Call:
    """A call about the check that goes on."""
    more = facts.pop("more", {})
    return Call(
        lambda story: {"number": story.check.number, **{n: value(story) for n, value in more.items()}},
        by=by,
        **facts,
    )


def beside(which: str, body: Of = lambda story: {}, **facts: Any) -> Call:
    """A call about what is said beside this decision of one person."""
    return Call(lambda story: {"number": story.alone[which].number}, body, **facts)


def _in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def _mandate_of_ict(story: Story) -> dict[str, Any]:
    told = {"domain": "ICT", "until": _in_days(9), "to_member": story.joost.pk, "because": "Sneller"}
    return told | {"amount": 5000, "level": 6}


def _chosen(story: Story) -> dict[str, Any]:
    items = [
        {"kind": "decision", "text": "Eén rooster."},
        {"kind": "action", "text": "Bel de artsen", "owner": story.joost.pk, "due": _in_days(5)},
    ]
    return {"title": "MT", "day": _today(story), "present": [story.joost.pk], "items": items}


def _agreed(story: Story) -> dict[str, Any]:
    return {"agreed": [{"text": "Begin op tijd", "owner": story.joost.pk, "due": _today(story)}]}


CALLS: dict[str, Call] = {
    "token_own": Call(),
    "team_chairs": Call(body=lambda story: {"names": [*story.linde.names, "Koos"]}, by=BRAM),
    "team_role": Call(lambda story: {"member": story.joost.pk}, _says("role", "planner")),
    "team_index": Call(),
    "team_description": Call(
        body=lambda story: {"purpose": "Zorg", "parent": story_of._wijkteam(story)}, by=BRAM
    ),
    "team_days_off": Call(),
    "team_day_off": Call(body=lambda story: {"name": "Kerst", "first": "2030-12-25"}, by=BRAM),
    "team_dropping": Call(lambda story: {"pk": story.day_off.pk}, by=BRAM),
    "team_facts": Call(),
    "letters_one": Call(),
    "letters_setting": Call(body=lambda story: {"at": "09:00", "days": [0, 2], "language": "nl"}),
    "letters_asking": Call(),
    "letters_withdrawal": Call(),
    "direction_index": Call(),
    "direction_one": Call(STRATEGY),
    "direction_drafts": Call(),
    "direction_draft": Call(DRAFT),
    "direction_new": Call(body=story_of._mission),
    "direction_change": Call(STRATEGY, lambda story: {"text": "Eerst Oost.", "why": "Nodig"}),
    "direction_end": Call(HELD, _says("reason", "Klaar")),
    "direction_looking": Call(HELD, _says("word", "Gaat goed"), BRAM),
    "direction_adoption": Call(DRAFT, _says("reason", "Goed"), BRAM),
    "direction_decline": Call(DRAFT, _says("reason", "Nu niet"), BRAM),
    "sentence_index": Call(),
    "sentence_one": sentence(JOOST),
    "sentence_opening": Call(by=BRAM, first=story_of._sentence_stopped),
    "sentence_own": sentence(JOOST, body=_says("text", "er rust is")),
    "sentence_showing": sentence(),
    "sentence_merged": sentence(
        JOOST, body=lambda story: {"text": "er rust is", "seen": 0}, first=story_of._sentences_shown
    ),
    "sentence_carrying": sentence(
        JOOST, body=lambda story: {"seen": 1, "carries": True}, first=story_of._merged_by_joost
    ),
    "sentence_settling": sentence(first=story_of._merged_by_joost),
    "sentence_stop": sentence(body=_says("reason", "Later")),
    "priorities_index": Call(),
    "priorities_one": Call(PRIORITY),
    "priorities_new": Call(body=_says("title", "Minder brand")),
    "priorities_seen_by": Call(PRIORITY, _says("seen_by", "Minder uitval")),
    "priorities_progress": Call(PRIORITY, _says("going", "slow")),
    "priorities_reached": Call(PRIORITY, _says("word", "Het rooster")),
    "priorities_missed": Call(PRIORITY, _says("word", "Meer mensen")),
    "priorities_let_go": Call(PRIORITY, _says("word", "Minder dringend")),
    "priorities_not_doing": Call(),
    "priorities_ruling_out": Call(body=lambda story: {"text": "Fusie", "why": "Te vroeg"}),
    "priorities_ruling_in": Call(lambda story: {"pk": NotDoing.objects.get().pk}, _says("why", "Toch nodig")),
    "priorities_yardsticks": Call(),
    "priorities_yardstick": Call(body=lambda story: {"kinds": ["budget"], "why": "Daar gaat het mis"}),
    "levels_index": Call(),
    "levels_one": levels(JOOST),
    "levels_opening": Call(body=_says("question", "Vakanties"), by=BRAM, first=story_of._level_agreed),
    "levels_pick": levels(JOOST, body=lambda story: {"level": 5, "lap": 1}),
    "levels_showing": levels(),
    "levels_again": levels(first=story_of._levels_shown),
    "levels_agreed": levels(body=lambda story: {"level": 5}, first=story_of._levels_shown),
    "levels_stop": levels(body=_says("reason", "Later")),
    "levels_register": Call(),
    "levels_noted": Call(body=lambda story: {"what": "Lid van de raad", "where": "Huisarts"}),
    "levels_over": Call(lambda story: {"pk": Interest.objects.get().pk}),
    "table_table": Call(),
    "table_asks": Call(),
    "table_entries": Call(),
    "table_who_may": Call(),
    "would_hold_index": Call(),
    "would_hold_one": Call(WOULD_HOLD),
    "would_hold_row": Call(body=lambda story: {"kind": "other", "method": "majority", "because": "Vlotter"}),
    "would_hold_mandate": Call(body=_mandate_of_ict),
    "would_hold_decline": Call(WOULD_HOLD, _says("reason", "Later")),
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
    "topics_organisation": Call(),
    "topics_closing": Call(TOPIC, lambda story: {"until": _in_days(9), "because": "Eén persoon"}),
    "topics_opening": Call(TOPIC, first=story_of._restricted),
    "authority_matrix": Call(),
    "authority_mandates": Call(),
    "authority_mandate": Call(MANDATE),
    "authority_adoption": Call(body=story_of._because, by=BRAM, first=story_of._nothing_adopted),
    "authority_change": Call(
        body=lambda story: {"kind": "other", "method": "majority", "days": 3, "because": "Ja"}, by=BRAM
    ),
    "authority_dropped": Call(lambda story: {"pk": story_of._row_of_ict(story)}, story_of._because, BRAM),
    "authority_given": Call(body=_mandate_of_ict, by=BRAM),
    "authority_renewal": Call(MANDATE, story_of._longer, BRAM),
    "authority_review": Call(MANDATE, story_of._because, BRAM),
    "authority_withdrawal": Call(MANDATE, story_of._because, BRAM),
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
    "scans_rhythm": Call(body=lambda story: {"weeks": 6}, by=BRAM),
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
    "readbacks_share": back("ended"),
    "readbacks_share_end": back("ended"),
    "readbacks_deletion": back("comparing"),
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
    "methods_adviser": about(
        "mapping",
        lambda story: {"member": story.linde.chair("Anouk").pk, "part": "both", "why": "Weet ervan"},
    ),
    "methods_weighing": about(
        "weighing",
        lambda story: {"word": "partly", "because": "Eerst Oost"},
        more={"member": lambda story: story.linde.chair("Pieter-Jan").pk},
    ),
    "methods_outside": about(
        "mapping",
        lambda story: {"who": "Fatima", "part": "both", "text": "Begin klein", "how": "per telefoon"},
    ),
    "methods_outside_weighing": about(
        "weighing",
        lambda story: {"word": "partly", "because": "Eerst Oost"},
        more={"pk": lambda story: 1},
        first=story_of._said_outside,
    ),
    "methods_handover": about(
        "left alone",
        lambda story: {"member": story.linde.chair("Anouk").pk, "why": "Weet ervan"},
        by=BRAM,
        first=story_of._decider_left,
    ),
    "methods_adapted": about("weighed", _text()),
    "methods_decision": about("weighed"),
    "methods_decline": about("naming"),
    "methods_naming": about("changing", by=BRAM),
    "methods_nominee": about(
        "choosing", lambda story: {"member": story.linde.chair("Samira").pk, "why": "Om haar rust"}
    ),
    "methods_option": about("listed", _says("text", "Een derde weg")),
    "methods_scores": about("listed", by=BRAM),
    "methods_resistance": about("resisted", _says("reason", "Te ver weg")),
    "methods_improvement": about("resisted", _says("text", "Beter")),
    "methods_as_it_is": about("resisted", by=BRAM),
    "marks_reading": beside("urgent by Samira"),
    "marks_flag": beside("advised", _says("text", "Mijn planners werken hier elke dag mee.")),
    "marks_stop": beside("urgent by Samira", story_of._text),
    "marks_stopped": beside("urgent", story_of._text),
    "marks_discussed": beside("urgent", story_of._text, by=BRAM),
    "marks_report": beside("mandate", story_of._text),
    "marks_views": Call(),
    "marks_view": Call(body=lambda story: {"name": "Zorg", "wanted": {"q": "nacht", "year": "2026"}}),
    "marks_dropped": Call(lambda story: {"pk": story.view}),
    "minutes_found": Call(body=_says("text", "Besluit: één rooster.\nActie: Joost belt de artsen.")),
    "minutes_taken": Call(body=_chosen),
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
    "actions_one": action(),
    "actions_report": action(story_of._reported),
    "actions_progress": action(_says("progress", "underway")),
    "actions_day": action(story_of._other_day),
    "actions_stop": action(_says("reason", "Genoeg")),
    "actions_owner": action(first=story_of._owner_leaves),
    "roles_index": Call(),
    "roles_proposals": Call(),
    "roles_one": Call(ROLE),
    "roles_proposal": Call(CHANGE),
    "roles_propose": Call(body=story_of._text_of_role),
    "roles_end": Call(ROLE, _says("reason", "Niet meer nodig")),
    "roles_adoption": Call(CHANGE, _says("reason", "Goed"), BRAM),
    "roles_decline": Call(CHANGE, _says("reason", "Nu niet"), BRAM),
    "roles_fill": Call(ROLE, lambda story: {"member": story.linde.chair(RAVI).pk}, BRAM),
    "roles_renewal": Call(TERM, story_of._later, BRAM),
    "roles_vacating": Call(TERM, by=BRAM),
    "checks_index": Call(),
    "checks_coming": Call(),
    "checks_one": check(JOOST),
    "checks_opening": Call(by=BRAM, first=story_of._stopped),
    "checks_day": Call(body=lambda story: {"day": _today(story)}, by=BRAM),
    "checks_rhythm": Call(body=lambda story: {"weeks": 6}, by=BRAM),
    "checks_word": check(
        JOOST,
        body=lambda story: {"outcome": "kept", "word": "ja"},
        first=story_of._former,
        more={"pk": lambda story: story.check.formers.earliest("pk").pk},
    ),
    "checks_line": check(JOOST, body=lambda story: {"step": "helps", "text": "Stilte"}),
    "checks_passing": check(JOOST, body=_says("step", "helps")),
    "checks_showing": check(),
    "checks_step": check(body=_says("stage", "helps"), first=story_of._shown),
    "checks_skip": check(body=lambda story: {"stage": "helps", "reason": "Geen tijd"}),
    "checks_agreement": check(body=_agreed, first=story_of._agreeing),
    "checks_stop": check(body=_says("reason", "Brand")),
    "guardian_one": Call(),
    "guardian_handover": Call(body=_says("note", "Let op"), by=BRAM, first=story_of._answered),
    "guardian_stay": Call(body=_says("reason", "Net begonnen"), first=story_of._guards),
    "guardian_willing": Call(body=lambda story: {"willing": False}),
    "guardian_acceptance": Call(lambda story: {"pk": story_of._term(story)}),
    "guardian_passing": Call(lambda story: {"pk": story_of._term(story)}, _says("reason", "Nu niet")),
}
