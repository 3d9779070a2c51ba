"""Every call of the API, for everybody whose token has nothing to do there; and that it works for who has."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koers.apps.access import commands, queries
from koers.apps.access.models import Token
from koers.apps.ledger.models import Entry
from koers.apps.people import commands as people
from koers.apps.people.models import Member
from koers.apps.people.queries import seat_of
from koers.domain import rules
from koers.web import wording, wording_access
from koers.web.api.kinds import Body
from tests import api, cast
from tests.api import BRAM, CALLS, JOOST
from tests.cast import Table
from tests.web.test_access import Story, everything, story, undone

pytestmark = pytest.mark.thorough

__all__ = ["story"]

MOST = 10


@pytest.fixture(autouse=True)
def nobody_called_yet(settings: Any) -> None:
    cache.clear()
    settings.API_CALLS = 100_000


def whose(told: Story, by: str) -> Member:
    return told.linde.helper if by == BRAM else told.linde.chair(by)


def test_every_call_has_a_case() -> None:
    assert {one.name for one in api.operations()} == set(CALLS)


def test_no_two_kinds_of_body_or_reply_share_a_name() -> None:
    """The document knows them by their names alone."""
    found = [kind for kind in _kinds(Body.__mro__[1]) if kind.__module__.startswith("koers.web.api")]
    names = [kind.__name__ for kind in found if not kind.__name__.startswith("Page")]
    assert len(names) > 50
    assert {name for name in names if names.count(name) > 1} <= {"TermsBody", "PlanBody", "ExpectedBody"}


def _kinds(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _kinds(one)


# --- who has nothing to do there


def _none(member: Member) -> str:
    return ""


def _unknown(member: Member) -> str:
    return "koers_" + "x" * 43


def _withdrawn(member: Member) -> str:
    secret = api.token(member, name="weg")
    Token.objects.filter(name="weg").update(withdrawn=timezone.now())
    return secret


def _expired(member: Member) -> str:
    secret = api.token(member, name="oud")
    Token.objects.filter(name="oud").update(until=timezone.localdate() - timedelta(days=1))
    return secret


@pytest.mark.parametrize("who", [_none, _unknown, _withdrawn, _expired])
def test_without_a_token_that_works_nothing_is_read_and_nothing_is_done(story: Story, who: Any) -> None:
    secrets = {by: who(whose(story, by)) for by in (JOOST, BRAM)}
    before = everything()
    for one in api.operations():
        call = CALLS[one.name]
        reply = api.send(secrets[call.by], one.method, one.at(story, call), call.body(story))
        assert reply.status_code == 401, one.name
        assert reply.headers["Content-Type"] == "application/problem+json"
    assert everything() == before


def test_with_every_scope_but_the_right_one_nothing_is_done(story: Story) -> None:
    secrets = {
        (by, scope): api.token(whose(story, by), [other for other in rules.SCOPES if other != scope])
        for by in (JOOST, BRAM)
        for scope in rules.SCOPES
    }
    api.nobody_used_one()
    before = everything()
    for one in api.operations():
        if one.method == "get":
            continue  # whoever may do anything may look
        call = CALLS[one.name]
        secret = secrets[call.by, one.scope or "manage"]
        reply = api.send(secret, one.method, one.at(story, call), call.body(story))
        assert reply.status_code == 403, one.name
    assert everything() == before


def test_another_team_isnt_there(story: Story, next_door: Table, elsewhere: Table) -> None:
    """With a token of one table nothing of another one can be reached, of whichever organisation."""
    secrets = {by: api.token(whose(story, by)) for by in (JOOST, BRAM)}
    strangers = [api.token(table.chair(table.names[0])) for table in (next_door, elsewhere)]
    api.nobody_used_one()
    before = everything()
    for one in api.operations():
        if one.name == "token_own":
            continue
        call = CALLS[one.name]
        for other in (next_door, elsewhere):
            reply = api.send(
                secrets[call.by], one.method, one.at(story, call, other.team.key), call.body(story)
            )
            assert reply.status_code == 404, one.name
        for secret in strangers:
            reply = api.send(secret, one.method, one.at(story, call), call.body(story))
            assert reply.status_code == 404, one.name
    assert everything() == before


def test_who_may_do_it_does_it_and_the_reply_is_as_the_document_says(story: Story) -> None:
    secrets = {by: api.token(whose(story, by)) for by in (JOOST, BRAM)}
    wrong = {}
    for one in api.operations():
        call = CALLS[one.name]
        with undone():
            call.first(story)
            reply = api.send(secrets[call.by], one.method, one.at(story, call), call.body(story))
        if reply.status_code not in call.status or not one.is_told_by(reply):
            wrong[one.name] = (reply.status_code, reply.content)
        assert reply.headers["Cache-Control"] == "private, no-store"
    assert wrong == {}


def test_what_is_read_costs_at_most_ten_questions_to_the_database(story: Story) -> None:
    secret = api.token(story.joost)
    api.nobody_used_one()
    counted = {}
    for one in api.operations():
        if one.method == "get":
            with CaptureQueriesContext(connection) as asked:
                api.send(secret, "get", one.at(story, CALLS[one.name]))
            sql = [query["sql"] for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
            counted[one.name] = len(sql)
    assert len(counted) > 15
    assert {name: count for name, count in counted.items() if count > MOST} == {}


# --- tokens


def test_a_token_ends_with_the_chair(story: Story) -> None:
    secret = api.token(story.linde.chair("Ravi"))
    assert api.send(secret, "get", "/api/v1/").status_code == 200
    people.free_seat(story.linde.facilitator, story.linde.chair("Ravi").pk)
    reply = api.send(secret, "get", "/api/v1/")
    assert (reply.status_code, reply.json()["code"]) == (401, "token_over")


def test_who_sits_down_later_has_nothing_of_an_earlier_token(linde: Table) -> None:
    chair = linde.chair("Lotte")
    secret = api.token(chair)
    people.free_seat(linde.facilitator, chair.pk)
    cast.sit(linde, "Lotte")
    assert api.send(secret, "get", "/api/v1/").status_code == 401


def test_only_a_hash_of_a_token_is_kept(linde: Table) -> None:
    secret = api.token(linde.chair("Joost"))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert secret not in str(cursor.fetchall()), table


def test_a_token_never_does_more_than_its_seat(linde: Table) -> None:
    for name, member in {"Joost": linde.chair("Joost"), "Bram": linde.helper}.items():
        api.token(member, name=name)
        seat = queries.seat_of(Token.objects.get(name=name))
        allowed = set(rules.allowed(seat))
        assert allowed
        assert allowed < set(rules.allowed(seat_of(member)))
        assert not allowed & {"answer", "pick", "cast_ballot", "take_ballot", "make_token", "invite"}


def test_the_ledger_says_that_a_program_did_it(story: Story) -> None:
    secret = api.token(story.joost)
    api.send(
        secret,
        "post",
        f"/api/v1/teams/{story.linde.team.key}/actions/{story.action.pk}/report/",
        {"outcome": "done", "effect": "yes"},
    )
    entry = Entry.objects.filter(deed="report_action").latest("seq")
    assert entry.actor == story.joost.code
    assert entry.data["by"] == Token.objects.latest("pk").code


def test_the_same_call_with_the_same_key_is_done_once_and_anothers_key_is_another(story: Story) -> None:
    path = f"/api/v1/teams/{story.linde.team.key}/readbacks/"
    joost, ravi = api.token(story.joost), api.token(story.linde.chair("Ravi"))
    body = {"text": "Vanaf maandag beginnen we om negen uur."}
    numbers = [
        api.send(who, "post", path, body, **{"Idempotency-Key": "een"}).json()["number"]
        for who in (joost, joost, ravi)
    ]
    assert numbers[0] == numbers[1] != numbers[2]


def test_a_ballot_without_a_name_is_refused_with_what_to_do(story: Story) -> None:
    path = f"/api/v1/teams/{story.linde.team.key}/proposals/{story.proposals['secret'].number}/ballot/"
    reply = api.send(api.token(story.joost), "post", path, **{"Accept-Language": "nl"})
    assert reply.status_code == 403
    assert reply.json()["code"] == "not_by_token"
    assert "in je browser" in reply.json()["title"]


def test_a_refusal_says_what_is_wrong_where_in_the_readers_language(story: Story) -> None:
    path = f"/api/v1/teams/{story.linde.team.key}/actions/{story.action.pk}/day/"
    secret = api.token(story.joost)
    missing = api.send(secret, "post", path, {"word": "later"}).json()
    assert (missing["status"], missing["code"], missing["errors"][0]["field"]) == (422, "body_unfit", "due")
    early = api.send(
        secret, "post", path, {"due": "2020-01-01", "word": "later"}, **{"Accept-Language": "en"}
    )
    assert (early.status_code, early.json()["field"]) == (422, "due")
    assert early.json()["title"].startswith("Choose a day from")
    unknown = api.send(secret, "post", path, {"due": "2020-01-01", "word": "x", "extra": 1}).json()
    assert unknown["errors"][0]["field"] == "extra"


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"text": "\\u0000"}', b'{"text": NaN}', b"[" * 100_000])
def test_a_body_that_cant_be_read_is_a_400(linde: Table, body: bytes) -> None:
    secret = api.token(linde.chair("Joost"))
    reply = Client().post(
        f"/api/v1/teams/{linde.team.key}/readbacks/",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert reply.status_code == 400


def test_a_body_that_isnt_json_or_is_too_large_is_said_so(linde: Table, settings: Any) -> None:
    path, secret = f"/api/v1/teams/{linde.team.key}/readbacks/", api.token(linde.chair("Joost"))
    named = {"Authorization": f"Bearer {secret}", "Accept-Language": "en"}
    form = Client().post(path, b"text=Hoi", content_type="application/x-www-form-urlencoded", headers=named)
    assert (form.status_code, form.json()["code"]) == (415, "body_no_json")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    large = Client().post(path, b'"' + b"x" * 200 + b'"', content_type="application/json", headers=named)
    assert (large.status_code, large.json()["facts"]) == (413, {"limit": 100})
    assert "100 bytes" in large.json()["title"]


def test_too_many_calls_have_to_wait(linde: Table, settings: Any) -> None:
    settings.API_CALLS = 3
    secret = api.token(linde.chair("Joost"))
    with time_machine.travel(timezone.now().replace(second=1), tick=False):
        codes = [api.send(secret, "get", "/api/v1/").status_code for _ in range(5)]
        assert codes == [200, 200, 200, 429, 429]
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert api.send(secret, "get", "/api/v1/").status_code == 200


def test_a_cookie_opens_nothing_here(linde: Table, client_of: Any) -> None:
    person = linde.chair("Joost").person
    assert client_of(person).get("/api/v1/").status_code == 401


def test_an_address_that_isnt_there_is_a_problem_too(linde: Table) -> None:
    reply = api.send("", "post", "/api/v1/nowhere/")
    assert (reply.status_code, reply.headers["Content-Type"]) == (404, "application/problem+json")
    broken = Client().get("/api/v1/teams/a%0A%2Fb/nowhere/")
    assert (broken.status_code, broken.headers["Content-Type"]) == (404, "application/problem+json")
    method = Client().delete("/api/v1/")
    assert (method.status_code, method.json()["code"], method.headers["Allow"]) == (
        405,
        "call_unknown",
        "GET",
    )


def test_a_field_whose_name_holds_half_a_letter_is_told_without_it(linde: Table) -> None:
    secret = api.token(linde.chair("Joost"))
    reply = Client().post(
        f"/api/v1/teams/{linde.team.key}/readbacks/",
        b'{"text": "Vanaf maandag", "\\ud800": 1}',
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert (reply.status_code, reply.json()["code"]) == (422, "body_unfit")


def test_others_drafts_and_others_answers_dont_show(story: Story) -> None:
    """The same gates as on the pages: a draft is its writer's, answers show once one's own is in."""
    team, ravi = story.linde.team.key, api.token(story.linde.chair("Ravi"))
    draft, asked = story.proposals["draft"].number, story.proposals["open"].number
    assert api.send(ravi, "get", f"/api/v1/teams/{team}/proposals/{draft}/").status_code == 404
    joost = api.token(story.joost)
    path = f"/api/v1/teams/{team}/proposals/{asked}/"
    api.send(joost, "post", f"{path}response/", {"choice": "no_objection"})
    assert api.send(ravi, "get", path).json()["responses"] is None
    assert len(api.send(joost, "get", path).json()["responses"]) == 1
    deeds = {
        one["deed"]
        for one in api.send(ravi, "get", f"/api/v1/teams/{team}/entries/", {"limit": 100}).json()["items"]
    }
    assert "open_process" in deeds
    assert "draft_proposal" not in deeds


def test_an_open_round_tells_a_step_and_never_a_number(story: Story) -> None:
    path = f"/api/v1/teams/{story.linde.team.key}/scans/{story.scans['answering'].number}/"
    said = api.send(api.token(story.joost), "get", path).json()
    assert (said["answered"], said["outcome"], said["progress"]) == (None, None, "none")


def test_a_list_goes_on_where_the_page_before_ended(story: Story) -> None:
    secret, path = api.token(story.joost), f"/api/v1/teams/{story.linde.team.key}/entries/"
    seen: list[int] = []
    after: int | None = 0
    while after is not None:
        reply = api.send(secret, "get", path, {"limit": 40, "after": after}).json()
        seen += [one["seq"] for one in reply["items"]]
        after = reply["next"]
    whole = queries.told(story.linde.facilitator).order_by("seq").values_list("seq", flat=True)
    assert seen == list(whole)
    assert len(seen) > 80


def test_the_document_is_public_and_so_is_the_page_to_read_it(client: Any, db: None) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for calls in document["paths"].values():
        for call in calls.values():
            refused = {int(status) for status in call["responses"] if int(status) >= 400}
            doing = {403} if "x-deed" in call else set()
            sending = {413, 415} if "requestBody" in call else set()
            assert refused == {400, 401, 404, 409, 422, 429} | doing | sending
    page = client.get("/api/").content.decode()
    assert all(one.name in page for one in api.operations())
    assert 'id="not_by_token"' in page


def test_a_scope_covers_only_deeds_that_exist_and_every_deed_of_the_api_has_one() -> None:
    assert set(rules.SCOPE) <= set(rules.WHO)
    assert set(rules.SCOPE.values()) | {"read"} == set(rules.SCOPES)
    assert {one.deed for one in api.operations() if one.scope and one.deed} <= set(rules.SCOPE)


def test_no_refusal_of_the_api_takes_the_name_of_another() -> None:
    """Words of one code twice: the later ones would be said for both."""
    others = [
        module.REFUSALS
        for name, module in vars(wording).items()
        if name.startswith("wording_") and hasattr(module, "REFUSALS") and name != "wording_access"
    ]
    assert len(others) > 5
    taken = set(wording._SAY).union(*others)
    assert set(wording_access.REFUSALS) & taken == set()


def test_twenty_tokens_and_no_more(linde: Table) -> None:
    for n in range(20):
        api.token(linde.chair("Joost"), name=f"{n}")
    with pytest.raises(Exception, match="too_many_tokens"):
        api.token(linde.chair("Joost"))
    commands.withdraw_token(linde.seat("Joost"), Token.objects.latest("pk").pk)
    assert api.token(linde.chair("Joost"))
