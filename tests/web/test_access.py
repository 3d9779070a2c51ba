"""Every address, for everybody who has nothing to do there: a 403 or a 404, and nothing is changed.

The addresses come from the URL table. A new one needs a case here: where it is in the story, what its form
sends, who may read it and who may do it.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import signing
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from koers.apps.access import commands as access
from koers.apps.actions import commands as actions
from koers.apps.actions.models import Action
from koers.apps.authority import commands as authority_commands
from koers.apps.authority.models import Mandate, MatrixRow
from koers.apps.authority.models import Proposal as AuthorityProposal
from koers.apps.checks import commands as checking_commands
from koers.apps.checks.guarding import commands as guarding
from koers.apps.checks.models import Check
from koers.apps.decisions import commands as commands_of
from koers.apps.decisions.log import commands as log_commands
from koers.apps.decisions.models import Decision, Process
from koers.apps.direction.commands import interests as interest_commands
from koers.apps.direction.commands import levels as level_commands
from koers.apps.direction.commands import priorities as course_priorities
from koers.apps.direction.commands import sentence as course_sentence
from koers.apps.direction.models import (
    Document,
    Draft,
    Interest,
    LevelRound,
    NotDoing,
    Priority,
    SentenceRound,
)
from koers.apps.exchange import commands as copying
from koers.apps.exchange import queries as copies
from koers.apps.exchange.models import Copy
from koers.apps.notices import commands as notices
from koers.apps.people import commands, queries, secrets
from koers.apps.people.days_off import commands as days_off
from koers.apps.people.models import DayOff, Invitation, Member, Person, SignInLink, Team
from koers.apps.readbacks import commands as reading
from koers.apps.readbacks.models import Readback
from koers.apps.roles import commands as role_commands
from koers.apps.roles.models import Role
from koers.apps.scans import commands as scan_commands
from koers.apps.scans.models import Round
from koers.apps.topics import commands as topic_commands
from koers.apps.topics.models import Topic
from koers.domain import authority
from koers.domain.direction.interests import Interest as Declared
from koers.domain.processes import plain
from koers.domain.roles import Text
from koers.domain.searching import Wanted
from koers.domain.topics import Told
from koers.earlier import reading as lists
from koers.web.channels import links as letter_links
from koers.web.live import Pass
from koers.web.views.join import slug
from koers.web.views.proposals.page import workdays
from koers.web.views.records import earlier
from tests import cast, checking, choosing, course, proposals, records, rounds
from tests.cast import Table
from tests.reading import ClientOf
from tests.server import Server

pytestmark = pytest.mark.thorough


STRANGERS = frozenset({"nobody", "outsider", "next door", "elsewhere", "freed"})
LEADS = frozenset({"facilitator"})
SITS = frozenset({"member"})
TEAM = LEADS | SITS
READS = TEAM | {"observer"}
EVERYBODY = STRANGERS | READS
FOUNDS = LEADS | {"elsewhere"}  # whoever founded an organisation may found another
NO_ONE: frozenset[str] = frozenset()


# --- the story


@dataclass
class Story:
    """De Linde in the middle of everything: a round in each stage, actions, doors, links, a freed seat."""

    linde: Table
    people: dict[str, Person | None]
    scans: dict[str, Round]
    action: Action
    invitation: Invitation
    link: str
    readbacks: dict[str, Readback]
    share: str
    #: What stands in Joost's letters, and his calendar's address.
    letters: dict[str, str]
    check: Check
    proposals: dict[str, Process]
    #: A role that Joost holds, with a change proposed in it.
    role: Role
    decision: Decision
    #: A token of Joost's, and an address that hears of the table.
    token: int
    webhook: int
    #: Decided by one person: by Joost, or by Samira (after advice, without asking Joost).
    alone: dict[str, Decision]
    #: A copy of everything that Bram asked for.
    copy: Copy
    mandate: Mandate
    topic: Topic
    day_off: DayOff
    #: What Joost often looks for.
    view: int

    @property
    def joost(self) -> Member:
        """The plain member."""
        return self.linde.chair("Joost")

    def client(self, role: str, client_of: ClientOf) -> Client:
        """Somebody's browser; a member's holds the ballot."""
        client = client_of(self.people[role])
        if role == "member":
            client.cookies[f"ballot_{self.joost.pk}"] = self.linde.ballots["Joost"]
        return client


@pytest.fixture(autouse=True)
def no_wrong_guesses_yet() -> None:
    """Wrong codes are counted per address, and every test comes from the same one."""
    cache.clear()


@pytest.fixture
def story(linde: Table, next_door: Table, elsewhere: Table, observer: Member, outsider: Person) -> Story:
    agreed, made = rounds.agreed(linde)
    scans = {
        "agreed": agreed,
        "cancelled": rounds.cancelled(linde),
        "talking": rounds.talking(linde),
        "choosing": rounds.choosing(linde),
        "agreeing": rounds.agreeing(linde),
        "answering": rounds.opened(linde),
    }
    readbacks = {
        "ended": rounds.read_back(linde, linde.names),
        "comparing": rounds.read_back(linde, linde.names),
        "writing": rounds.read_back(linde, linde.names[2:4]),
    }
    reading.leave_open(linde.facilitator, readbacks["ended"].pk, "Later meer.")
    lotte = linde.chair("Lotte")
    people = {
        "nobody": None,
        "outsider": outsider,
        "next door": next_door.chair("Fatima").person,
        "elsewhere": elsewhere.organisation.founder,
        "freed": lotte.person,
        "observer": observer.person,
        "member": linde.chair("Joost").person,
        "facilitator": linde.helper.person,
    }
    link = commands.send_link(cast.founder())
    share = reading.share_token(reading.share_readback(linde.facilitator, readbacks["ended"].pk))
    # Joost is asked to guard the process, and a check has come to the first line that each writes alone.
    guarding.say_willing(linde.seat("Marieke"), False)
    guarding.hand_over(linde.facilitator, linde.team)
    check = checking.opened(linde)
    checking.said(linde, check, "under_way")
    checking.to(linde, check, "helps")
    checking_commands.write_line(linde.seat("Ravi"), check.pk, "helps", "Samen lunchen")
    door = cast.door(linde)
    letters = _letters(linde.chair("Joost"), made[0])
    check = checking.now(check)
    deciding = _proposals(linde)
    decision = records.followed(linde)
    alone = {
        "advised": proposals.decided(linde, by="Samira"),
        "mandate": proposals.by_mandate(linde),
        "urgent": proposals.urgently(linde),
        "urgent by Samira": proposals.urgently(linde, by="Samira"),
    }
    role = _role(linde)
    copy = copying.ask_copy(
        copies.administrator_of(linde.organisation, linde.helper.person_id), linde.organisation
    )
    mandate = _mandate(linde)
    _course(linde)
    commands.free_seat(linde.facilitator, lotte.pk)
    return Story(
        linde,
        people,
        scans,
        made[0],
        door,
        link,
        readbacks,
        share,
        letters,
        check,
        deciding,
        role,
        decision,
        *_doors(linde),
        alone,
        copy,
        mandate,
        _raised(linde),
        _day_off(linde),
        log_commands.save_view(linde.seat("Joost"), "Nacht", Wanted(q="nacht")).pk,
    )


HEARS = {"url": "https://hoort.example/koers", "deeds": "seal_decision"}


def _doors(linde: Table) -> tuple[int, int]:
    token, _secret = access.make_token(linde.seat("Joost"), "dashboard", ["read"], timezone.localdate())
    webhook = access.add_webhook(linde.facilitator, linde.team, HEARS["url"], [HEARS["deeds"]])
    return token.pk, webhook.pk


def _course(linde: Table) -> None:
    """A sentence that holds, another that is being written, and one of everything else."""
    course.course(linde)
    course.give(linde, course.opened(linde), "Ravi", "Samira")
    course.draft(linde, "strategy")
    course.agreement(linde)
    course.priority(linde)
    found = level_commands.open_levels(linde.facilitator, linde.team, "Roosters")
    for name in ("Ravi", "Samira"):
        level_commands.pick_level(linde.seat(name), found.pk, 4, 1)
    interest_commands.note_interest(linde.seat("Joost"), linde.team, Declared("Lid van de raad", "Apotheek"))
    course_priorities.rule_out(linde.seat("Joost"), linde.team, "Verhuizen", "Geen tijd")


def _role(linde: Table) -> Role:
    lead, ravi = linde.facilitator, linde.seat("Ravi")
    text = Text("Gids", "Wie nieuw is doet mee.")
    made = role_commands.propose_role(ravi, linde.team, text, "Nodig")
    role = role_commands.adopt_role(lead, made.pk, "Goed")
    today = timezone.localdate()
    joost = linde.chair("Joost").pk
    role_commands.fill_role(lead, role.pk, joost, today, today + timedelta(days=9))
    role_commands.propose_role(ravi, linde.team, Text("Gids", "Wie nieuw is hoort erbij."), "Beter", role.pk)
    return role


def _letters(chair: Member, action: Action) -> dict[str, str]:
    person = chair.person
    assert person is not None
    person.email = "joost@linde.example"  # not kept: as long as he has none, nothing can be confirmed
    feed = notices.open_calendar(queries.seat_of_person(person))
    item = letter_links.item(person.letterbox, chair.pk, "report_action", action.pk)
    confirmation = letter_links.confirmation(person)
    stop = letter_links.stop(person)
    log = letter_links.log(person, chair.pk)
    return {"log": log, "feed": feed, "item": item.token(), "stop": stop, "confirmation": confirmation}


def _proposals(linde: Table) -> dict[str, Process]:
    """Joost's proposals: a draft, and open ones in every state that has a deed of its own."""
    repaired = proposals.opened(linde)
    commands_of.edit_editorial(linde.seat("Joost"), repaired.pk, proposals.TITLE, proposals.FIRST + " Zo.")
    asked = proposals.opened(linde)
    commands_of.ask_question(linde.seat("Joost"), asked.pk, "Wie werkt er straks?")
    commands_of.propose_recusal(linde.seat("Ravi"), asked.pk, linde.chair("Anouk").pk, "Haar broer doet mee.")
    met = proposals.integrated(linde, proposals.objected(linde, proposals.opened(linde), "Joost"))
    aside = proposals.objected(linde, proposals.opened(linde, by="Samira"), "Ravi")
    stuck = proposals.stuck(linde)
    return {
        "draft": proposals.drafted(linde),
        "open": proposals.opened(linde),
        "steps": proposals.opened(linde, terms=proposals.STEPS),
        "live": proposals.opened(linde, terms=proposals.LIVE),
        "secret": proposals.opened(linde, "majority", proposals.SECRET),
        "repaired": repaired,
        "asked": asked,
        "met": met,
        "objected": proposals.objected(linde, proposals.opened(linde), "Joost"),
        "aside": proposals.put_to_the_test(linde, aside, finding="set_aside"),
        "stuck": stuck,
        "waiting": proposals.waiting(linde),
        "mapping": proposals.mapping(linde),
        "advising": proposals.advising(linde),
        "weighing": proposals.weighing(linde),
        "weighed": _weighed(linde),
        "left alone": proposals.mapping(linde, by="Lotte"),
        **choosing.few(linde),
    }


def _said_outside(story: Story) -> None:
    process = story.proposals["weighing"]
    commands_of.record_outside(
        story.linde.seat("Joost"), process.pk, "Fatima", "both", "Begin klein", how="per telefoon"
    )


def _decider_left(story: Story) -> None:
    commands_of.let_all_deciders_go()


def _weighed(linde: Table) -> Process:
    process = proposals.weighing(linde)
    chair = linde.chair("Pieter-Jan").pk
    commands_of.weigh_advice(linde.seat("Joost"), process.pk, chair, "taken", "Ja")
    return process


def everything() -> dict[str, list[Any]]:
    """Every row of every table but the sessions."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {name: _rows(cursor, name) for name in tables if name != "django_session"}


def _rows(cursor: Any, table: str) -> list[Any]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
    return cursor.fetchall()


WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE", "CREATE", "DROP", "ALTER")


@contextmanager
def written() -> Iterator[list[str]]:
    """What was written meanwhile, or tried and taken back: only then every row has to be compared."""
    heard: list[str] = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            heard.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield heard


# --- the cases


@dataclass(frozen=True)
class Case:
    """An address in the story."""

    where: Callable[[Story], dict[str, Any]] = lambda story: {}
    reads: frozenset[str] = NO_ONE
    does: frozenset[str] = NO_ONE
    form: Callable[[Story], dict[str, Any]] = lambda story: {}
    #: What must happen before the deed can be done.
    first: Callable[[Story], object] = lambda story: None
    #: Whether doing it leaves something in the database.
    leaves: bool = True


def team(**facts: Any) -> Case:
    """A page of De Linde's MT."""
    return Case(lambda story: {"team": story.linde.team.key}, **facts)


def scan(stage: str, **facts: Any) -> Case:
    """A page of the round that is in this stage."""
    return Case(lambda story: {"team": story.linde.team.key, "number": story.scans[stage].number}, **facts)


def read_back(stage: str, **facts: Any) -> Case:
    """A page of the readback that is in this stage."""
    return Case(
        lambda story: {"team": story.linde.team.key, "number": story.readbacks[stage].number}, **facts
    )


def a_check(**facts: Any) -> Case:
    """A page of the check that goes on."""
    return Case(lambda story: {"team": story.linde.team.key, "number": story.check.number}, **facts)


def proposal(state: str, **facts: Any) -> Case:
    """A page of the proposal that is in this state."""
    more = facts.pop("more", {})
    return Case(
        lambda story: {
            "team": story.linde.team.key,
            "number": story.proposals[state].number,
            **{name: value(story) for name, value in more.items()},
        },
        **facts,
    )


def _asked_question(story: Story) -> int:
    return story.proposals["asked"].remarks.get(kind="question").pk


def _test(story: Story) -> dict[str, str]:
    return {**proposals.YES, "finding": "holds", "reason": "Dat klopt."}


def _draft_form(story: Story) -> dict[str, str]:
    return {"title": proposals.TITLE, "text": proposals.SECOND, "method": "consent"}


def _nominee(story: Story) -> dict[str, str]:
    return {"member": str(story.linde.chair("Samira").pk), "why": "Om haar rust"}


def _opening_form(story: Story) -> dict[str, str]:
    return {"day": workdays(timezone.localdate())[4].isoformat(), "hour": "15.00"}


def _away_form(story: Story) -> dict[str, str]:
    day = workdays(timezone.localdate())[0].isoformat()
    return {"member": str(story.joost.pk), "first": day, "last": day}


def _lotte(story: Story) -> dict[str, int]:
    return {"member": story.linde.chair("Lotte").pk}


def _koos_sits_down(story: Story) -> None:
    commands_of.let_all_leavers_go()
    cast.sit(story.linde, "Lotte", Person.objects.sit_down("Koos"))


FIRST_OBJECTION = {"objection": lambda story: 1}


def beside(which: str, **facts: Any) -> Case:
    """What is said beside this decision of one person."""
    return Case(lambda story: {"team": story.linde.team.key, "number": story.alone[which].number}, **facts)


def _text(story: Story) -> dict[str, str]:
    return {"text": "De bedden staan terug."}


def decision(**facts: Any) -> Case:
    """A page of the decision."""
    more = facts.pop("more", {})
    return Case(
        lambda story: {
            "team": story.linde.team.key,
            "number": story.decision.number,
            **{name: value(story) for name, value in more.items()},
        },
        **facts,
    )


UNTOLD = {"pk": lambda story: story.decision.audiences.get(told=None).pk}


def _today() -> str:
    return timezone.localdate().isoformat()


def _audience(story: Story) -> dict[str, Any]:
    return {"audience": "Ondernemingsraad", "teller": story.joost.pk, "due": _today()}


def _nobody_was_told(story: Story) -> None:
    story.decision.audiences.all().delete()


def thing(pk: Callable[[Story], int], **facts: Any) -> Case:
    """A page of one thing of De Linde's MT."""
    return Case(lambda story: {"team": story.linde.team.key, "pk": pk(story)}, **facts)


def letter(kind: str, **facts: Any) -> Case:
    """Where something in Joost's letters leads."""
    return Case(lambda story: {"token": story.letters[kind]}, reads=EVERYBODY, **facts)


def public(**facts: Any) -> Case:
    """Anybody may come here, and nothing comes of it."""
    return Case(reads=EVERYBODY, does=EVERYBODY, leaves=False, **facts)


def _minutes(story: Story) -> dict[str, Any]:
    chosen = {"kind-1": "decision", "text-1": "Eén rooster.", "owner-1": "", "due-1": ""}
    return {"key": "m", "text": "Besluit: één rooster.", "title": "MT", "day": _today(), **chosen}


RHYTHM = {"at": "09:00", "days": ["0"], "zone": "Europe/Amsterdam", "language": "nl"}


def _dots(story: Story) -> dict[str, str]:
    return {f"score-{s}": "3" for s in rounds.scans.FIVE}


def _agreement(story: Story) -> dict[str, Any]:
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    owner = story.joost.pk
    plans = {f"text-{n}": f"Bel {n}" for n in (1, 2)} | {f"due-{n}": due for n in (1, 2)}
    return {"s": "success", "notice": "Rust", "owner-1": owner, "owner-2": owner, **plans}


def _make_room(story: Story) -> None:
    """Two are open, and there is no room for a third."""
    for action in Action.objects.filter(outcome=""):
        actions.stop_action(story.linde.facilitator, action.pk, "Genoeg")


def _owner_leaves(story: Story) -> None:
    commands.free_seat(story.linde.facilitator, story.action.owner_id)


def _reported(story: Story) -> dict[str, str]:
    return {"outcome": "done", "effect": "yes"}


def _other_day(story: Story) -> dict[str, str]:
    return {"due": (story.action.due + timedelta(days=3)).isoformat(), "word": "Het liep uit"}


def _telling(story: Story, name: str) -> int:
    return story.readbacks["comparing"].tellings.get(member__name=name).pk


def _wordings(story: Story) -> dict[str, Any]:
    return {"slot": "who", "telling": [_telling(story, "Joost"), _telling(story, "Ravi")]}


def _shown(story: Story) -> None:
    checking_commands.show_lines(story.linde.facilitator, story.check.pk)


def _agreeing(story: Story) -> None:
    for stage in ("helps", "chafes", "hinders", "learned"):
        checking_commands.skip_step(story.linde.facilitator, story.check.pk, stage, "Geen tijd")


def _stopped(story: Story) -> None:
    checking_commands.stop_check(story.linde.facilitator, story.check.pk, "Brand")


def _former(story: Story) -> None:
    Check.objects.filter(pk=story.check.pk).update(stage="former")
    story.check.formers.update(outcome="")
    Action.objects.update(outcome="")


def _guards(story: Story) -> None:
    term = checking.asked(story.linde)
    assert term is not None
    guarding.accept_guardian(story.linde.seat("Joost"), term.pk)
    _agreeing(story)
    checking_commands.skip_step(story.linde.facilitator, story.check.pk, "agree", "Geen tijd")


SHEET = "team,name\nWijkteam Zuid,Gids\n"


EARLIER = b"besluit;datum\nHet terrein is rookvrij.;2019-03-14\n"


def _earlier(story: Story) -> dict[str, str]:
    """What the preview of earlier decisions puts in its form."""
    person = story.people["facilitator"]
    assert person is not None
    salt = f"earlier {story.linde.team.pk} {person.pk}"
    read = earlier.carried_of(lists.read("a.csv", EARLIER), EARLIER)
    carried, seen = signing.dumps(plain.plain(read), salt=salt), signing.dumps(["text", "day"], salt=salt)
    return {"carried": carried, "seen": seen}


def _register(story: Story) -> dict[str, str]:
    """What a preview puts in its form."""
    person = story.people["facilitator"]
    assert person is not None
    said = json.dumps({"teams": [], "roles": [{"team": "Wijkteam Zuid", "name": "Gids"}]})
    salt = f"register {story.linde.organisation.pk} {person.pk}"
    return {"register": signing.dumps(said, salt=salt, compress=True)}


def _wijkteam(story: Story) -> int:
    return Team.objects.get(name="Wijkteam Noord", organisation=story.linde.organisation).pk


def _nobody_leads_it(story: Story) -> None:
    Member.objects.filter(team=_wijkteam(story)).update(facilitator=False)


def _term(story: Story) -> int:
    term = checking.asked(story.linde)
    return term.pk if term else 0


def _answered(story: Story) -> None:
    guarding.accept_guardian(story.linde.seat("Joost"), _term(story))


def _laid(story: Story) -> None:
    tellings = _wordings(story)["telling"]
    reading.lay_together(story.linde.facilitator, story.readbacks["comparing"].pk, "who", tellings)


def _walk_in(story: Story) -> None:
    Team.objects.filter(pk=story.linde.team.pk).update(walk_in=True)


def _has_an_address(story: Story) -> None:
    Person.objects.filter(pk=story.joost.person_id).update(email="joost@linde.example")


def _close(story: Story) -> None:
    scan_commands.close_round(story.linde.facilitator, story.scans["answering"].pk)


def _code(story: Story) -> dict[str, str]:
    return {"code": slug(secrets.join_code(str(story.invitation.pk)))}


def _text_of_role(story: Story) -> dict[str, str]:
    return {"name": "Stem", "purpose": "We horen de cliënt.", "why": "Nodig"}


def _term_of(story: Story) -> int:
    return story.role.terms.get().pk


def _day_off(linde: Table) -> DayOff:
    days_off.add_day_off(linde.facilitator, linde.team, "Studiedag", date(2030, 1, 2), None)
    return DayOff.objects.get()


def _proposal_of(story: Story) -> int:
    return story.role.proposals.get(state="open").pk


def a_role(**facts: Any) -> Case:
    """A page about the story's role."""
    return thing(lambda story: story.role.pk, **facts)


def a_sentence(**facts: Any) -> Case:
    """A page of the round of the success sentence that goes on."""
    return Case(
        lambda story: {
            "team": story.linde.team.key,
            "number": SentenceRound.objects.filter(team=story.linde.team).latest("number").number,
        },
        **facts,
    )


def _writing_now(story: Story) -> int:
    return SentenceRound.objects.filter(team=story.linde.team).latest("number").pk


def _sentence_stopped(story: Story) -> None:
    course_sentence.stop_sentence(story.linde.facilitator, _writing_now(story), "Later")


def _sentences_shown(story: Story) -> None:
    course_sentence.give_sentence(story.linde.seat("Joost"), _writing_now(story), "er rust is")
    course_sentence.show_sentences(story.linde.facilitator, _writing_now(story))


def _merged_by_joost(story: Story) -> None:
    _sentences_shown(story)
    course_sentence.merge_sentences(story.linde.seat("Joost"), _writing_now(story), "er rust is", 0)


def a_level_round(**facts: Any) -> Case:
    """A page of the question on which two have picked how much they leave."""
    return Case(lambda story: {"team": story.linde.team.key, "number": 1}, **facts)


def _levels_shown(story: Story) -> None:
    level_commands.show_levels(story.linde.facilitator, LevelRound.objects.get().pk)


def _level_agreed(story: Story) -> None:
    _levels_shown(story)
    level_commands.agree_level(story.linde.facilitator, LevelRound.objects.get().pk, 5)


def _mission(story: Story) -> dict[str, str]:
    return {"kind": "mission", "text": "Zorg dichtbij.", "why": "Nodig"}


def _strategy(story: Story) -> int:
    return Document.objects.get(kind="strategy").pk


def _agreement_held(story: Story) -> int:
    return Document.objects.get(kind="agreement").pk


def _course_draft(story: Story) -> int:
    return Draft.objects.get(state="open").pk


def _priority(story: Story) -> int:
    return Priority.objects.get().pk


def _later(story: Story) -> dict[str, str]:
    return {"last": (timezone.localdate() + timedelta(days=400)).isoformat()}


# --- who may decide


def _mandate(linde: Table) -> Mandate:
    """What Joost may decide, and a row of the matrix for one domain."""
    lead, today = linde.facilitator, timezone.localdate()
    own = authority.Row("other", "ICT", days=2)
    authority_commands.change_matrix(lead, linde.team, own, "Sneller")
    other = authority.Row("other", method="majority")
    authority_commands.propose_row(linde.seat("Joost"), linde.team, other, "Vlotter", "proposed")
    given = authority.Mandate("ICT", since=today, until=today + timedelta(days=9))
    joost = linde.chair("Joost").pk
    return authority_commands.give_mandate(lead, linde.team, given, "Sneller", to_member=joost)


def a_mandate(**facts: Any) -> Case:
    """A page of the story's mandate."""
    return thing(lambda story: story.mandate.pk, **facts)


def _row_of_ict(story: Story) -> int:
    return story.linde.team.matrix_rows.get(domain="ICT").pk


def _nothing_adopted(story: Story) -> None:
    MatrixRow.objects.all().delete()


def _because(story: Story) -> dict[str, str]:
    return {"because": "Zo werkt het"}


def _matrix_row(story: Story) -> dict[str, str]:
    return {"kind": "other", "level": "4", "method": "majority", "who": "team", "days": "3", "because": "Ja"}


def _row_proposed(story: Story) -> int:
    """What Joost proposed for the matrix."""
    return AuthorityProposal.objects.get(team=story.linde.team).pk


def _longer(story: Story) -> dict[str, str]:
    return {"until": _later(story)["last"], "because": "Ja"}


def _mandate_form(story: Story) -> dict[str, str]:
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    return {"domain": "ICT", "level": "6", "to": story.joost.code, "until": until, "because": "Sneller"}


def _raised(linde: Table) -> Topic:
    """What Joost brought up."""
    told = Told("Laptops", "Welke laptops kopen we?", kind="other")
    return topic_commands.raise_topic(linde.seat("Joost"), linde.team, told)


def a_topic(**facts: Any) -> Case:
    """A page of the story's topic."""
    return thing(lambda story: story.topic.pk, **facts)


def _told_topic(story: Story) -> dict[str, str]:
    return {"title": "Telefoons", "question": "Welke kopen we?", "kind": "other", "aim": "decide"}


def _let_go(story: Story) -> None:
    topic_commands.let_go_topic(story.linde.facilitator, story.topic.pk, "Nu niet")


def _restricted(story: Story) -> None:
    until = timezone.localdate() + timedelta(days=9)
    topic_commands.restrict_topic(story.linde.facilitator, story.topic.pk, until, "Eén persoon")


CASES: dict[str, Case] = {
    "topics": team(reads=READS),
    "topics_organisation": team(reads=READS),
    "topic_new": team(reads=TEAM, does=TEAM, form=_told_topic),
    "topic": a_topic(reads=READS),
    "topic_telling": a_topic(reads=TEAM, does=TEAM, form=_told_topic),
    "topic_triage": a_topic(reads=TEAM, does=TEAM, form=lambda story: {"way": "decide_in_window"}),
    "topic_advice_fragment": a_topic(reads=TEAM),
    "topic_postponement": a_topic(
        does=TEAM, form=lambda story: {"decide_by": _later(story)["last"], "because": "Druk"}
    ),
    "topic_talk": a_topic(does=TEAM, form=_because),
    "topic_settled": a_topic(does=TEAM, form=_because),
    "topic_letting_go": a_topic(does=TEAM, form=_because),
    "topic_again": a_topic(does=TEAM, form=_because, first=_let_go),
    "topic_heard": a_topic(does=SITS, first=_let_go),
    "topic_closing": a_topic(
        does=TEAM,
        form=lambda story: {"closed_until": _later(story)["last"], "closed_because": "Eén persoon"},
    ),
    "topic_opening": a_topic(does=TEAM, first=_restricted),
    "authority": team(reads=READS),
    "matrix_adoption": team(does=LEADS, form=_because, first=_nothing_adopted),
    "row_proposal": team(does=TEAM, form=_matrix_row),
    "mandate_proposal": team(does=TEAM, form=_mandate_form),
    "authority_proposal": thing(_row_proposed, reads=READS),
    "authority_decline": thing(_row_proposed, does=TEAM, form=lambda story: {"reason": "Later"}),
    "matrix_row": team(reads=TEAM, does=LEADS, form=_matrix_row),
    "matrix_row_end": thing(_row_of_ict, does=LEADS, form=_because),
    "mandate_new": team(reads=TEAM, does=TEAM, form=_mandate_form),
    "mandate": a_mandate(reads=READS),
    "mandate_renewal": a_mandate(does=LEADS, form=_longer),
    "mandate_review": a_mandate(does=LEADS, form=_because),
    "mandate_withdrawal": a_mandate(does=LEADS, form=_because),
    "begin": Case(reads=EVERYBODY),
    "begin_team": Case(does=FOUNDS, form=lambda story: {"team": "Zorg", "name": ["Ans", "Bep", "Cor"]}),
    "come_in": Case(lambda story: {"token": story.link}, reads=EVERYBODY, does=EVERYBODY),
    "join_code": Case(reads=EVERYBODY),
    "join": Case(_code, reads=EVERYBODY),
    "join_seat": Case(_code, does=EVERYBODY, form=lambda story: {"seat": story.linde.chair("Lotte").pk}),
    "home": team(reads=READS),
    "asks_fragment": team(reads=READS),
    "table": team(reads=LEADS, does=LEADS, form=lambda story: {"name": [*story.linde.names, "Koos"]}),
    "table_fragment": team(reads=LEADS),
    "seat_freeing": thing(lambda story: story.linde.chair("Ravi").pk, does=LEADS),
    "invitation": team(does=LEADS),
    "invitation_end": thing(lambda story: story.invitation.pk, does=LEADS),
    "now": team(reads=READS),
    "now_fragment": team(reads=READS),
    "scans": team(reads=READS),
    "scan_new": team(reads=LEADS),
    "scan_rounds": team(does=LEADS, form=lambda story: {"mode": "confidential"}, first=_close),
    "scan": scan("agreed", reads=READS),
    "scan_answer": scan("answering", reads=SITS, does=SITS, form=_dots),
    "scan_closing": scan("answering", does=LEADS),
    "scan_stop": scan("answering", does=LEADS),
    "scan_wall": scan("talking", reads=READS),
    "scan_wall_fragment": scan("answering", reads=READS),
    "scan_talk": scan("talking", does=LEADS, form=lambda story: {"s": "success"}),
    "scan_note": scan("talking", does=TEAM, form=lambda story: {"s": "success", "text": "Genoteerd"}),
    "scan_choice": scan("talking", does=LEADS),
    "scan_choice_closing": scan("choosing", does=LEADS),
    "scan_pick": scan("choosing", does=SITS, form=lambda story: {"s": "success"}),
    "scan_agreement": scan("agreeing", does=LEADS, form=_agreement, first=_make_room),
    "actions": team(reads=READS),
    "action_report": thing(lambda story: story.action.pk, does=TEAM, form=_reported),
    "action_progress": thing(
        lambda story: story.action.pk, does=TEAM, form=lambda story: {"progress": "underway"}
    ),
    "action_day": thing(lambda story: story.action.pk, does=TEAM, form=_other_day),
    "action_stop": thing(lambda story: story.action.pk, does=TEAM, form=lambda story: {"word": "Genoeg"}),
    "action_owner": thing(lambda story: story.action.pk, does=SITS, first=_owner_leaves),
    "scan_later": scan("agreed", does=LEADS),
    "scan_rhythm": team(does=LEADS, form=lambda story: {"weeks": "6"}),
    "scan_series": Case(lambda story: {"team": story.linde.team.key, "series": 1}, reads=READS),
    "readbacks": team(reads=READS),
    "readback_new": team(reads=TEAM, does=TEAM, form=lambda story: {"text": rounds.DECISION}),
    "readback": read_back("comparing", reads=READS),
    "readback_telling": read_back("writing", reads=SITS, does=SITS, form=lambda story: rounds.TOLD),
    "readback_sentences": read_back("comparing", reads=READS),
    "readback_sentences_fragment": read_back("comparing", reads=READS),
    "readback_tag": Case(
        lambda story: {
            "team": story.linde.team.key,
            "number": story.readbacks["comparing"].number,
            "pk": _telling(story, "Ravi"),
        },
        does=SITS,
        form=lambda story: {"tag": "same"},
    ),
    "readback_wall": read_back("comparing", reads=READS),
    "readback_wall_fragment": read_back("comparing", reads=READS),
    "readback_chair": read_back("writing", does=LEADS, form=lambda story: {"name": "Bram"}, first=_walk_in),
    "readback_showing": read_back("writing", does=LEADS),
    "readback_together": read_back("comparing", does=LEADS, form=_wordings),
    "readback_apart": read_back("comparing", does=LEADS, form=lambda story: {"slot": "who"}, first=_laid),
    "readback_clarified": read_back("comparing", does=LEADS, form=lambda story: {"clarified": "Zo is het."}),
    "readback_ending": read_back("comparing", does=LEADS, form=lambda story: {"reason": "Later meer."}),
    "readback_markdown": read_back("comparing", reads=READS),
    "readback_pdf": read_back("comparing", reads=READS),
    "readback_share": read_back("ended", does=LEADS, form=lambda story: {"how": "end"}),
    "readback_deletion": read_back("comparing", reads=LEADS, does=LEADS),
    "readback_start": Case(reads=FOUNDS, does=FOUNDS, form=lambda story: {"text": rounds.DECISION}),
    "readback_shared": Case(lambda story: {"token": story.share}, reads=EVERYBODY),
    "copies": team(reads=READS),
    "copy_asking": team(does=LEADS, first=lambda story: Copy.objects.update(ended=timezone.now())),
    "copy_yes": thing(lambda story: story.copy.pk, does=SITS),
    "copy_ending": thing(lambda story: story.copy.pk, does=LEADS),
    "copy_fetching": thing(
        lambda story: story.copy.pk,
        does=LEADS,
        first=lambda story: Copy.objects.update(made=timezone.now()),
    ),
    # Only for who fetched it just now: tests/web/test_copies.py.
    "copy_file": Case(lambda story: {"token": "x"}),
    "direction": team(reads=READS),
    "sentence_opening": team(does=LEADS, first=_sentence_stopped),
    "sentence": a_sentence(reads=READS),
    "sentence_own": a_sentence(reads=SITS, does=SITS, form=lambda story: {"text": "er rust is"}),
    "sentence_phone": a_sentence(reads=READS),
    "sentence_phone_fragment": a_sentence(reads=READS),
    "sentence_carrying": a_sentence(
        does=SITS, form=lambda story: {"carries": "yes", "seen": "1"}, first=_merged_by_joost
    ),
    "sentence_wall": a_sentence(reads=READS),
    "sentence_wall_fragment": a_sentence(reads=READS),
    "sentence_showing": a_sentence(does=LEADS),
    "sentence_merged": a_sentence(
        does=TEAM, form=lambda story: {"merged": "er rust is", "seen": "0"}, first=_sentences_shown
    ),
    "sentence_settling": a_sentence(does=LEADS, first=_merged_by_joost),
    "sentence_stop": a_sentence(does=LEADS, form=lambda story: {"reason": "Later"}),
    "document_new": team(reads=NO_ONE, does=TEAM, form=_mission),
    "document": thing(_strategy, reads=READS),
    "document_change": thing(_strategy, reads=TEAM, does=TEAM, form=_mission),
    "document_end": thing(_agreement_held, does=TEAM, form=lambda story: {"end_why": "Klaar"}),
    "document_looking": thing(_agreement_held, does=LEADS, form=lambda story: {"word": "Gaat goed"}),
    "document_draft": thing(_course_draft, reads=READS),
    "document_adoption": thing(_course_draft, does=LEADS, form=lambda story: {"reason": "Goed"}),
    "document_decline": thing(_course_draft, does=LEADS, form=lambda story: {"reason": "Nu niet"}),
    "priority_new": team(reads=TEAM, does=TEAM, form=lambda story: {"title": "Minder brand"}),
    "priority": thing(_priority, reads=READS),
    "priority_seen_by": thing(_priority, does=TEAM, form=lambda story: {"seen_by": "Minder uitval"}),
    "priority_progress": thing(_priority, does=TEAM, form=lambda story: {"going": "slow"}),
    "priority_reached": thing(_priority, does=TEAM, form=lambda story: {"word": "Het rooster"}),
    "priority_missed": thing(_priority, does=TEAM, form=lambda story: {"word": "Meer mensen"}),
    "priority_let_go": thing(_priority, does=TEAM, form=lambda story: {"word": "Minder dringend"}),
    "not_doing": team(does=TEAM, form=lambda story: {"text": "Fusie", "why": "Te vroeg"}),
    "not_doing_end": thing(
        lambda story: NotDoing.objects.get().pk, does=TEAM, form=lambda story: {"ended_why": "Toch nodig"}
    ),
    "yardstick": team(
        reads=TEAM, does=TEAM, form=lambda story: {"kinds": ["budget"], "why": "Daar gaat het mis"}
    ),
    "levels": team(reads=READS, does=LEADS, form=lambda story: {"question": "Roosters"}, first=_level_agreed),
    "level_round": a_level_round(reads=READS),
    "level_fragment": a_level_round(reads=READS),
    "level_pick": a_level_round(does=SITS, form=lambda story: {"level": "5", "lap": "1"}),
    "level_showing": a_level_round(does=LEADS),
    "level_again": a_level_round(does=LEADS, first=_levels_shown),
    "level_agreed": a_level_round(does=LEADS, form=lambda story: {"level": "5"}, first=_levels_shown),
    "level_stop": a_level_round(does=LEADS, form=lambda story: {"reason": "Later"}),
    "interests": team(
        reads=READS, does=SITS, form=lambda story: {"what": "Lid van de raad", "where": "Apotheek"}
    ),
    "interest_end": thing(lambda story: Interest.objects.get().pk, does=SITS),
    "days_off": team(reads=READS, does=LEADS, form=lambda story: {"name": "Kerst", "first": "2030-12-25"}),
    "day_off_dropping": thing(lambda story: story.day_off.pk, does=LEADS),
    "roles": team(reads=READS),
    "roles_csv": team(reads=READS),
    "roles_json": team(reads=READS),
    "register_import": team(
        reads=LEADS, does=LEADS, leaves=False, form=lambda story: {"file": ContentFile(SHEET, "a.csv")}
    ),
    "register_confirmation": team(does=LEADS, form=_register),
    "log": team(reads=READS),
    "log_csv": team(reads=READS),
    "log_json": team(reads=READS),
    "log_markdown": team(reads=READS),
    "log_pdf": team(reads=READS),
    "log_word": team(reads=READS),
    "log_view": team(does=TEAM, form=lambda story: {"q": "nacht", "view": "Nacht"}),
    "log_view_drop": thing(lambda story: story.view, does=SITS),
    "earlier": team(
        reads=LEADS, does=LEADS, leaves=False, form=lambda story: {"file": ContentFile(EARLIER, "a.csv")}
    ),
    "earlier_confirmation": team(does=LEADS, form=_earlier),
    "log_feed": Case(lambda story: {"token": story.letters["log"]}, reads=EVERYBODY),
    "circles": team(reads=READS),
    "circle": thing(_wijkteam, reads=READS),
    "circle_opening": team(does=LEADS, form=lambda story: {"name": "Wijkteam Zuid"}),
    "circle_description": team(
        does=LEADS, form=lambda story: {"purpose": "Zorg", "parent": _wijkteam(story)}
    ),
    "circle_helping": thing(_wijkteam, does=LEADS, first=_nobody_leads_it),
    "role_new": team(reads=TEAM, does=TEAM, form=_text_of_role),
    "role": a_role(reads=READS),
    "role_change": a_role(reads=TEAM, does=TEAM, form=_text_of_role),
    "role_end": a_role(does=TEAM, form=lambda story: {"end_why": "Niet meer nodig"}),
    "role_terms": a_role(does=LEADS, form=lambda story: {"member": story.linde.chair("Ravi").pk}),
    "role_renewal": thing(_term_of, does=LEADS, form=_later),
    "role_vacating": thing(_term_of, does=LEADS),
    "role_proposal": thing(_proposal_of, reads=READS),
    "role_adoption": thing(_proposal_of, does=LEADS, form=lambda story: {"reason": "Goed"}),
    "role_decline": thing(_proposal_of, does=LEADS, form=lambda story: {"reason": "Nu niet"}),
    "checks": team(reads=READS),
    "check_opening": team(does=LEADS, first=_stopped),
    "check_day": team(does=LEADS, form=lambda story: {"day": timezone.localdate().isoformat()}),
    "check_rhythm": team(does=LEADS, form=lambda story: {"weeks": "6"}),
    "check": a_check(reads=READS),
    "check_line": a_check(reads=SITS, does=SITS, form=lambda story: {"step": "helps", "text": "Stilte"}),
    "check_line_fragment": a_check(reads=READS),
    "check_lines": a_check(reads=READS),
    "check_lines_fragment": a_check(reads=READS),
    "check_word": Case(
        lambda story: {
            "team": story.linde.team.key,
            "number": story.check.number,
            "pk": story.check.formers.earliest("pk").pk,
        },
        does=TEAM,
        form=lambda story: {"outcome": "kept", "word": "ja"},
        first=_former,
    ),
    "check_wall": a_check(reads=READS),
    "check_wall_fragment": a_check(reads=READS),
    "check_showing": a_check(does=LEADS),
    "check_step": a_check(does=LEADS, form=lambda story: {"stage": "helps"}, first=_shown),
    "check_skip": a_check(
        reads=LEADS, does=LEADS, form=lambda story: {"stage": "helps", "reason": "Geen tijd"}
    ),
    "check_agreement": a_check(
        does=LEADS,
        first=_agreeing,
        form=lambda story: {
            "text-1": "Begin op tijd",
            "owner-1": story.joost.pk,
            "due-1": timezone.localdate().isoformat(),
        },
    ),
    "check_stop": a_check(does=LEADS, form=lambda story: {"reason": "Brand"}),
    "guardian": team(reads=READS),
    "guardian_handover": team(does=LEADS, form=lambda story: {"note": "Let op"}, first=_answered),
    "guardian_stay": team(does=SITS, form=lambda story: {"reason": "Net begonnen"}, first=_guards),
    "guardian_willing": team(does=SITS, form=lambda story: {"willing": "no"}),
    "guardian_answer": thing(_term, does=SITS, form=lambda story: {"how": "yes"}),
    "decisions": team(reads=READS),
    "decisions_open_fragment": team(reads=READS),
    "proposal_new": team(reads=SITS, does=SITS, form=_draft_form),
    "proposal": proposal("open", reads=READS),
    "proposal_matter_fragment": proposal("met", reads=READS),
    "proposal_side_fragment": proposal("secret", reads=READS),
    "proposal_draft": proposal("draft", reads=SITS, does=SITS, form=_draft_form),
    "proposal_opening": proposal("draft", does=SITS, form=_opening_form),
    "proposal_adviser": proposal(
        "mapping",
        does=TEAM,
        form=lambda story: {"member": story.linde.chair("Anouk").pk, "part": "both", "why": "Weet ervan"},
    ),
    "proposal_weighing": proposal(
        "weighing",
        does=SITS,
        more={"member": lambda story: story.linde.chair("Pieter-Jan").pk},
        form=lambda story: {"word": "partly", "because": "Eerst Oost"},
    ),
    "proposal_decision": proposal("weighed", does=SITS),
    "proposal_outside": proposal(
        "mapping",
        does=SITS,
        form=lambda story: {"who": "Fatima", "part": "both", "text": "Begin klein", "how": "per telefoon"},
    ),
    "proposal_outside_weighing": proposal(
        "weighing",
        does=SITS,
        more={"outsider": lambda story: 1},
        form=lambda story: {"word": "partly", "because": "Eerst Oost"},
        first=_said_outside,
    ),
    "proposal_handover": proposal(
        "left alone",
        does=LEADS,
        form=lambda story: {"member": story.linde.chair("Anouk").pk, "why": "Weet ervan"},
        first=_decider_left,
    ),
    "proposal_text": proposal(
        "open",
        reads=SITS,
        does=SITS,
        form=lambda story: {"title": proposals.TITLE, "text": proposals.SECOND, "kind": "material"},
    ),
    "proposal_comparison": proposal("met", reads=READS, more={"version": lambda story: 1}),
    "proposal_response": proposal("open", does=SITS, form=lambda story: {"choice": "no_objection"}),
    "proposal_ballot": proposal("secret", does=SITS, form=lambda story: {"choice": "for"}),
    "proposal_confirmation": proposal("waiting", does=SITS),
    "proposal_record": proposal(
        "open",
        does=SITS,
        form=lambda story: {
            "member": story.linde.chair("Ravi").pk,
            "choice": "no_objection",
            "how": "telefonisch",
        },
    ),
    "proposal_question": proposal("open", does=SITS, form=lambda story: {"text": "Wie werkt er straks?"}),
    "proposal_answer": proposal(
        "asked", does=SITS, more={"pk": _asked_question}, form=lambda story: {"text": "De zes van nu."}
    ),
    "proposal_reaction": proposal("open", does=SITS, form=lambda story: {"text": "Goed idee."}),
    "proposal_test": proposal("aside", does=LEADS, more=FIRST_OBJECTION, form=_test),
    "proposal_met": proposal("met", does=SITS, more=FIRST_OBJECTION),
    "proposal_concern": proposal("objected", does=SITS, more=FIRST_OBJECTION),
    "proposal_aside": proposal("aside", does=SITS, more=FIRST_OBJECTION),
    "proposal_way_out": proposal(
        "stuck", does=TEAM, form=lambda story: {"way": "helping_group", "reason": "Samen verder."}
    ),
    "proposal_step": proposal("steps", does=TEAM),
    "proposal_material": proposal("repaired", does=SITS),
    "proposal_full_window": proposal("open", does=SITS),
    "proposal_meeting": proposal("open", does=SITS),
    "proposal_withdrawal": proposal("open", does=SITS),
    "proposal_closing": proposal("live", does=TEAM),
    "proposal_decline": proposal("naming", does=SITS),
    "proposal_naming": proposal("changing", does=TEAM),
    "proposal_nominee": proposal("choosing", does=TEAM, form=_nominee),
    "proposal_option": proposal("listed", does=SITS, form=lambda story: {"text": "Een derde weg"}),
    "proposal_scores": proposal("listed", does=TEAM),
    "proposal_resistance": proposal("resisted", does=SITS, form=lambda story: {"reason": "Te ver weg"}),
    "proposal_improvement": proposal("resisted", does=SITS, form=lambda story: {"text": "Beter"}),
    "proposal_as_it_is": proposal("resisted", does=TEAM),
    "proposal_extension": proposal("open", does=SITS, form=lambda story: {"days": "3"}),
    "proposal_addition": proposal("open", reads=TEAM, does=TEAM, form=_lotte, first=_koos_sits_down),
    "proposal_absence": proposal("open", does=TEAM, form=_away_form),
    "proposal_interest": proposal("open", does=SITS, form=lambda story: {"interest": "Mijn zus werkt er."}),
    "proposal_interest_word": proposal(
        "asked",
        does=SITS,
        more={"member": lambda story: story.linde.chair("Anouk").pk},
        form=lambda story: {"agree": "yes"},
    ),
    "decision": decision(reads=READS),
    "decision_message": decision(
        does=TEAM, form=lambda story: {"message": "De nacht is van ons."}, first=_nobody_was_told
    ),
    "decision_audience": decision(does=TEAM, form=_audience),
    "decision_told": decision(does=TEAM, more=UNTOLD),
    "decision_dropped": decision(does=TEAM, more=UNTOLD),
    "decision_action": decision(
        does=TEAM, form=lambda story: {"text": "Bel de artsen", "owner": story.joost.pk, "due": _today()}
    ),
    "decision_readback": decision(does=TEAM),
    "decision_review": decision(does=TEAM, form=lambda story: {"verdict": "keep", "came": "yes"}),
    "decision_reading": beside("urgent by Samira", does=SITS),
    "decision_stop": beside("urgent by Samira", does=SITS, form=_text),
    "decision_stopped": beside("urgent", does=SITS, form=_text),
    "decision_discussed": beside("urgent", does=TEAM, form=_text),
    "decision_report": beside("mandate", does=SITS, form=_text),
    "decision_flag": beside(
        "advised",
        does=SITS,
        form=lambda story: {"text": "Mijn planners werken hier elke dag mee."},
    ),
    "decision_change": decision(
        reads=SITS,
        does=SITS,
        form=lambda story: {"change": "supersedes", "new_information": "Zes nachten bleven krap."},
    ),
    "decision_markdown": decision(reads=READS),
    "decision_pdf": decision(reads=READS),
    "decision_word": decision(reads=READS),
    "decision_export": decision(reads=READS),
    "decision_recount": decision(reads=READS),
    "minutes": team(reads=TEAM, does=TEAM, form=_minutes, leaves=False),
    "minutes_taken": team(does=TEAM, form=_minutes),
    "mirror": team(reads=READS),
    "mirror_fragment": team(reads=READS),
    "api": Case(reads=EVERYBODY),
    "api_not_here": Case(lambda story: {"rest": "nowhere"}),
    "tokens": Case(
        reads=EVERYBODY,
        does=TEAM,
        form=lambda story: {
            "name": "dashboard",
            "scopes": "read",
            "team": story.linde.team.key,
            "until": _today(),
        },
    ),
    "token_withdrawal": Case(lambda story: {"pk": story.token}, does=SITS),
    "webhooks": team(reads=LEADS, does=LEADS, form=lambda story: HEARS),
    "webhook": thing(lambda story: story.webhook, reads=LEADS),
    "webhook_trial": thing(lambda story: story.webhook, does=LEADS),
    "webhook_end": thing(lambda story: story.webhook, does=LEADS),
    # Nothing of the demo is reachable in an installation that isn't one.
    "demo": Case(),
    "demo_step_in": Case(lambda story: {"person": story.joost.person_id}),
    "live_token": Case(
        does=SITS,
        form=lambda story: {"token": pass_of(story.linde, "Joost")},
        leaves=False,
    ),
    "me": Case(
        reads=EVERYBODY,
        does=EVERYBODY - {"nobody"},
        form=lambda story: {"email": "iemand@linde.example", "password": "drie woorden samen"},
    ),
    "letters": Case(reads=EVERYBODY, does=EVERYBODY - {"nobody"}, form=lambda story: RHYTHM),
    "letters_asking": Case(does=EVERYBODY - {"nobody"}),
    "letters_withdrawal": Case(does=EVERYBODY - {"nobody"}),
    "calendar": Case(does=EVERYBODY - {"nobody"}),
    "letters_state": Case(reads=FOUNDS),
    # Whoever holds the letter: its token says who acts. tests/web/test_letter_links.py has when they end.
    "letter_item": letter("item", does=EVERYBODY, form=lambda story: {"outcome": "done", "effect": "yes"}),
    "letter_stop": letter("stop", does=EVERYBODY),
    "letter_confirmation": letter("confirmation", does=EVERYBODY, first=_has_an_address),
    "calendar_feed": letter("feed"),
    "reach": public(),
    "privacy": Case(reads=EVERYBODY),
    "accessibility": Case(reads=EVERYBODY),
    "components": Case(reads=EVERYBODY),
    "language": Case(does=EVERYBODY, leaves=False),
    "theme": Case(does=EVERYBODY, leaves=False),
}

# The pages of an account. They know a person and no team, and every one of them asks for more than a session.
ACCOUNT: dict[str, dict[str, str]] = {
    "account_confirm_email": {"key": "abc"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "abc-def"},
    **{
        name: {}
        for name in (
            "account_change_password",
            "account_confirm_login_code",
            "account_email",
            "account_email_verification_sent",
            "account_inactive",
            "account_login",
            "account_logout",
            "account_reauthenticate",
            "account_request_login_code",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key_done",
            "account_set_password",
            "account_signup",
        )
    },
}


def addresses(patterns: list[Any] | None = None) -> Iterator[str]:
    """The name of every address of the URL table."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or str(pattern.pattern)
        elif pattern.namespace != "api-1":  # its calls are in tests/web/test_api.py
            yield from addresses(pattern.url_patterns)


def test_every_address_has_a_case() -> None:
    known, there = CASES.keys() | ACCOUNT.keys(), set(addresses())
    assert not there - known, (
        f"No case for {sorted(there - known)}. Add one to CASES in {__file__}: where it is in the story, "
        "what its form sends, who reads it and who does it. Whoever isn't named gets a 403 or a 404."
    )
    assert not known - there, f"CASES names addresses that are gone: {sorted(known - there)}"


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_who_has_nothing_to_do_there_is_refused_and_nothing_changes(
    story: Story, client_of: ClientOf, role: str
) -> None:
    client, before = story.client(role, client_of), everything()
    for name, case in CASES.items():
        address = reverse(name, kwargs=case.where(story))
        with written() as wrote:
            reply = client.get(address)
            if role in case.reads:
                assert reply.status_code in (200, 204, 302), f"{role} may read {address}"
            else:
                assert reply.status_code in (403, 404, 405), f"{role} reads {address}"
            if role not in case.does:
                reply = client.post(address, case.form(story))
                assert reply.status_code in (403, 404, 405), f"{role} does {address}"
        assert not wrote or everything() == before, f"{role} changed something at {address}"
    assert everything() == before


@contextmanager
def undone() -> Iterator[None]:
    """What happens in here hasn't happened afterwards: the story stays the same for the next address."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_who_may_do_it_does_it(story: Story, client_of: ClientOf) -> None:
    """Without this a form that is always refused would pass as well guarded."""
    for name, case in CASES.items():
        if case.does:
            with undone():
                case.first(story)
                client, before = story.client(min(case.does), client_of), everything()
                reply = client.post(reverse(name, kwargs=case.where(story)), case.form(story))
                assert reply.status_code in (200, 302), name
                assert (everything() != before) == case.leaves, name


def test_the_pages_of_an_account_change_nothing_of_a_team(story: Story, client_of: ClientOf) -> None:
    before = everything()
    for role in ("nobody", "outsider", "member"):
        for name, where in ACCOUNT.items():
            client, address = story.client(role, client_of), reverse(name, kwargs=where)
            with written() as wrote:
                replies = (client.get(address), client.post(address, {}))
            assert all(reply.status_code < 500 for reply in replies), address
            assert not wrote or everything() == before, f"{role} changed something at {address}"


def test_who_isnt_signed_in_is_told_how_to_come_in(story: Story, client_of: ClientOf) -> None:
    reply = client_of(None).get(reverse("home", args=[story.linde.team.key]))
    assert reply.status_code == 403
    assert f'action="{reverse("join_code")}"' in reply.content.decode()


def test_a_page_that_isnt_there_looks_like_one_that_isnt_yours(story: Story, client_of: ClientOf) -> None:
    client = client_of(story.people["outsider"])
    theirs = client.get(reverse("home", args=[story.linde.team.key])).content
    nobodys = client.get(reverse("home", args=["abcdefgh"])).content
    key = story.linde.team.key.encode()
    assert _plain(theirs.replace(key, b"abcdefgh")) == _plain(nobodys)


def _plain(page: bytes) -> bytes:
    return re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]*', rb"\1", page)


# --- things of another team, asked for at one's own table


def test_a_facilitator_reaches_no_thing_of_another_team(
    story: Story, elsewhere: Table, client_of: ClientOf
) -> None:
    client, before = client_of(elsewhere.helper.person), everything()
    for name, case in CASES.items():
        where = case.where(story)
        if "team" in where and len(where) > 1:
            address = reverse(name, kwargs=where | {"team": elsewhere.team.key})
            with written() as wrote:
                assert client.get(address).status_code in (403, 404, 405), address
                assert client.post(address, case.form(story)).status_code in (403, 404, 405), address
            assert not wrote or everything() == before, address


# --- doors and links that are over


def _expired(story: Story) -> str:
    Invitation.objects.filter(pk=story.invitation.pk).update(expires=timezone.now() - timedelta(seconds=1))
    return _code(story)["code"]


def _ended(story: Story) -> str:
    commands.end_invitation(story.linde.facilitator, story.invitation.pk)
    return _code(story)["code"]


@pytest.mark.parametrize("over", [_expired, _ended, lambda story: "linde-1000"])
def test_a_code_that_is_over_lets_nobody_in(
    story: Story, client_of: ClientOf, over: Callable[[Story], str]
) -> None:
    code, form = over(story), {"seat": story.linde.chair("Lotte").pk}
    for role in sorted(STRANGERS):
        client, before = story.client(role, client_of), everything()
        assert client.get(reverse("join", args=[code])).status_code == 404
        assert client.post(reverse("join_seat", args=[code]), form).status_code == 404
        assert everything() == before


@pytest.mark.parametrize("pk", ["a taken seat", "a seat next door", "no seat"])
def test_an_open_door_gives_only_a_free_seat_of_that_table(
    story: Story, next_door: Table, client_of: ClientOf, pk: str
) -> None:
    fatima = next_door.chair("Fatima")
    commands.free_seat(next_door.facilitator, fatima.pk)
    seats = {"a taken seat": story.joost.pk, "a seat next door": fatima.pk, "no seat": 10**9}
    before = everything()
    reply = client_of(None).post(reverse("join_seat", kwargs=_code(story)), {"seat": seats[pk], "name": "Mo"})
    assert reply.status_code in (404, 422)
    assert everything() == before


def _used(story: Story) -> str:
    commands.sign_in(story.link)
    return story.link


def _old(story: Story) -> str:
    SignInLink.objects.update(expires=timezone.now() - timedelta(seconds=1))
    return story.link


@pytest.mark.parametrize("over", [_used, _old, lambda story: "forged"])
def test_a_link_that_is_over_signs_nobody_in(
    story: Story, client_of: ClientOf, over: Callable[[Story], str]
) -> None:
    token = over(story)
    client, before = client_of(None), everything()
    reply = client.post(reverse("come_in", args=[token]))
    assert reply.status_code in (404, 409)
    assert "_auth_user_id" not in client.session
    assert everything() == before


def test_the_freed_seats_session_gives_nothing_and_the_new_sitter_gets_in(
    story: Story, client_of: ClientOf
) -> None:
    lotte = story.linde.chair("Lotte")
    new = client_of(None)
    new.post(reverse("join_seat", kwargs=_code(story)), {"seat": lotte.pk, "name": "Lotte"})
    home = reverse("home", args=[story.linde.team.key])
    assert new.get(home).status_code == 200
    assert client_of(story.people["freed"]).get(home).status_code == 404


# --- the live stream


def pass_of(table: Table, name: str) -> str:
    """The pass with which somebody's page listens."""
    chair = table.chair(name)
    return Pass(chair.stream_id, chair.pk, chair.person_id, "/", 0).token()


def _forged(table: Table) -> str:
    return pass_of(table, "Joost")[:-4] + "AAAA"


def _yesterdays(table: Table) -> str:
    with time_machine.travel(timezone.now() - timedelta(hours=24)):
        return pass_of(table, "Joost")


def _empty(table: Table) -> str:
    return ""


def _with_anothers_person(table: Table) -> str:
    joost, lotte = table.chair("Joost"), table.chair("Lotte")
    return Pass(joost.stream_id, joost.pk, lotte.person_id, "/", 0).token()


def _with_anothers_stream(table: Table) -> str:
    joost = table.chair("Joost")
    return Pass(cast.elsewhere().team.stream_id, joost.pk, joost.person_id, "/", 0).token()


def _of_a_freed_seat(table: Table) -> str:
    token = pass_of(table, "Joost")
    commands.free_seat(table.facilitator, table.chair("Joost").pk)
    return token


def _listened(server: Server, token: str) -> tuple[int, bytes]:
    line = HTTPConnection(urlsplit(server.url).netloc, timeout=5)
    line.request("GET", f"/live/{token}")
    reply = line.getresponse()
    return reply.status, reply.read()  # to the end: a stream that isn't ended times out here


@pytest.mark.parametrize("wrong", [_forged, _yesterdays, _empty])
def test_the_live_stream_refuses_a_pass_that_is_forged_or_old(
    koers_server: Server, linde: Table, wrong: Callable[[Table], str]
) -> None:
    assert _listened(koers_server, wrong(linde))[0] in (403, 404)


@pytest.mark.parametrize("wrong", [_with_anothers_person, _with_anothers_stream, _of_a_freed_seat])
def test_the_live_stream_ends_at_once_for_who_doesnt_sit_there(
    koers_server: Server, linde: Table, wrong: Callable[[Table], str]
) -> None:
    status, said = _listened(koers_server, wrong(linde))
    assert status == 200
    assert b"event: over\ndata: seat" in said
    assert b"seq" not in said
