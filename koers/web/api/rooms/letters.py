"""One's own letters, of all one's tables: when they come, in which language, or never."""

from datetime import time
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from koers.apps.notices import commands, queries
from koers.domain import notices
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Word
from koers.web.api.room import Room

room = Room("letters")


class LettersReply(Schema):
    """How letters come now; `confirmed` is whether there is an address that its owner confirmed."""

    at: time
    days: list[int]
    zone: str
    never: bool
    language: str
    confirmed: bool


class LettersBody(Body):
    """At what hour, on which days of the week (0 is Monday), in which zone and language, or never."""

    at: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    days: Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(max_length=7)]
    zone: Word = "Europe/Amsterdam"
    language: Annotated[str, Field(pattern="^(nl|en)?$")] = ""
    never: bool = False


def _now(caller: Caller) -> dict[str, Any]:
    person = caller.token.person
    box = queries.letterbox_of(person)
    here = {"at": box.at, "days": list(box.days), "zone": box.zone, "never": box.never}
    confirmed = bool(person.email) and box.confirmed == person.email
    return here | {"language": person.language, "confirmed": confirmed}


@room.reads("letters/", LettersReply)
def one(caller: Caller) -> object:
    """How letters come."""
    return _now(caller)


@room.does("letters/", "set_letters", LettersReply, own=True)
def setting(caller: Caller, body: LettersBody) -> object:
    """Choose when letters come, or that they never do."""
    days = body.days or list(notices.WORKDAYS) if body.never else body.days
    rhythm = notices.rhythm(time.fromisoformat(body.at), body.zone, days)
    commands.set_letters(caller.someone, rhythm, body.language, never=body.never)
    caller.token.person.refresh_from_db()
    return _now(caller)


@room.does("letters/asking/", "ask_confirmation", None, own=True)
def asking(caller: Caller) -> None:
    """Have the letter that confirms the address sent once more."""
    commands.ask_confirmation(caller.someone)


@room.does("letters/withdrawal/", "withdraw_links", None, own=True)
def withdrawal(caller: Caller) -> None:
    """End every link in the letters so far."""
    commands.withdraw_links(caller.someone)
