"""Links in letters: opening one changes nothing, sending the form acts as its person does, and they end."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from koers.apps.actions.models import Action
from koers.apps.decisions import commands as deciding
from koers.apps.decisions.models import Process, Response
from koers.apps.ledger.models import Entry
from koers.apps.notices import commands
from koers.apps.people import commands as people
from koers.apps.people.models import Person
from koers.apps.people.queries import guest_seat, seat_of_person
from koers.web.channels import links as made
from koers.web.channels.outside import DEEDS
from tests import cast, proposals, rounds
from tests.cast import Table
from tests.mailbox import Mailbox, address_of, links, monday, send_at
from tests.web.test_access import everything

DONE = {"outcome": "done", "effect": "a_bit", "word": "Oost belt nu zelf."}


@pytest.fixture
def joosts(linde: Table) -> Action:
    """An action of Joost that is due."""
    return rounds.agreed_by(linde, "Joost", "Bel Oost", monday().date() - timezone.localdate())


def posted(linde: Table, mailbox: Mailbox) -> str:
    """The address behind "Done" in Joost's letter of Monday. The clock stays where it is."""
    joost = address_of(linde, "Joost")
    send_at(monday())
    [letter] = mailbox.to(joost)
    return f"{links(letter, '/m/')[0]}?outcome=done"


def test_opening_a_link_changes_nothing_and_shows_the_form_filled_in(
    linde: Table, joosts: Action, mailbox: Mailbox
) -> None:
    address = posted(linde, mailbox)
    before = everything()
    with time_machine.travel(monday(hour=9)):
        for browser in (Client(), Client(), Client(headers={"user-agent": "scanner"})):
            reply = browser.get(address)
            assert reply.status_code == 200
            assert browser.head(address).status_code in (200, 405)
    assert everything() == before
    page = reply.content.decode()
    assert "Bel Oost" in page
    assert 'value="done" required checked' in page
    assert "Je antwoordt als Joost" in page
    assert "no-store" in reply["Cache-Control"]


def test_sending_it_acts_once_as_that_seat_however_often_it_is_sent(
    linde: Table, joosts: Action, mailbox: Mailbox
) -> None:
    address, client = posted(linde, mailbox), Client()
    with time_machine.travel(monday(hour=9)):
        for _ in range(3):
            reply = client.post(address, DONE, follow=True)
            assert reply.status_code == 200
            assert "Dank je, het is bewaard" in reply.content.decode()
    joosts.refresh_from_db()
    assert (joosts.outcome, joosts.word) == ("done", DONE["word"])
    [entry] = Entry.objects.filter(deed="report_action")
    assert entry.actor == f"member:{linde.chair('Joost').pk}"
    assert "_auth_user_id" not in client.session  # it signed nobody in


def test_what_doesnt_fit_is_said_and_nothing_is_kept(linde: Table, joosts: Action, mailbox: Mailbox) -> None:
    address = posted(linde, mailbox)
    before = everything()
    with time_machine.travel(monday(hour=9)):
        reply = Client().post(address, {"outcome": "partly", "effect": "no", "word": "x" * 400})
    assert reply.status_code == 422
    page = reply.content.decode()
    assert 'id="word-error"' in page
    assert 'value="partly" required checked' in page
    assert everything() == before


def test_what_was_said_at_the_table_meanwhile_stands(linde: Table, joosts: Action, mailbox: Mailbox) -> None:
    address = posted(linde, mailbox)
    rounds.actions.report_action(linde.seat("Anouk"), joosts.pk, "partly", "Half", "no")
    with time_machine.travel(monday(hour=9)):
        reply = Client().post(address, DONE, follow=True)
    assert "Deels gedaan" in reply.content.decode()
    joosts.refresh_from_db()
    assert joosts.outcome == "partly"


def over(address: str, days: int = 0, hour: int = 9) -> None:
    """This link opens nothing and does nothing, and says so."""
    before = everything()
    with time_machine.travel(monday(days, hour=hour)):
        for reply in (Client().get(address), Client().post(address, DONE)):
            assert reply.status_code == 410
            assert "Deze link is verlopen" in reply.content.decode()
            assert "Bel Oost" not in reply.content.decode()
    assert everything() == before


def test_a_link_lives_seven_days(linde: Table, joosts: Action, mailbox: Mailbox) -> None:
    address = posted(linde, mailbox)
    with time_machine.travel(monday(7, minute=30)):
        assert Client().get(address).status_code == 200
    over(address, days=7)


def test_a_link_ends_with_the_seat(linde: Table, joosts: Action, mailbox: Mailbox) -> None:
    address = posted(linde, mailbox)
    joost = linde.chair("Joost")
    people.free_seat(linde.facilitator, joost.pk)
    over(address)
    door = cast.door(linde)
    chair, _ballot = people.claim_seat(guest_seat(door, None), door, joost.pk, "Nieuw")
    assert chair.pk == joost.pk
    over(address)  # who sits there now didn't get that letter


def test_a_link_ends_when_its_person_withdraws_them(
    linde: Table, joosts: Action, mailbox: Mailbox, client_of
) -> None:
    address = posted(linde, mailbox)
    assert client_of(linde.chair("Joost").person).post("/me/letters/withdrawal/").status_code == 302
    over(address)


def test_a_link_ends_with_the_account(linde: Table, joosts: Action, mailbox: Mailbox) -> None:
    address = posted(linde, mailbox)
    Person.objects.filter(pk=linde.chair("Joost").person_id).update(is_active=False)
    over(address)


def test_a_link_that_isnt_ours_is_not_here(linde: Table, joosts: Action, mailbox: Mailbox) -> None:
    address = posted(linde, mailbox).partition("?")[0]
    token = address.split("/")[2]
    stop = made.stop(linde.chair("Joost").person)
    forged = [token[:-3] + "AAA", "x" + token, token.swapcase(), stop, "x"]
    with time_machine.travel(monday(hour=9)):
        for one in forged:
            assert Client().get(f"/m/{one}/").status_code == 404
            assert Client().post(f"/m/{one}/", DONE).status_code == 404
        # A link to one thing neither ends letters nor confirms an address.
        assert Client().post(f"/m/stop/{token}/").status_code == 404
        assert Client().post(f"/m/address/{token}/").status_code == 404
    joosts.refresh_from_db()
    assert joosts.outcome == ""


def test_a_link_of_one_person_does_nothing_from_anothers_seat(
    linde: Table, next_door: Table, joosts: Action, mailbox: Mailbox
) -> None:
    """Were a link made for a thing of another team, that team's rows wouldn't be there for its seat."""
    fatima = next_door.chair("Fatima")
    commands.set_letters(seat_of_person(fatima.person), commands.Rhythm(), "nl", never=False)
    fatima.person.refresh_from_db()
    link = made.item(fatima.person.letterbox, fatima.pk, "report_action", joosts.pk)
    assert Client().get(f"/m/{link.token()}/").status_code == 410
    stolen = made.Item(
        fatima.person_id, linde.chair("Joost").pk, "report_action", joosts.pk, link.nonce, link.until
    )
    assert Client().get(f"/m/{stolen.token()}/").status_code == 410


def test_answers_without_names_are_never_behind_a_link(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    scan = rounds.opened(linde)
    send_at(monday())
    assert links(mailbox.to(joost)[0], "/m/") == links(mailbox.to(joost)[0], "/m/stop/")
    box = linde.chair("Joost").person.letterbox
    for deed in ("answer", "pick"):
        assert DEEDS[deed].nameless
        assert DEEDS[deed].form is None
        token = made.item(box, linde.chair("Joost").pk, deed, scan.pk).token()
        assert Client().get(f"/m/{token}/").status_code == 410


def test_nothing_that_opens_a_letter_lies_in_the_database(
    linde: Table, joosts: Action, mailbox: Mailbox, client_of
) -> None:
    token = posted(linde, mailbox).split("/")[2]
    page = client_of(linde.chair("Joost").person).post("/me/letters/calendar/", {"how": "open"})
    feed = page.content.decode().split("/m/calendar/")[1].split(".ics")[0]
    kept = repr(everything())
    assert token not in kept
    assert feed not in kept


# --- a proposal


@pytest.fixture
def proposed(linde: Table) -> Process:
    """A proposal that stays open until after the letter of Monday."""
    until = monday(3, hour=15)
    return proposals.opened(linde, closes=until)


def asked_in_letter(linde: Table, mailbox: Mailbox, name: str = "Ravi") -> list[str]:
    """The addresses behind the answers in this person's letter of Monday."""
    box = address_of(linde, name)
    send_at(monday())
    [letter] = mailbox.to(box)
    return [one for one in links(letter, "/m/") if "/stop/" not in one]


def test_a_letter_offers_each_answer_to_a_proposal_and_sending_it_answers(
    linde: Table, proposed: Process, mailbox: Mailbox
) -> None:
    address = asked_in_letter(linde, mailbox)[0]
    with time_machine.travel(monday(hour=9)):
        page = Client().get(f"{address}?choice=concern").content.decode()
        assert proposals.TITLE in page
        assert 'value="concern" required checked' in page
        assert not Response.objects.exists()
        late = Client().post(address, {"choice": "concern", "reason": "", "version": "1"})
        assert (late.status_code, Response.objects.count()) == (422, 0)
        assert 'id="concern-error"' in late.content.decode()
        for _twice in range(2):
            sent = {"choice": "concern", "reason": "Let op de wachttijd.", "version": "1"}
            reply = Client().post(address, sent, follow=True)
        assert "Let op de wachttijd." in reply.content.decode()
    given = Response.objects.get()
    assert (given.member_id, given.choice) == (linde.chair("Ravi").pk, "concern")


def test_a_letter_doesnt_answer_a_text_that_wasnt_read(
    linde: Table, proposed: Process, mailbox: Mailbox
) -> None:
    address = asked_in_letter(linde, mailbox)[0]
    with time_machine.travel(monday(hour=9)):
        deciding.edit_material(linde.seat("Joost"), proposed.pk, proposals.TITLE, proposals.SECOND)
        reply = Client().post(address, {"choice": "no_objection", "version": "1"})
    assert reply.status_code == 422
    assert "dit is versie 2" in reply.content.decode()
    assert not Response.objects.exists()


def test_a_vote_without_names_has_no_answer_in_a_letter(linde: Table, mailbox: Mailbox) -> None:
    process = proposals.opened(linde, "majority", proposals.SECRET, closes=monday(3, hour=15))
    assert asked_in_letter(linde, mailbox) == []
    body = mailbox.caught[-1].get_body(("plain",))
    assert body is not None
    assert f"/proposals/{process.number}/" in body.get_content()
