"""Every page of the demo: who opens it, where it is. The browser walks them, the query test counts them."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from koers.apps.access import commands as access
from koers.apps.access import outbox
from koers.apps.actions.models import Action
from koers.apps.authority import commands as giving
from koers.apps.checks import commands as checking
from koers.apps.checks.models import Check
from koers.apps.decisions.models import Decision, Process
from koers.apps.direction.commands import documents as course_documents
from koers.apps.direction.commands import interests, levels
from koers.apps.direction.commands import sentence as course_sentence
from koers.apps.direction.models import Document, Priority, SentenceRound
from koers.apps.exchange import commands as exchange
from koers.apps.exchange import queries as copies
from koers.apps.ledger import readers
from koers.apps.ledger.models import Link
from koers.apps.notices import commands as notices
from koers.apps.people import commands as people
from koers.apps.people import queries, secrets
from koers.apps.people.models import Member, Person, Team
from koers.apps.readbacks import commands as reading
from koers.apps.readbacks.models import Readback
from koers.apps.roles import commands as role_commands
from koers.apps.roles.models import Role
from koers.apps.scans import commands
from koers.apps.scans.models import Round
from koers.demo import fill
from koers.domain import authority, scans
from koers.domain.ballots import Ballot
from koers.domain.decisions import IMPORTED
from koers.domain.direction.documents import Text as DocumentText
from koers.domain.direction.interests import Interest
from koers.domain.roles import Text
from koers.web.channels import links
from koers.web.views.join import slug
from tests import choosing, proposals
from tests.cast import Table


@dataclass(frozen=True)
class Page:
    """One page, with who looks at it: "nobody", "coach" or "member"."""

    name: str
    who: str
    address: str


@dataclass(frozen=True)
class Demo:
    """The demo's story, in the middle of a session at two of its tables."""

    coach: Person
    member: Member
    pages: tuple[Page, ...]

    @property
    def ballot(self) -> dict[str, str]:
        """The cookie with which the member's browser holds a ballot."""
        return {f"ballot_{self.member.pk}": fill.ballot_of(self.member.name)}


def demo(language: str = "nl") -> Demo:
    """Tell the story, and open a round at each table so that every stage has its page."""
    fill.fill(language)
    management = Team.objects.earliest("pk")
    coach = Member.objects.filter(team=management, facilitator=True).get()
    lead = queries.seat_of(coach)
    member = queries.table(lead).select_related("person", "team__stream").earliest("number")
    door = people.invite(lead, management)
    assert coach.person is not None
    letters = _letters(member)
    pages = (
        *letters,
        *_public(door.pk),
        *_team(management),
        *_readbacks(management, lead),
        *_decisions(management),
        *_earlier(management),
        *_stages(management, lead),
        *_checks(management, lead, member),
        *_roles(management, lead),
        *_topics(management),
        *_course(management, lead, member),
        *_deciding(management, coach, member),
        *_copies(management, coach),
        *_doors(management, lead, member),
    )
    # Where nothing is committed, in a test's transaction, nobody told the reader.
    readers.asks.catch_up(management.stream_id)
    return Demo(coach.person, member, pages)


def _public(door: int) -> tuple[Page, ...]:
    code = slug(secrets.join_code(str(door)))
    names = ("begin", "join_code", "privacy", "accessibility", "components", "account_login", "reach")
    return (
        *(Page(name, "nobody", reverse(name)) for name in names),
        Page("come in", "nobody", reverse("come_in", args=["token"])),
        Page("choose a seat", "nobody", reverse("join", args=[code])),
        Page("wrong code", "nobody", reverse("join", args=["linde-1000"])),
        Page("start with a team", "coach", reverse("begin")),
        Page("start with a number", "coach", reverse("begin") + "?seats=number"),
    )


def _team(team: Team) -> tuple[Page, ...]:
    at = [team.key]
    closed = Round.objects.filter(team=team).latest("number")
    return (
        Page("the door of a table", "nobody", reverse("home", args=at)),
        Page("me", "member", reverse("me")),
        Page("not there", "member", reverse("home", args=["abcdefgh"])),
        *(
            Page(name, "coach", reverse(name, args=at))
            for name in ("home", "table", "scans", "actions", "days_off")
        ),
        *(
            Page(f"{name} of a member", "member", reverse(name, args=at))
            for name in ("home", "actions", "scans")
        ),
        Page("scan_new", "coach", reverse("scan_new", args=at)),
        Page("series", "member", reverse("scan_series", args=[team.key, closed.series])),
        Page("result", "member", reverse("scan", args=[team.key, closed.number])),
        Page("wall of the agreement", "coach", reverse("scan_wall", args=[team.key, closed.number])),
        Page("too late", "member", reverse("scan_answer", args=[team.key, closed.number])),
        Page("refused", "member", reverse("table", args=at)),
    )


def _letters(member: Member) -> tuple[Page, ...]:
    """The settings, and where the links in a letter lead."""
    person = member.person
    assert person is not None
    notices.open_calendar(queries.seat_of_person(person))
    action = (
        Action.objects.filter(owner=member, outcome="").first() or Action.objects.filter(outcome="").first()
    )
    assert action is not None
    link = links.item(person.letterbox, member.pk, "report_action", action.pk)
    old = replace(link, until=0)
    return (
        Page("letters", "member", reverse("letters")),
        Page("how the mail fares", "coach", reverse("letters_state")),
        Page("a link in a letter", "nobody", reverse("letter_item", args=[link.token()])),
        Page("an old link", "nobody", reverse("letter_item", args=[old.token()])),
        Page("no more letters", "nobody", reverse("letter_stop", args=[links.stop(person)])),
        Page(
            "is this your address",
            "nobody",
            reverse("letter_confirmation", args=[links.confirmation(person)]),
        ),
    )


def _pasted(team: Team) -> list[int]:
    """The readbacks on a text that was pasted, not on a decision."""
    links = Link.objects.filter(stream=team.stream_id, kind="read_back").values_list("target", flat=True)
    of_decisions = [int(code.removeprefix("readback:")) for code in links]
    return list(Readback.objects.filter(team=team).exclude(pk__in=of_decisions).values_list("pk", flat=True))


def _decisions(team: Team) -> tuple[Page, ...]:
    """The list, an open proposal, and decisions in every state; one that is replaced, one to look back on."""
    found = [("decision", one.number) for one in Decision.objects.filter(team=team, process__isnull=False)]
    night = next(number for view, number in reversed(found[:-1]))
    found += [("decision_change", night), ("decision_recount", night)]
    open_one = Process.objects.filter(team=team, decision=None).earliest("pk")
    return (
        Page("decisions", "member", reverse("decisions", args=[team.key])),
        Page("log", "member", reverse("log", args=[team.key])),
        Page("log, narrowed", "coach", reverse("log", args=[team.key]) + "?q=nacht&validity=in_force"),
        Page("open proposal", "member", reverse("proposal", args=[team.key, open_one.number])),
        Page("minutes", "member", reverse("minutes", args=[team.key])),
        Page("what stands out", "member", reverse("mirror", args=[team.key])),
        *(Page(f"{view} {n}", "member", reverse(view, args=[team.key, n])) for view, n in found),
        Page("decision for who leads", "coach", reverse("decision", args=[team.key, night])),
    )


def _earlier(team: Team) -> tuple[Page, ...]:
    """Where a list of earlier decisions is chosen, and one whose figures say something else."""
    unlike = Decision.objects.filter(team=team, method=IMPORTED).latest("decided")
    return (
        Page("earlier decisions", "coach", reverse("earlier", args=[team.key])),
        Page("an earlier decision", "coach", reverse("decision", args=[team.key, unlike.number])),
    )


def _course(team: Team, lead: queries.Seat, member: Member) -> tuple[Page, ...]:
    """The course: what holds, a draft of each kind, and a round of the sentence in every stage."""
    at, seat = [team.key], queries.seat_of(member)
    text = DocumentText(text="Eén nummer voor huisartsen.")
    held = {one.kind: one.pk for one in Document.objects.filter(team=team)}
    draft = course_documents.draft_document(seat, team, "strategy", text, "Korter", held["strategy"])
    told = SentenceRound.objects.get(team=team, ended__isnull=False)
    first = Priority.objects.filter(team=team).earliest("pk")
    found = course_sentence.open_sentence(lead, team)
    level_round = levels.open_levels(lead, team, "Wie koopt verband in?")
    for chair, level in zip(
        list(queries.table(lead).select_related("team__stream"))[:6], (4, 5, 5, 7, 2, 5), strict=True
    ):
        levels.pick_level(queries.seat_of(chair), level_round.pk, level, 1)
    levels.show_levels(lead, level_round.pk)
    interests.note_interest(seat, team, Interest("Lid van de raad van toezicht", "Apotheek De Brug"))
    writing = [("sentence_own", "member"), ("sentence_wall", "coach")]
    return (
        Page("the course", "member", reverse("direction", args=at)),
        Page("write a mission", "member", reverse("document_new", args=at) + "?kind=mission"),
        *(
            Page(f"document {kind}", "member", reverse("document", args=[*at, pk]))
            for kind, pk in held.items()
        ),
        Page("change the strategy", "member", reverse("document_change", args=[*at, held["strategy"]])),
        Page("draft of a strategy", "coach", reverse("document_draft", args=[*at, draft.pk])),
        Page("levels", "member", reverse("levels", args=at)),
        Page("levels shown", "coach", reverse("level_round", args=[*at, level_round.number])),
        Page("interests", "member", reverse("interests", args=at)),
        Page("name a priority", "member", reverse("priority_new", args=at)),
        Page("a priority", "member", reverse("priority", args=[*at, first.pk])),
        Page("the yardstick", "member", reverse("yardstick", args=at)),
        Page("how a sentence came about", "member", reverse("sentence", args=[*at, told.number])),
        *(Page(name, who, reverse(name, args=[*at, found.number])) for name, who in writing),
    )


def _deciding(team: Team, coach: Member, member: Member) -> tuple[Page, ...]:
    """A draft, a consent round in the middle of it, one that is stuck, and a vote without names."""
    table = Table(coach, {})
    told, secret = proposals.told(table), proposals.opened(table, "majority", proposals.SECRET, title="Naam")
    stuck = proposals.stuck(table, title="Wie belt de huisarts")
    steps = _steps(table)
    draft = proposals.drafted(table, by=member.name, title="Nog een concept")
    pages = [
        ("decisions", "member", "decisions", ()),
        ("make a proposal", "member", "proposal_new", ()),
        ("draft", "member", "proposal", (draft.number,)),
        ("change a draft", "member", "proposal_draft", (draft.number,)),
        ("proposal", "member", "proposal", (told.number,)),
        ("proposal, for who facilitates", "coach", "proposal", (told.number,)),
        ("what changed", "member", "proposal_comparison", (told.number, 1)),
        ("somebody was forgotten", "coach", "proposal_addition", (told.number,)),
        ("stuck", "coach", "proposal", (stuck.number,)),
        ("vote without names", "member", "proposal", (secret.number,)),
        *_advice(table),
        *((f"proposal while {step}", "member", "proposal", (one.number,)) for step, one in steps.items()),
        ("choosing, for who leads", "coach", "proposal", (steps["choosing"].number,)),
        ("improving, for who leads", "coach", "proposal", (steps["improving"].number,)),
    ]
    return tuple(Page(name, who, reverse(view, args=[team.key, *more])) for name, who, view, more in pages)


def _advice(table: Table) -> list[tuple[str, str, str, tuple[int]]]:
    """A decision after advice at every step, seen by who decides it: the first at the table."""
    steps = (proposals.mapping, proposals.advising, proposals.weighing)
    made = [(one.__name__, one(table, by=table.names[0], title=f"Advies: {one.__name__}")) for one in steps]
    return [(f"advice, {name}", "member", "proposal", (process.number,)) for name, process in made]


def _steps(table: Table) -> dict[str, Process]:
    """An election, a choice among options and a ballot at each step."""
    return {
        "agreeing": choosing.agreeing(table),
        "nominating": choosing.opened(table, "election", title="Wie plant de nachten?"),
        "hearing": choosing.hearing(table, title="Wie belt de huisartsen?"),
        "choosing": choosing.choosing(table, title="Wie houdt de cijfers bij?"),
        "consenting": choosing.consenting(table, title="Wie leidt de weekstart?"),
        "collecting": choosing.collecting(table),
        "scoring": choosing.scoring(table),
        "improving": choosing.improving(table),
        "second vote": choosing.run_off(table, title="Hoe lang proberen we het?"),
        "ranking": choosing.opened(table, "ranked", choosing.BALLOTS, choosing.WAYS, title="Welke dag?"),
    }


def _readbacks(team: Team, lead: queries.Seat) -> tuple[Page, ...]:
    """The two of the story: one understood alike and shared, one laid side by side; and a third just open."""
    alike, comparing = Readback.objects.filter(team=team, pk__in=_pasted(team)).order_by("number")
    share = reading.share_readback(lead, alike.pk)
    opened = reading.open_readback(lead, team, "Vanaf maandag begint het overleg om negen uur.")
    pages = [
        ("readbacks", "coach", "readbacks", ()),
        ("paste a decision", "coach", "readback_new", ()),
        ("wall side by side", "coach", "readback_wall", (comparing.number,)),
        ("wall understood alike", "coach", "readback_wall", (alike.number,)),
        ("wall while writing", "coach", "readback_wall", (opened.number,)),
        ("telling", "member", "readback_telling", (opened.number,)),
        ("sentences", "member", "readback_sentences", (comparing.number,)),
        ("kept, for who leads", "coach", "readback", (alike.number,)),
        ("kept, for a member", "member", "readback", (comparing.number,)),
        ("deletion", "coach", "readback_deletion", (comparing.number,)),
    ]
    return (
        Page("paste at the first screen", "coach", reverse("readback_start")),
        Page("shared", "nobody", reverse("readback_shared", args=[reading.share_token(share)])),
        *(Page(name, who, reverse(view, args=[team.key, *more])) for name, who, view, more in pages),
    )


def _checks(team: Team, lead: queries.Seat, member: Member) -> tuple[Page, ...]:
    """A check that waits for the member's line, and what is kept of an earlier one."""
    kept = Check.objects.filter(team=team, stage="kept").latest("number")
    check = checking.open_check(lead, team)
    checking.skip_step(lead, check.pk, "former", "Al besproken")
    for chair in queries.table(lead).select_related("team__stream").exclude(pk=member.pk):
        checking.write_line(queries.seat_of(chair), check.pk, "helps", "Dat we op tijd beginnen")
    checking.show_lines(lead, check.pk)
    at, before = [team.key, check.number], [team.key, kept.number]
    return (
        Page("checks", "coach", reverse("checks", args=at[:1])),
        Page("checks of a member", "member", reverse("checks", args=at[:1])),
        Page("guardian", "coach", reverse("guardian", args=at[:1])),
        Page("guardian of a member", "member", reverse("guardian", args=at[:1])),
        Page("check line", "member", reverse("check_line", args=at)),
        Page("check wall", "coach", reverse("check_wall", args=at)),
        Page("check wall ended", "coach", reverse("check_wall", args=before)),
        Page("check kept", "member", reverse("check", args=before)),
    )


def _roles(team: Team, lead: queries.Seat) -> tuple[Page, ...]:
    """The register, a role that is held, and a change proposed in it."""
    role = Role.objects.filter(team=team, terms__isnull=False).earliest("pk")
    text = Text(role.name, role.purpose, role.domains, "Belt de huisartsen\nHoudt het bij")
    made = role_commands.propose_role(lead, team, text, "Zo doen we het", role.pk)
    fresh = role_commands.propose_role(lead, team, Text("Stem", "We horen de cliënt."), "Nodig")
    pages = (
        ("roles", "member", "roles", ()),
        ("roles of who leads", "coach", "roles", ()),
        ("role", "member", "role", (role.pk,)),
        ("role of who leads", "coach", "role", (role.pk,)),
        ("role_new", "member", "role_new", ()),
        ("circles", "member", "circles", ()),
        ("a circle", "coach", "circle", (team.pk,)),
        ("bring in a register", "coach", "register_import", ()),
        ("role_change", "member", "role_change", (role.pk,)),
        ("role proposal", "coach", "role_proposal", (made.pk,)),
        ("new role proposal", "member", "role_proposal", (fresh.pk,)),
    )
    return tuple(Page(name, who, reverse(view, args=[team.key, *more])) for name, who, view, more in pages)


def _topics(team: Team) -> tuple[Page, ...]:
    """Who decides what, a mandate, and topics in every state."""
    mandate, asked = team.mandates.earliest("pk"), team.topics.filter(state="open").earliest("pk")
    row = authority.Row("people", method="consent")
    bring = queries.seat_of(team.members.filter(left=None, number=2).get())
    would = giving.propose_row(bring, team, row, "Iedereen werkt met deze mensen")
    pages = (
        ("a proposed row", "coach", "authority_proposal", (would.pk,)),
        ("authority", "member", "authority", ()),
        ("authority of who leads", "coach", "authority", ()),
        ("matrix_row", "coach", "matrix_row", ()),
        ("mandate_new", "coach", "mandate_new", ()),
        ("mandate", "coach", "mandate", (mandate.pk,)),
        ("topics", "member", "topics", ()),
        ("topics that are over", "coach", "topics", ()),
        ("topics_organisation", "member", "topics_organisation", ()),
        ("topic_new", "member", "topic_new", ()),
        ("topic_telling", "member", "topic_telling", (asked.pk,)),
        ("topic_triage", "coach", "topic_triage", (asked.pk,)),
        *((f"topic {one.state} {one.pk}", "member", "topic", (one.pk,)) for one in team.topics.all()),
    )
    return tuple(Page(name, who, reverse(view, args=[team.key, *more])) for name, who, view, more in pages)


def _copies(team: Team, coach: Member) -> tuple[Page, ...]:
    """A copy that the coach asked for and one team said yes to."""
    copy = exchange.ask_copy(copies.administrator_of(team.organisation, coach.person_id), team.organisation)
    seated = Member.objects.filter(number=1, left=None).exclude(team=team).exclude(person=coach.person)
    other = seated.select_related("team__stream").earliest("pk")
    exchange.let_copy(queries.seat_of(other), copy.pk)
    return (
        Page("a copy that is asked for", "coach", reverse("copies", args=[team.key])),
        Page("a copy that waits for my team", "member", reverse("copies", args=[team.key])),
    )


def _doors(team: Team, lead: queries.Seat, member: Member) -> tuple[Page, ...]:
    """Tokens of a member, and an address that hears of the table: one thing arrived there, one didn't."""
    until = timezone.localdate() + timedelta(days=90)
    access.make_token(queries.seat_of(member), "Dashboard van de directie", ["read", "respond"], until)
    webhook = access.add_webhook(
        lead, team, "https://hoort.example/koers", ["open_process", "close_process", "seal_decision"]
    )
    for _ in range(3):
        access.try_webhook(lead, webhook.pk)
    now = timezone.now()
    outbox.make_due(now)
    first, second, _third = outbox.to_send(now)
    outbox.arrived(first, "204", now)
    outbox.failed(second, "not_public", now)
    at = [team.key]
    return (
        Page("what a program can do", "nobody", reverse("api")),
        Page("tokens", "member", reverse("tokens")),
        Page("webhooks", "coach", reverse("webhooks", args=at)),
        Page("webhook", "coach", reverse("webhook", args=[*at, webhook.pk])),
    )


def _stages(team: Team, lead: queries.Seat) -> tuple[Page, ...]:
    """A round of this team in each stage: its wall, its result, and for the last one the phone."""
    found: list[Page] = []
    for stage in ("agreeing", "choosing", "talking", "answering"):
        scan = _in_stage(team, lead, stage)
        at = [team.key, scan.number]
        found.append(Page(f"wall while {stage}", "coach", reverse("scan_wall", args=at)))
        if stage != "answering":
            found.append(Page(f"result while {stage}", "coach", reverse("scan", args=at)))
    return (
        *found,
        Page("answer", "member", reverse("scan_answer", args=at)),
        Page("now", "member", f"{reverse('now', args=[team.key])}"),
    )


def _in_stage(team: Team, lead: queries.Seat, stage: str) -> Round:
    scan = commands.open_round(lead, team, "confidential", with_parts=stage == "answering")
    if stage == "answering":
        return scan
    for number, chair in enumerate(queries.table(lead).select_related("team__stream")):
        given = Ballot(dict.fromkeys(scans.FIVE, number % 5 + 1), {"structure": f"Reden {number}"})
        commands.answer(queries.seat_of(chair), scan, given, fill.ballot_of(chair.name))
    if stage == "talking":
        commands.talk_about(lead, scan.pk, "structure")
        commands.note_talk(lead, scan.pk, "structure", "Wie belt wie?")
    else:
        commands.open_choice(lead, scan.pk)
    if stage == "agreeing":
        commands.close_choice(lead, scan.pk)
    return Round.objects.get(pk=scan.pk)
