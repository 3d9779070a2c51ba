"""The pages of reading back, over HTTP and without a browser."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from koers.apps.people import queries as at_table
from koers.apps.people.models import Invitation, Member, Team
from koers.apps.readbacks import commands
from koers.apps.readbacks.models import Readback, Telling
from koers.domain.readbacks import Said
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Oost stopt per 1 februari met de papieren overdracht. Spoed: nog bekijken."
SECRET = "Wij stoppen pas als het scherm overal werkt"
PAGES = (
    "", "_telling", "_sentences", "_sentences_fragment", "_wall", "_wall_fragment", "_markdown", "_pdf",
    "_deletion",
)  # fmt: skip
#: What differs from one reply to the next by itself.
CHANCE = re.compile(
    rb'csrfmiddlewaretoken" value="[^"]+|name="key" value="[^"]+|data-(?:live|clock-left)="[^"]+'
)
FORM = {
    "sentence": "Op Oost stoppen we op 1 februari met papier, behalve bij de spoed.",
    "status": "decided",
    "who": "other",
    "who-text": "alle afdelingen op Oost",
    "when": "from",
    "when-day": "2027-02-01",
    "limit": "text",
    "limit-text": "behalve de spoed",
}


def page(name, table, readback, *more):
    return reverse(name, args=[table.team.key, readback.number, *more])


@pytest.fixture
def readback(linde):
    return commands.open_readback(linde.facilitator, linde.team, TEXT)


@pytest.fixture
def as_(linde, client_of):
    """The client of somebody at the MT's table; of the facilitator without a name."""
    return lambda name="": client_of(linde.chair(name).person if name else linde.helper.person)


def tell(linde, readback, name, sentence=SECRET, **said):
    given = {"status": Said("choice", "decided"), **said}
    commands.tell(linde.seat(name), readback.pk, sentence, given)


def comparing(linde, readback):
    for number, name in enumerate(cast.MT):
        status = Said("choice", "trial" if number in (1, 4) else "decided")
        tell(linde, readback, name, f"{SECRET}, zegt {name}.", status=status)


def test_from_sentence_to_the_others_in_three_screens(linde, readback, as_):
    tell(linde, readback, "Anouk")
    joost = as_("Joost")
    now = joost.get(reverse("now", args=[linde.team.key]), follow=True)
    assert now.redirect_chain[-1][0] == page("readback_telling", linde, readback)
    assert SECRET not in now.content.decode()
    done = joost.post(page("readback_telling", linde, readback), FORM, follow=True)
    assert done.redirect_chain[-1][0] == page("readback_sentences", linde, readback)
    assert SECRET in done.content.decode()
    told = Telling.objects.get(member=linde.chair("Joost")).told()
    assert told.on("when") == Said("date", "2027-02-01", "from")


@pytest.mark.parametrize("stage", ["writing", "comparing"])
def test_who_hasnt_written_gets_nobodys_words_from_any_address(linde, readback, as_, stage):
    for name in ("Anouk", "Samira"):
        tell(linde, readback, name)
    if stage == "comparing":
        commands.show_tellings(linde.facilitator, readback.pk)
    for name in PAGES[:-1]:
        reply = as_("Joost").get(page(f"readback{name}", linde, readback), follow=True)
        assert SECRET.encode() not in reply.content, name
    assert SECRET.encode() not in as_("Joost").get(reverse("now_fragment", args=[linde.team.key])).content


def test_what_a_page_weighs_doesnt_tell_how_much_the_others_wrote(linde, readback, as_):
    names = ("readback_telling", "readback_wall_fragment", "readback_sentences_fragment")

    def weighs():
        return [len(CHANCE.sub(b"", as_("Joost").get(page(n, linde, readback)).content)) for n in names]

    tell(linde, readback, "Anouk", "Kort.")
    short = weighs()
    Telling.objects.update(sentence="x" * 280)
    assert weighs() == short


def test_the_wall_shows_sentences_only_from_comparing_on(linde, readback, as_):
    tell(linde, readback, "Anouk")
    wall = page("readback_wall", linde, readback)
    assert SECRET not in as_().get(wall).content.decode()
    tell(linde, readback, "Samira")
    as_().post(page("readback_showing", linde, readback))
    assert SECRET in as_().get(wall).content.decode()


def test_a_mistake_keeps_what_was_filled_in(linde, readback, as_):
    wrong = {**FORM, "when-day": "31-2-2027", "sentence": ""}
    reply = as_("Joost").post(page("readback_telling", linde, readback), wrong)
    text = reply.content.decode()
    assert reply.status_code == 422
    assert "alle afdelingen op Oost" in text
    assert 'id="when-day-error"' in text
    assert 'id="sentence-error"' in text
    assert not Telling.objects.exists()


def test_the_wall_leads_from_differences_to_understood_alike(linde, readback, as_):
    comparing(linde, readback)
    lead = as_()
    wall = lead.get(page("readback_wall", linde, readback)).content.decode()
    assert '<mark class="differs">' in wall
    clarified, again = page("readback_clarified", linde, readback), {"again": "yes", "slots": "status"}
    assert lead.post(clarified, {**again, "key": "k"}).status_code == 422
    lead.post(clarified, {**again, "key": "k2", "clarified": "Besloten: per 1 februari zonder papier."})
    assert Readback.objects.get().slots == ["status"]
    for name in cast.MT:
        form = as_(name).get(page("readback_telling", linde, readback)).content.decode()
        assert 'name="sentence"' not in form
        assert 'name="when"' not in form
        as_(name).post(page("readback_telling", linde, readback), {"status": "decided"})
    lead.post(page("readback_ending", linde, readback), {"how": "alike"})
    assert Readback.objects.get().stage == "alike"
    assert lead.get(page("readback", linde, readback)).status_code == 200


@pytest.mark.parametrize("state", ["writing", "comparing", "ended"])
def test_every_page_takes_at_most_ten_queries(linde, readback, as_, state, django_assert_max_num_queries):
    if state != "writing":
        comparing(linde, readback)
    if state == "ended":
        commands.leave_open(linde.facilitator, readback.pk, "Daarom.")
    pages = [page(f"readback{name}", linde, readback) for name in PAGES]
    pages += [reverse(name, args=[linde.team.key]) for name in ("readbacks", "readback_new", "home", "now")]
    for client in (as_(), as_("Joost")):
        for address in pages:
            with django_assert_max_num_queries(10):
                reply = client.get(address)
            assert reply.status_code in (200, 204, 302, 403), address


def test_it_is_taken_along_as_markdown_and_pdf_and_read_behind_a_link(linde, readback, as_):
    comparing(linde, readback)
    commands.leave_open(linde.facilitator, readback.pk, "In [maart] weten we het.")
    text = as_("Joost").get(page("readback_markdown", linde, readback))
    assert SECRET in text.content.decode()
    assert r"In \[maart\] weten we het." in text.content.decode()
    assert as_("Joost").get(page("readback_pdf", linde, readback)).content.startswith(b"%PDF")
    as_().post(page("readback_share", linde, readback), {"how": "open"})
    kept = as_().get(page("readback", linde, readback)).content.decode()
    link = re.search(r'value="(http://[^"]+/r/[^"]+)"', kept)[1]
    shared = Client().get(link)
    assert SECRET in shared.content.decode()
    assert "<form" not in re.search(r"<main.*</main>", shared.content.decode(), re.DOTALL)[0]
    assert shared["X-Robots-Tag"].startswith("noindex")
    as_().post(page("readback_share", linde, readback), {"how": "end"})
    assert Client().get(link).status_code == 404


def test_what_people_write_is_shown_and_never_obeyed(linde, as_):
    nasty = '<script>alert(1)</script> #sys.inputs $x$ */ "'
    readback = commands.open_readback(linde.facilitator, linde.team, nasty)
    for name in cast.MT:
        tell(linde, readback, name, nasty, who=Said("text", nasty), step=Said("text", nasty))
    for name in ("readback_wall", "readback", "readback_sentences"):
        assert b"<script>alert" not in as_("Joost").get(page(name, linde, readback)).content
    assert as_("Joost").get(page("readback_pdf", linde, readback)).content.startswith(b"%PDF")


def test_somebody_who_hasnt_written_is_named_as_the_one_who_does_it(linde, readback, as_):
    for name in ("Marieke", "Samira"):
        tell(linde, readback, name, who=Said("person", str(linde.chair("Ravi").pk)))
    commands.show_tellings(linde.facilitator, readback.pk)
    wall = as_().get(page("readback_wall", linde, readback)).content.decode()
    assert '<p class="words">Ravi</p>' in wall


def test_deleting_asks_once_and_then_everything_is_gone(linde, readback, as_):
    comparing(linde, readback)
    address = page("readback_deletion", linde, readback)
    assert as_("Joost").get(address).status_code == 403
    assert as_().get(address).status_code == 200
    assert Readback.objects.exists()
    as_().post(address)
    assert not Readback.objects.exists()
    assert as_().get(page("readback", linde, readback)).status_code == 404


# --- from the first screen


def test_from_the_first_screen_to_the_wall_in_two_submits(db, client_of):
    founder = cast.founder()
    client = client_of(founder)
    assert reverse("readback_start") in client.get("/").content.decode()
    client.get(reverse("readback_start"))
    wall = client.post(reverse("readback_start"), {"text": TEXT, "key": "k"}, follow=True)
    again = client.post(reverse("readback_start"), {"text": TEXT, "key": "k"}, follow=True)
    assert wall.redirect_chain[-1] == again.redirect_chain[-1]
    assert Team.objects.get().walk_in
    assert 'class="qr"' in wall.content.decode()
    assert TEXT in wall.content.decode()


def test_an_empty_walk_in_table_has_all_its_pages(db, client_of):
    client = client_of(cast.founder())
    client.post(reverse("readback_start"), {"text": TEXT, "key": "k"})
    at = [Team.objects.get().key]
    for name in ("home", "table", "table_fragment", "scans", "scan_new", "readbacks", "actions", "now"):
        assert client.get(reverse(name, args=at), follow=True).status_code == 200, name


def test_a_readback_that_lies_still_calls_no_phone_any_more(linde, readback, as_):
    now = reverse("now", args=[linde.team.key])
    assert as_("Joost").get(now).status_code == 302
    Readback.objects.update(asked=readback.asked - timedelta(days=9))
    assert as_("Joost").get(now).status_code == 200


def test_minutes_are_picked_from_in_their_own_order(db, client_of):
    lines = ["Notulen", "Ravi licht toe.", "Besluit: papier stopt.", "Rondvraag", "Besloten: meer scherm."]
    minutes = "\n- ".join(["", *lines])
    client = client_of(cast.founder())
    pick = client.post(reverse("readback_start"), {"text": minutes, "key": "k"}).content.decode()
    listed = re.findall(r'name="line" value="([^"]+)"', pick)
    assert listed == [lines[2], lines[4], *lines]
    client.post(reverse("readback_start"), {"text": minutes, "line": listed[0], "key": "k"})
    assert Readback.objects.get().text == "Besluit: papier stopt."


def test_an_outsider_cant_start_one(db, client_of, outsider):
    assert client_of(outsider).get(reverse("readback_start")).status_code == 403
    assert client_of(None).post(reverse("readback_start"), {"text": TEXT}).status_code == 403


def test_a_walk_in_table_asks_only_a_name(db, client_of):
    client_of(cast.founder()).post(reverse("readback_start"), {"text": TEXT, "key": "k"})
    invitation = Invitation.objects.select_related("team__stream").get()
    from koers.apps.people import secrets
    from koers.web.views.join import slug

    code = slug(secrets.join_code(str(invitation.pk)))
    phone = Client()
    form = phone.get(reverse("join", args=[code])).content.decode()
    assert 'name="seat"' not in form
    key = re.search(r'name="key" value="([^"]+)"', form)[1]
    there = phone.post(reverse("join_seat", args=[code]), {"name": "Marieke", "key": key}, follow=True)
    assert there.redirect_chain[-1][0].endswith("/readback/1/telling/")
    twice = Client().post(reverse("join_seat", args=[code]), {"name": "marieke", "key": "other"})
    assert twice.status_code == 422
    lead = client_of(Member.objects.get(facilitator=True).person)
    own = lead.post(reverse("readback_chair", args=[invitation.team.key, 1]), {"name": "Bram"})
    assert own.url.endswith("/readback/1/telling/")
    assert [m.name for m in at_table.table(at_table.guest_seat(invitation, None))] == ["Marieke", "Bram"]
