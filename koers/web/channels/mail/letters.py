"""Writing a letter: plain text and the same as HTML, in its reader's language and time zone.

No picture, nothing fetched, nothing that tells us whether it was opened.
"""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import formataddr
from typing import Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from koers.apps.ledger.models import Ask
from koers.apps.notices.models import Letter, Letterbox
from koers.apps.notices.queries import Waiting
from koers.apps.people import queries as people
from koers.apps.people.models import Person
from koers.web import wording, wording_mail
from koers.web.channels import links, outside
from koers.web.drawing.names import called


@dataclass(frozen=True)
class Line:
    """One thing in a letter."""

    place: str
    sentence: str
    text: str
    when: str
    address: str
    #: Answers that a link fills in beforehand: their words and where they lead.
    answers: list[tuple[str, str]]
    #: Where letters about this one thing end; "" where ending them would tell something.
    stop: str


@contextmanager
def speaking_to(person: Person, box: Letterbox) -> Iterator[None]:
    """In somebody's language and time zone."""
    with translation.override(language_of(person)), timezone.override(ZoneInfo(box.zone)):
        yield


def language_of(person: Person) -> str:
    """Their own language, or the installation's."""
    return person.language or settings.LANGUAGE_CODE


def digest(letter: Letter, waiting: Sequence[Waiting]) -> EmailMultiAlternatives:
    """The letter of a day."""
    box = letter.person.letterbox
    with speaking_to(letter.person, box):
        facts = {
            "heading": _heading(one_line(letter.person.name), len(waiting)),
            "lines": [line(one, box) for one in waiting],
            "letters": links.absolute("letters"),
            "stop": links.absolute("letter_stop", links.stop(letter.person)),
        }
        message = _message(letter, wording_mail.subject(len(waiting)), "digest", facts)
        message.to = [formataddr((one_line(letter.person.name), letter.person.email or ""))]
    message.extra_headers["List-Unsubscribe"] = f"<{facts['stop']}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def confirmation(letter: Letter) -> EmailMultiAlternatives:
    """The letter that asks whether this is the right address. It holds no word that somebody typed in:
    until it is confirmed, the address may be a stranger's.
    """
    with speaking_to(letter.person, letter.person.letterbox):
        address = links.absolute("letter_confirmation", links.confirmation(letter.person))
        return _message(letter, wording_mail.confirm_subject(), "confirm", {"address": address})


def _heading(name: str, count: int) -> str:
    return wording.waiting(called([name])[0], count) if name else wording_mail.subject(count)


def line(one: Waiting, box: Letterbox) -> Line:
    """One thing, in words and with its links."""
    ask, team, seat = one.ask, one.chair.team, people.seat_of(one.chair)
    deed = outside.DEEDS[ask.deed]
    name, whole = one_line(team.name), one_line(team.organisation.name)
    answers, address = _ways(one, box)
    return Line(
        place=name if name == whole else f"{whole}, {name}",
        sentence=str(wording_mail.SENTENCE[ask.deed]),
        text=outside.text_of(ask, seat),
        when=_when(ask),
        address=address,
        answers=answers,
        stop="" if deed.nameless else links.absolute("letter_stop", links.stop(box.person, ask.pk)),
    )


def _ways(one: Waiting, box: Letterbox) -> tuple[list[tuple[str, str]], str]:
    """Where the thing is done: by a link that needs no password, or on the page of the table."""
    form, seat = outside.DEEDS[one.ask.deed].form, people.seat_of(one.chair)
    if form is None or not form.fits(seat, outside.number(one.ask)):
        return [], settings.LETTERS_LEAD_TO + outside.page_of(one.ask, one.chair.team, seat)
    link = links.item(box, one.chair.pk, one.ask.deed, outside.number(one.ask))
    address = links.absolute("letter_item", link.token())
    choices = form.choices(seat, outside.number(one.ask))
    chosen = [(word, f"{address}?{urlencode({form.field: code})}") for code, word in choices]
    return chosen, address


def _when(ask: Ask) -> str:
    if ask.due is None:
        return ""
    day = outside.last_day(ask, timezone.get_current_timezone())
    if day and outside.DEEDS[ask.deed].whole_day:
        return wording_mail.on_day(wording.day(day))
    return wording_mail.until(wording.until(ask.due))


def _message(letter: Letter, subject: str, template: str, facts: dict[str, Any]) -> EmailMultiAlternatives:
    facts |= {"language": language_of(letter.person), "subject": subject}
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"mail/{template}.txt", facts),
        to=[letter.person.email or ""],
        headers={"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"mail/{template}.html", facts), "text/html")
    return message


def message_id(letter: Letter) -> str:
    """The same for every try of this letter, so that who gets it twice can drop one. It counts nothing."""
    text = f"letter:{letter.pk}".encode()
    name = hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()[:32]
    return f"<{name}@{urlsplit(settings.LETTERS_LEAD_TO).hostname}>"


def one_line(text: str) -> str:
    """A name without anything that would begin a new header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
