"""The API has all that the pages have: each deed is a call, or stands here with the reason why it isn't."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import jsonschema_rs
import pytest
from django.core.cache import cache
from django.utils import timezone

import koers.apps
from koers.apps.access.models import Token
from koers.apps.decisions import commands as deciding
from koers.apps.decisions.models import Response
from koers.apps.direction.models import SentenceRound
from koers.apps.ledger.models import Entry
from koers.apps.people.models import Member
from koers.apps.topics import commands as topics
from koers.apps.topics.models import Topic
from koers.domain import rules
from koers.domain.processes import Terms
from koers.domain.seats import Seat
from koers.web.api.examples import SAYS
from tests import api, proposals
from tests.web.test_access import Story, story

__all__ = ["story"]

#: Deeds that no program does, by the reason.
ONLY_BY_PEOPLE = {
    "who comes in and who leaves is for people": """
        invite end_invitation claim_seat pull_up_chair free_seat sign_in open_account
    """,
    "its secret is only in somebody's browser": "take_ballot",
    "a token opens no door for programs and closes none": """
        make_token withdraw_token add_webhook try_webhook end_webhook
    """,
    "a calendar's address shows all of somebody's tables, a token one": "open_calendar end_calendar",
    "the link in a letter does it, for whoever opened it": "confirm_address stop_letters stop_about",
    "of a whole organisation; a token is for one table": """
        found_organisation open_team bring_team help_team ask_copy fetch_copy end_copy
    """,
    "a person looks at the preview of a file first": "bring_decisions bring_roles bring_ties",
    "a yes to a copy of everything about everybody is said by a person": "let_copy",
}
#: A deed that has no call of its own: the call of this other one does it too.
WITHIN = {"take_action": "take_decision"}
#: Commands that do a deed of another name.
NAMED = {
    "act_urgently": "open_process",
    "draft_end": "draft_document",
    "propose_end": "propose_role",
    "open_inside": "bring_team",
    "bring_register": "bring_roles",
    "take_own_seat": "claim_seat",
    "take_walk_in_seat": "claim_seat",
    "adopt_decided": "adopt_role",
}
#: What stands among the commands and is no deed of its own: it reads, does what is due, or is used by others.
NONE_OF_ITS_OWN = {"does", "close_if_over", "settle", "passing", "own", "proposed_after", "to_take_on"}


@pytest.fixture(autouse=True)
def nobody_called_yet() -> None:
    cache.clear()


@pytest.fixture
def beside(story: Story) -> Member:
    """Who leads another team of the same organisation."""
    return Member.objects.get(team__name="Wijkteam Noord", facilitator=True)


def only_by_people() -> list[str]:
    return [deed for deeds in ONLY_BY_PEOPLE.values() for deed in deeds.split()]


def commands() -> Iterator[str]:
    """Every function among the commands that somebody's seat does."""
    for found in pkgutil.walk_packages(koers.apps.__path__, "koers.apps."):
        if "commands" in found.name.split("."):
            module = importlib.import_module(found.name)
            for name, function in inspect.getmembers(module, inspect.isfunction):
                first = next(iter(inspect.signature(function).parameters.values()), None)
                own = function.__module__ == found.name and not name.startswith("_")
                if own and first is not None and first.annotation is Seat:
                    yield name


def test_every_deed_is_a_call_or_has_a_reason_not_to_be() -> None:
    called = {one.deed for one in api.operations() if one.deed}
    of_the_clock = {deed for deed, who in rules.WHO.items() if who == rules.CLOCK}
    reasons = only_by_people()
    assert len(reasons) == len(set(reasons))
    assert called | of_the_clock | set(reasons) | set(WITHIN) == set(rules.WHO)
    assert called & (of_the_clock | set(reasons) | set(WITHIN)) == set()
    assert set(WITHIN.values()) <= called


def test_every_command_does_a_deed_that_is_weighed_here() -> None:
    found = set(commands())
    assert len(found) > 180
    assert found - set(rules.WHO) == set(NAMED) | NONE_OF_ITS_OWN
    assert set(NAMED.values()) <= set(rules.WHO)


def test_what_only_people_do_has_no_scope() -> None:
    assert set(only_by_people()) & set(rules.SCOPE) == set()
    refused = {one.deed for one in api.operations() if not one.scope and one.deed}
    assert refused == {"answer", "pick", "cast_ballot"}


# --- the document


def test_every_body_and_every_reply_has_an_example_that_fits_it() -> None:
    components = api.plain_document()["components"]
    wrong = []
    for one in api.operations():
        replied = [reply["content"] for reply in one.document["responses"].values() if "content" in reply]
        sent = [one.document["requestBody"]["content"]] if "requestBody" in one.document else []
        for content in (*sent, *replied):
            ((_kind, part),) = content.items()
            fits = jsonschema_rs.validator_for({**part["schema"], "components": components})
            if not fits.is_valid(part["example"]):
                wrong.append((one.name, part["example"]))
    assert wrong == []


def test_every_word_of_the_examples_is_of_a_field_that_there_is() -> None:
    schemas = api.plain_document()["components"]["schemas"]
    named = {f"{kind}.{name}" for kind, schema in schemas.items() for name in schema.get("properties", ())}
    plain = {name.rpartition(".")[2] for name in named}
    assert {name for name in SAYS if name not in (named if "." in name else plain)} == set()


def test_every_call_says_in_english_what_it_does() -> None:
    for one in api.operations():
        assert one.document["summary"].endswith((".", "?")), one.name
    refused = api.operations()[0].document["responses"]
    said = {status: reply["description"] for status, reply in refused.items()}
    assert said[401].startswith("This call has no token")
    assert said[404] != said[409]


# --- the same gates as the pages


def test_while_names_or_scores_come_in_nobody_hears_who_has_answered(story: Story) -> None:
    joost = story.linde.seat("Joost")
    naming = story.proposals["naming"]
    samira = str(story.linde.chair("Samira").pk)
    deciding.respond(joost, naming.pk, samira, "Om haar rust")
    path = f"proposals/{naming.number}/"
    for name in ("Joost", "Ravi"):
        seen = told(story, name, path)
        assert (seen["missing"], seen["responses"]) == ([], None), name


def told(story: Story, name: str, path: str) -> Any:
    """What somebody's token reads there."""
    reply = api.send(api.token(story.linde.chair(name)), "get", at(story, path))
    assert reply.status_code == 200, path
    return reply.json()


def at(story: Story, path: str) -> str:
    return f"/api/v1/teams/{story.linde.team.key}/{path}"


def test_what_is_done_alone_shows_to_nobody_else_before_they_did_it(story: Story) -> None:
    """Ravi and Samira picked a level and completed the sentence; Ravi wrote a line of the check."""
    number = SentenceRound.objects.latest("number").number
    for name, own in (("Joost", None), ("Ravi", 4)):
        levels = told(story, name, "levels/1/")
        assert (levels["own"], levels["picks"], len(levels["picked"])) == (own, None, 2)
    sentence = told(story, "Joost", f"direction/sentence/{number}/")
    assert (sentence["own"], sentence["sentences"], len(sentence["gave"])) == (None, None, 2)
    check = f"checks/{story.check.number}/"
    assert told(story, "Joost", check)["lines"] == []
    assert [one["text"] for one in told(story, "Ravi", check)["lines"]] == ["Samen lunchen"]
    beside = api.send(api.token(story.linde.helper), "get", at(story, check)).json()
    assert beside["lines"] == []  # not on the wall yet


def test_of_a_closed_topic_another_table_reads_only_that_until_when_and_why(
    story: Story, beside: Member
) -> None:
    until = timezone.localdate() + timedelta(days=9)
    secret = api.token(beside)
    path = f"/api/v1/teams/{beside.team.key}/topics/organisation/"
    before = api.send(secret, "get", path).json()["items"]
    assert [one["title"] for one in before if one["id"] == story.topic.pk] == ["Laptops"]
    topics.restrict_topic(story.linde.facilitator, story.topic.pk, until, "Eén persoon")
    after = api.send(secret, "get", path).json()["items"]
    (closed,) = [one for one in after if one["id"] == story.topic.pk]
    assert (closed["title"], closed["question"], closed["kind"]) == (None, None, None)
    assert (closed["closed_until"], closed["closed_because"]) == (until.isoformat(), "Eén persoon")


def test_the_log_is_narrowed_by_words_and_by_how_decisions_stand(story: Story) -> None:
    every = told(story, "Joost", "decisions/?limit=100")["items"]
    urgent = told(story, "Joost", "decisions/?method=urgent")["items"]
    assert {one["method"] for one in urgent} == {"urgent"}
    assert 0 < len(urgent) < len(every)
    assert told(story, "Joost", "decisions/?q=xyzzy")["items"] == []


# --- deeds that only some ways of deciding have


def posted(story: Story, name: str, path: str, body: Any) -> Any:
    reply = api.send(api.token(story.linde.chair(name)), "post", at(story, path), body)
    assert reply.status_code < 300, reply.content
    return reply.json()


def test_options_are_scored_and_doing_nothing_is_the_first_of_them(story: Story) -> None:
    terms = {"silence": "not_counted", "live": True}
    said = {"title": "Waar plannen we?", "text": "Eén bureau.", "method": "resistance", "terms": terms}
    options = {"nothing": "Ieder belt zelf", "options": ["Oost", "Haven"], "plan": {"matter": "operation"}}
    number = posted(story, "Joost", "proposals/", said | options)["number"]
    opened = posted(story, "Joost", f"proposals/{number}/opening/", {})
    assert [one["id"] for one in opened["options"]] == ["nothing", "o1", "o2"]
    scores = {"nothing": 10, "o1": 2, "o2": 5}
    answer = {"choice": "scores", "values": scores, "seen": opened["version"]}
    posted(story, "Joost", f"proposals/{number}/response/", answer)
    assert Response.objects.latest("pk").values == scores


def test_acting_urgently_decides_it_and_brings_it_up(story: Story) -> None:
    before = Topic.objects.count()
    draft = proposals.drafted(story.linde, "urgent", Terms(silence="not_counted", checks=proposals.CHECKS))
    opened = posted(story, "Joost", f"proposals/{draft.number}/opening/", {})
    assert opened["decision"]
    assert Topic.objects.count() == before + 1


def test_a_program_sets_the_letters_of_whoever_its_token_is_of(story: Story) -> None:
    body = {"at": "07:30", "days": [0, 3], "language": "en", "zone": "Europe/Amsterdam"}
    set_now = posted(story, "Joost", "letters/", body)
    assert (set_now["at"], set_now["days"], set_now["language"]) == ("07:30:00", [0, 3], "en")
    entry = Entry.objects.filter(deed="set_letters").latest("pk")
    assert entry.actor == f"person:{story.joost.person_id}"
    assert entry.data["by"] == Token.objects.latest("pk").code
