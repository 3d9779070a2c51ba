"""Signing in: by a link that works once, or with an account added to a name."""

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from koers.apps.ledger.models import Stream
from koers.apps.ledger.turn import turn
from koers.apps.people import secrets
from koers.apps.people.models import Person, SignInLink
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat, system

LINK_LIVES = timedelta(hours=24)


def installation() -> Stream:
    """The one stream of what concerns the installation as a whole."""
    return Stream.objects.get_or_create(kind="installation")[0]


def send_link(person: Person) -> str:
    """A link that signs this person in once. The answer is the token; only its hash is kept."""
    token = secrets.fresh()
    with turn(system(installation().pk), "send_link") as t:
        SignInLink.objects.create(person=person, token_hash=secrets.hashed(token), expires=t.now + LINK_LIVES)
        t.record(person.code)
    return token


def sign_in(token: str) -> Person:
    """Who this link signs in. It works once."""
    seat = Seat("guest", frozenset({"guest"}))
    with turn(seat, "sign_in", on=installation().pk) as t:
        link = SignInLink.objects.select_for_update().filter(token_hash=secrets.hashed(token)).first()
        if link is None:
            raise NotHere
        if link.used or link.expires <= t.now:
            raise Refused("link_over", at=link.used or link.expires)
        link.used = t.now
        link.save(update_fields=["used"])
        t.record(link.person.code)
    return link.person


def first_founder(name: str) -> Person:
    """The person for whom the first link is printed: may start organisations on this installation."""
    return Person.objects.filter(founder=True).order_by("pk").first() or new_founder(name)


def new_founder(name: str) -> Person:
    """Somebody who may start organisations on this installation."""
    with turn(system(installation().pk), "let_found") as t:
        person = Person.objects.sit_down(name)
        person.founder = True
        person.save(update_fields=["founder"])
        t.record(person.code)
    return person


def open_account(seat: Seat, email: str, password: str) -> Person:
    """Add an address and a password to a name, to come in from any device. What was answered stays theirs.

    An address that another has gets the same refusal as one that can't exist: nobody learns who is here.
    """
    with turn(seat, "open_account", on=installation().pk) as t:
        person = Person.objects.select_for_update().get(pk=seat.someone)
        person.email = _usable_email(email, person)
        _usable_password(password, person)
        person.set_password(password)
        person.save(update_fields=["email", "password"])
        t.record(person.code, private={"email": person.email})
    return person


def _usable_email(text: str, person: Person) -> str:
    email = text.strip().lower()
    taken = Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists()
    try:
        validate_email(email)
    except ValidationError:
        taken = True
    if taken:
        raise Refused("email_unfit", "email")
    return email


def _usable_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError:
        raise Refused("password_unfit", "password", least=12) from None
