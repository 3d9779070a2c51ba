"""The day's letter, caught by a real mail server: once, in one's own language, ever less about one thing."""

import logging
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from koers import worker
from koers.apps.ledger import clock, readers
from koers.apps.ledger.models import Ask, Entry
from koers.apps.notices import commands, outbox
from koers.apps.notices.models import Letter, Letterbox, Notice
from koers.apps.people import commands as people
from koers.apps.people.models import Person, Team
from koers.apps.people.queries import seat_of_person
from koers.apps.readbacks import commands as reading
from koers.domain import notices
from koers.serving import health
from koers.web.channels.mail import sending
from tests import rounds
from tests.cast import Table
from tests.mailbox import PASSWORD, Mailbox, address_of, html, links, monday, send_at, text
from tests.races import at_once, raised


def readback(table: Table, said: str = rounds.DECISION) -> int:
    readers.asks.catch_up_all()  # in a test's own transaction nobody told the reader who sat down
    return reading.open_readback(table.facilitator, table.team, said, ["who"]).pk


# --- once a day, with everything


def test_a_letter_comes_once_with_everything_newest_first(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)
    readback(linde)
    send_at(monday(hour=8, minute=29))
    send_at(monday(hour=8, minute=30))
    for minute in (31, 45, 59):
        send_at(monday(minute=minute))
    send_at(monday(hour=9))
    [letter] = mailbox.to(joost)
    said = text(letter)
    assert letter["Subject"] == "Koers: er wachten twee dingen op je"
    assert "Joost, twee dingen wachten op jou" in said
    assert said.index("in je eigen woorden") < said.index("vijf vragen")  # newest first
    assert rounds.DECISION in said  # with the text itself
    assert "De Linde, MT" in said
    assert f"https://koers.example/t/{linde.team.key}/now/" in said
    assert rounds.DECISION in html(letter)
    assert "color-scheme" in html(letter)
    assert "<img" not in html(letter)
    assert "http" not in html(letter).replace("https://koers.example/", "")


def test_english_for_who_reads_english(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    Person.objects.filter(email=joost).update(language="en")
    rounds.opened(linde)
    send_at(monday())
    [letter] = mailbox.to(joost)
    assert letter["Subject"] == "Koers: one thing waits for you"
    assert "Answer the five questions of the scan." in text(letter)
    assert 'lang="en"' in html(letter)


def test_all_tables_of_somebody_come_in_one_letter(linde: Table, next_door: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    chair = next_door.chair("Fatima")
    chair.person = Person.objects.get(email=joost)
    chair.save()
    rounds.opened(linde)
    rounds.opened(next_door, "guessable")
    send_at(monday())
    [letter] = mailbox.to(joost)
    assert "De Linde, MT" in text(letter)
    assert "De Linde, Wijkteam Noord" in text(letter)


def test_nothing_open_no_letter(linde: Table, mailbox: Mailbox) -> None:
    address_of(linde, "Joost")
    send_at(monday())
    assert mailbox.caught == []


def test_who_has_no_address_or_a_seat_no_more_gets_none(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)
    people.free_seat(linde.facilitator, linde.chair("Joost").pk)
    send_at(monday())
    assert mailbox.to(joost) == []
    assert mailbox.caught == []


def test_what_was_answered_meanwhile_isnt_in_it(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    pk = readback(linde)
    rounds.opened(linde)
    readers.asks.catch_up_all()
    said = {"status": rounds.Said("choice", "decided"), "who": rounds.Said("text", "Oost")}
    reading.tell(linde.seat("Joost"), pk, "Papier stopt.", said)
    send_at(monday())
    [letter] = mailbox.to(joost)
    assert "eigen woorden" not in text(letter)
    assert letter["Subject"] == "Koers: er wacht één ding op je"


def test_ever_less_about_one_thing(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)
    heard = []
    for day in range(21):
        before = len(mailbox.to(joost))
        send_at(monday(day))
        if len(mailbox.to(joost)) > before:
            heard.append(day)
    assert heard == [0, 1, 3, 7]


def test_a_new_thing_doesnt_bring_the_old_one_along_again(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)
    for day in (0, 1):
        send_at(monday(day))
    with clock.at(monday(1, hour=12)):
        readback(linde)
    send_at(monday(2))
    last = mailbox.to(joost)[-1]
    assert "eigen woorden" in text(last)
    assert "vijf vragen" not in text(last)


def test_an_action_is_mentioned_on_its_day_and_not_the_day_after_it_was_agreed(
    linde: Table, mailbox: Mailbox
) -> None:
    joost = address_of(linde, "Joost")
    today = timezone.localdate()
    due = (monday(8).date() - today).days  # a Tuesday
    rounds.agreed_by(linde, "Joost", "Bel Oost over de overdracht", timedelta(days=due))
    for day in range(8):
        send_at(monday(day))
    assert mailbox.to(joost) == []
    send_at(monday(8))
    [letter] = mailbox.to(joost)
    assert "Bel Oost over de overdracht" in text(letter)
    assert "Van Anouk" not in text(letter)
    assert f"dinsdag {monday(8).day}" in text(letter) or f"di {monday(8).day}" in text(letter).lower()


def test_what_is_asked_only_later_waits_for_its_moment(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    readback(linde)
    readers.asks.catch_up_all()
    Ask.objects.update(since=monday(2, hour=0, minute=0))
    for day in (0, 1):
        send_at(monday(day))
    assert mailbox.to(joost) == []
    send_at(monday(2))
    assert len(mailbox.to(joost)) == 1


# --- quiet times


def test_a_worker_that_was_away_until_the_weekend_waits_for_monday(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)
    send_at(monday(5))  # Saturday: nobody worked since Monday
    send_at(monday(7, hour=7))
    assert mailbox.to(joost) == []
    send_at(monday(7))
    assert len(mailbox.to(joost)) == 1


def test_the_weekend_is_quiet(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    with clock.at(monday(4, hour=17)):  # Friday after work
        rounds.opened(linde)
    for day in (5, 6):
        send_at(monday(day))
    assert mailbox.to(joost) == []
    send_at(monday(7))
    assert len(mailbox.to(joost)) == 1


def test_somebody_chooses_hour_days_zone_and_language(linde: Table, mailbox: Mailbox, client_of) -> None:
    joost = address_of(linde, "Joost")
    client = client_of(linde.chair("Joost").person)
    form = {"at": "17:00", "days": ["1", "5"], "zone": "America/Paramaribo", "language": "en"}
    assert client.post("/me/letters/", form).status_code == 302
    rounds.opened(linde)
    send_at(monday(1, hour=20, minute=30))  # 16:30 there
    assert mailbox.to(joost) == []
    send_at(monday(1, hour=21, minute=1))
    [letter] = mailbox.to(joost)
    assert "five questions" in text(letter)
    page = client.get("/me/letters/").content.decode()
    assert '<option value="17:00" selected' in page
    assert "<option selected>America/Paramaribo" in page


def test_moving_the_hour_brings_no_second_letter_that_day(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)
    send_at(monday())
    with clock.at(monday(hour=9)):
        seat = linde.seat("Joost")
        rhythm = notices.rhythm(time(10), "Europe/Amsterdam", range(7))
        commands.set_letters(seat_of_person(Person.objects.get(pk=seat.person)), rhythm, "nl", never=False)
        readback(linde)
    send_at(monday(hour=10))
    assert len(mailbox.to(joost)) == 1
    send_at(monday(1, hour=10))
    assert len(mailbox.to(joost)) == 2


def test_the_night_in_which_the_clock_goes_back_brings_one_letter(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    person = Person.objects.get(email=joost)
    rhythm = notices.rhythm(time(6), "Europe/Amsterdam", [6])
    commands.set_letters(seat_of_person(person), rhythm, "nl", never=False)
    rounds.opened(linde)
    readers.asks.catch_up_all()
    night = datetime(2027, 10, 30, 21, 0, tzinfo=ZoneInfo("UTC"))
    Letterbox.objects.filter(person=person).update(next=rhythm.after(night))
    for step in range(24 * 4):
        send_at(night + timedelta(minutes=15 * step))
    assert len(mailbox.to(joost)) == 1
    assert Letter.objects.get(kind="digest").day.isoformat() == "2027-10-31"


def test_never_means_never(linde: Table, mailbox: Mailbox, client_of) -> None:
    joost = address_of(linde, "Joost")
    client = client_of(linde.chair("Joost").person)
    form = {"at": "08:30", "zone": "Europe/Amsterdam", "language": "nl", "never": "yes"}
    assert client.post("/me/letters/", form).status_code == 302
    rounds.opened(linde)
    send_at(monday())
    assert mailbox.to(joost) == []
    assert "Je krijgt geen mail" in client.get("/me/letters/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"at": "03:00"}, "at"), ({"at": "x"}, "at"), ({"zone": "Nergens"}, "zone"), ({"days": []}, "days")],
)
def test_settings_that_cant_be_are_said_at_their_field(
    linde: Table, client_of, wrong: dict[str, object], field: str
) -> None:
    form = {"at": "08:30", "days": ["0"], "zone": "Europe/Amsterdam", "language": "nl"} | wrong
    reply = client_of(linde.chair("Joost").person).post("/me/letters/", form)
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.content.decode()


# --- several workers, servers that are down, doubles


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_it_among_its_other_work(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)
    with time_machine.travel(monday(), tick=False):
        worker.tick()
        worker.tick()
    assert len(mailbox.to(joost)) == 1


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_one_letter(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    anouk = address_of(linde, "Anouk")
    rounds.opened(linde)
    readers.asks.catch_up_all()
    with time_machine.travel(monday(), tick=False):
        assert raised(at_once(*[sending.send_due] * 4)) == []
        sending.send_due()
    assert (len(mailbox.to(joost)), len(mailbox.to(anouk))) == (1, 1)
    assert set(Notice.objects.values_list("times", flat=True)) == {1}


def test_a_server_that_is_down_for_a_while_gets_it_later_once(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)
    mailbox.down()
    for minute in range(31, 60):
        send_at(monday(minute=minute))
    letter = Letter.objects.get(kind="digest")
    assert letter.trouble == "ConnectionRefusedError"
    assert 3 <= letter.tries <= 6  # slower and slower, not at every look
    mailbox.up()
    for hour in (10, 11, 12):
        send_at(monday(hour=hour))
    assert len(mailbox.to(joost)) == 1
    assert Letter.objects.get(kind="digest").stage == "sent"


def test_a_server_that_is_down_all_day_gets_one_letter_the_next_day(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)
    mailbox.down()
    for hour in range(9, 24):
        send_at(monday(hour=hour))
    mailbox.up()
    send_at(monday(hour=23, minute=59))
    assert mailbox.to(joost) == []  # at night nothing is sent
    for hour in (9, 10):
        send_at(monday(1, hour=hour))
    [letter] = mailbox.to(joost)
    assert "vijf vragen" in text(letter)


def test_who_dies_with_a_letter_in_hand_leaves_it_for_another_under_the_same_name(
    linde: Table, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)

    class Killed(BaseException):
        pass

    def dies(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(outbox, "sent", dies)
        with pytest.raises(Killed):
            send_at(monday())
    send_at(monday() + timedelta(seconds=30))
    assert len(mailbox.to(joost)) == 1  # it is still in the dead one's hand
    send_at(monday() + outbox.LEASE)
    first, second = mailbox.to(joost)
    assert first["Message-ID"] == second["Message-ID"]
    assert text(first).splitlines()[:6] == text(second).splitlines()[:6]
    send_at(monday(hour=12))
    assert len(mailbox.to(joost)) == 2


def test_an_address_that_is_refused_keeps_nobody_else_waiting_and_is_shown_to_who_set_it_up(
    linde: Table, mailbox: Mailbox, client_of, caplog: pytest.LogCaptureFixture
) -> None:
    joost, anouk = address_of(linde, "Joost"), address_of(linde, "Anouk")
    rounds.opened(linde)
    mailbox.refuses = joost
    with caplog.at_level(logging.DEBUG):
        for hour in range(9, 14):
            for minute in (0, 20, 40):
                send_at(monday(hour=hour, minute=minute))
    assert len(mailbox.to(anouk)) == 1
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("koers")]
    assert ours
    assert not any(joost in said for said in ours)
    letter = Letter.objects.get(person__email=joost)
    assert (letter.trouble, letter.tries >= notices.TROUBLE_AFTER) == ("550", True)
    page = client_of(linde.helper.person).get("/letters/").content.decode()
    assert "Joost" in page
    assert "550" in page
    assert joost not in page
    assert health.mail() == {"on": True, "waiting": 1, "trouble": 1}


def test_a_letter_that_cant_be_written_keeps_nobody_else_waiting(
    linde: Table, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    address_of(linde, "Joost")
    anouk = address_of(linde, "Anouk")
    rounds.opened(linde)
    real = sending.letters.digest

    def broken(letter: Letter, *rest: object) -> object:
        if letter.person.name == "Joost":
            raise ValueError
        return real(letter, *rest)

    monkeypatch.setattr(sending.letters, "digest", broken)
    send_at(monday())
    assert len(mailbox.to(anouk)) == 1
    assert Letter.objects.get(person__name="Joost").trouble == "ValueError"


def test_a_name_can_begin_no_header(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    Person.objects.filter(email=joost).update(name="Joost\r\nBcc: evil@example.org\r\n\r\n<b>hi</b>")
    Team.objects.filter(pk=linde.team.pk).update(name="MT\nSubject: x <script>")
    rounds.opened(linde)
    send_at(monday())
    [letter] = mailbox.caught
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Koers: er wacht één ding op je"
    assert "<script>" not in html(letter)
    assert "<b>" not in html(letter)


def test_without_a_mail_server_nothing_heaps_up_and_the_page_says_so(
    linde: Table, mailbox: Mailbox, settings, client_of
) -> None:
    address_of(linde, "Joost")
    settings.LETTERS_LEAD_TO = ""
    rounds.opened(linde)
    send_at(monday())
    assert (mailbox.caught, Letter.objects.count()) == ([], 0)
    page = client_of(linde.chair("Joost").person).get("/me/letters/").content.decode()
    assert "verstuurt geen mail" in page
    assert health.mail() == {"on": False, "waiting": 0, "trouble": 0}


def test_old_letters_are_forgotten(linde: Table, mailbox: Mailbox) -> None:
    address_of(linde, "Joost")
    rounds.opened(linde)
    for day in (0, 1, 3, 7, 28):
        send_at(monday(day))
    assert [letter.day for letter in Letter.objects.all()] == [monday(28).date()]


# --- only an address that its owner confirmed


def test_an_address_is_confirmed_before_anything_else_is_mailed_to_it(
    linde: Table, mailbox: Mailbox, client_of
) -> None:
    person = linde.chair("Joost").person
    people.open_account(seat_of_person(person), "joost@linde.example", PASSWORD)
    rounds.opened(linde)
    for _ in range(3):
        send_at(monday(hour=11))
    [letter] = mailbox.caught
    assert letter["Subject"] == "Koers: is dit je adres?"
    assert "Joost" not in text(letter) + str(letter["To"]).replace("joost@linde.example", "")
    [address] = links(letter, "/m/address/")
    client = Client()
    assert client.get(address).status_code == 200
    send_at(monday(1))
    assert len(mailbox.caught) == 1  # opening the link isn't enough: scanners do
    assert client.post(address).status_code == 200
    send_at(monday(2))
    assert len(mailbox.caught) == 2
    assert "vijf vragen" in text(mailbox.caught[1])


def test_another_address_is_asked_anew_and_the_old_link_confirms_nothing(
    linde: Table, mailbox: Mailbox
) -> None:
    person = linde.chair("Joost").person
    people.open_account(seat_of_person(person), "oud@linde.example", PASSWORD)
    send_at(monday())
    people.open_account(seat_of_person(person), "nieuw@linde.example", PASSWORD)
    send_at(monday(1))
    old, new = mailbox.caught
    assert "nieuw@linde.example" in new["To"]
    assert Client().post(links(old, "/m/address/")[0]).status_code == 410
    assert Letterbox.objects.get(person=person).confirmed == ""


def test_the_link_can_be_asked_for_again_but_nobody_is_flooded(
    linde: Table, mailbox: Mailbox, client_of
) -> None:
    person = linde.chair("Joost").person
    people.open_account(seat_of_person(person), "joost@linde.example", PASSWORD)
    client = client_of(Person.objects.get(pk=person.pk))
    for _ in range(6):
        send_at(monday())
        assert client.post("/me/letters/asking/").status_code == 302
    assert len(mailbox.caught) == outbox.CONFIRMATIONS_A_DAY


# --- ending letters


def unsubscribed(letter: EmailMessage) -> str:
    """The address in the header, as a mail program reads it."""
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return str(letter["List-Unsubscribe"]).strip().strip("<>").removeprefix("https://koers.example")


def test_one_click_in_the_mail_program_ends_all_letters(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)
    send_at(monday())
    address = unsubscribed(mailbox.to(joost)[0])
    # As it went over the line: a mail program reads no encoded word here.
    assert f"<https://koers.example{address}>".encode() in mailbox.raw[0]
    machine = Client(enforce_csrf_checks=True)
    assert machine.get(address).status_code == 200
    assert Letterbox.objects.get(person__email=joost).never is False
    for _ in range(2):
        assert machine.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Entry.objects.filter(deed="stop_letters").count() == 1
    send_at(monday(1))
    assert len(mailbox.to(joost)) == 1


def test_letters_about_one_thing_can_end(linde: Table, mailbox: Mailbox) -> None:
    joost = address_of(linde, "Joost")
    readback(linde)
    rounds.opened(linde)
    send_at(monday())
    [letter] = mailbox.to(joost)
    about_one = [address for address in links(letter, "/m/stop/") if address != unsubscribed(letter)]
    assert len(about_one) == 1  # never about a scan without names: who ends those has probably answered
    client = Client()
    assert client.get(about_one[0]).status_code == 200
    send_at(monday(1))
    assert "eigen woorden" in text(mailbox.to(joost)[-1])
    assert client.post(about_one[0]).status_code == 200
    send_at(monday(3))
    assert "eigen woorden" not in text(mailbox.to(joost)[-1])
    assert "vijf vragen" in text(mailbox.to(joost)[-1])
    assert Ask.objects.filter(member=linde.chair("Joost").pk, deed="tell").exists()  # it stays on the page


# --- answers without names


def test_a_letter_doesnt_differ_by_who_has_answered(linde: Table, mailbox: Mailbox) -> None:
    joost, anouk = address_of(linde, "Joost"), address_of(linde, "Anouk")
    scan = rounds.opened(linde)
    rounds.answer(linde, scan, "Joost")
    for day in range(10):
        send_at(monday(day))
    answered = [text(one).replace("Joost", "X") for one in mailbox.to(joost)]
    waits = [text(one).replace("Anouk", "X") for one in mailbox.to(anouk)]

    def plain(letters: list[str]) -> list[list[str]]:
        return [[line for line in one.splitlines() if "/m/" not in line] for one in letters]

    assert plain(answered) == plain(waits)
    assert not any("/m/stop/" in line for one in answered for line in one.splitlines()[:12])
    told = Notice.objects.values_list("person__name", "times", "latest", "stopped")
    assert {row[1:] for row in told} == {(4, monday(7).date(), False)}


def test_what_is_kept_of_letters_goes_with_the_round(linde: Table, mailbox: Mailbox) -> None:
    address_of(linde, "Joost")
    scan = rounds.opened(linde)
    send_at(monday())
    assert Notice.objects.count() == 1
    rounds.commands.close_round(linde.facilitator, scan.pk)
    readers.asks.catch_up_all()
    assert Notice.objects.count() == 0
