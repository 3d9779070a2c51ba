"""The course of an open proposal: its text, its window, who decides, and its end."""

from datetime import date
from typing import Annotated

from pydantic import Field

from koers.apps.decisions import commands
from koers.web.api.caller import Caller
from koers.web.api.kinds import MOST, Body, Number, Text, Word
from koers.web.api.room import Room
from koers.web.api.rooms.proposals import ProposalWhole, options_of
from koers.web.api.rooms.responses import done

room = Room("course")


class ProposalText(Body):
    """A title and a text."""

    title: Text
    text: Text


class MaterialText(ProposalText):
    """The same; other options than before, where it has options."""

    options: Annotated[list[Word], Field(max_length=MOST)] | None = None
    nothing: Word = ""


class AmendedText(ProposalText):
    """The same, and the objections that it meets."""

    objections: Annotated[list[Number], Field(max_length=MOST)]


class LongerWindow(Body):
    """So many working days more."""

    days: int = Field(ge=1, le=100)


class AtTable(Body):
    """Somebody at the table."""

    member: Number


class AwayBody(AtTable):
    """From when until when somebody is away."""

    first: date
    last: date


class InterestBody(AtTable):
    """Who has an interest in it, and which."""

    interest: Text


class OwnInterest(Body):
    """Why."""

    reason: Text


class AgreesBody(Body):
    """Whether they should stay out of it."""

    agree: bool


@room.does("proposals/{number}/text/editorial/", "edit_editorial", ProposalWhole)
def editorial(caller: Caller, number: Number, body: ProposalText) -> object:
    """Repair a typo. Answers stay."""
    return done(caller, number, commands.edit_editorial, body.title, body.text)


@room.does("proposals/{number}/text/material/", "edit_material", ProposalWhole)
def material(caller: Caller, number: Number, body: MaterialText) -> object:
    """Change what is proposed: everybody is asked again."""
    options = None if body.options is None else options_of(body.options, body.nothing)
    return done(caller, number, commands.edit_material, body.title, body.text, options=options)


@room.does("proposals/{number}/text/amended/", "integrate", ProposalWhole)
def amended(caller: Caller, number: Number, body: AmendedText) -> object:
    """Change the text so that objections are met."""
    return done(caller, number, commands.integrate, body.title, body.text, body.objections)


@room.does("proposals/{number}/material/", "call_material", ProposalWhole)
def called_material(caller: Caller, number: Number) -> object:
    """Say that the last change is no typo."""
    return done(caller, number, commands.call_material)


@room.does("proposals/{number}/step/", "move_on", ProposalWhole)
def step(caller: Caller, number: Number) -> object:
    """To the next step."""
    return done(caller, number, commands.move_on)


@room.does("proposals/{number}/full-window/", "ask_full_window", ProposalWhole)
def full_window(caller: Caller, number: Number) -> object:
    """Leave it open until its end, also when everybody has answered."""
    return done(caller, number, commands.ask_full_window)


@room.does("proposals/{number}/meeting/", "take_to_meeting", ProposalWhole)
def meeting(caller: Caller, number: Number) -> object:
    """Better talked about: the window stops."""
    return done(caller, number, commands.take_to_meeting)


@room.does("proposals/{number}/extension/", "extend_once", ProposalWhole)
def extension(caller: Caller, number: Number, body: LongerWindow) -> object:
    """More working days, once."""
    return done(caller, number, commands.extend_once, body.days)


@room.does("proposals/{number}/withdrawal/", "withdraw_proposal", ProposalWhole)
def withdrawal(caller: Caller, number: Number) -> object:
    """Take the proposal back."""
    return done(caller, number, commands.withdraw_proposal)


@room.does("proposals/{number}/closing/", "close_process", ProposalWhole)
def closing(caller: Caller, number: Number) -> object:
    """Compute what came out."""
    return done(caller, number, commands.close_process)


@room.does("proposals/{number}/electorate/", "add_to_electorate", ProposalWhole)
def addition(caller: Caller, number: Number, body: AtTable) -> object:
    """Somebody was forgotten. The window begins again."""
    return done(caller, number, commands.add_to_electorate, body.member)


@room.does("proposals/{number}/absence/", "note_away", ProposalWhole)
def absence(caller: Caller, number: Number, body: AwayBody) -> object:
    """Somebody is away: the clock waits."""
    return done(caller, number, commands.note_away, body.first, body.last, body.member)


@room.does("proposals/{number}/absence/spared/", "spare_away", ProposalWhole)
def spared(caller: Caller, number: Number, body: AtTable) -> object:
    """Somebody is away longer than the clock waits: do what was agreed for that."""
    return done(caller, number, commands.spare_away, body.member)


@room.does("proposals/{number}/interest/", "declare_interest", ProposalWhole)
def own_interest(caller: Caller, number: Number, body: OwnInterest) -> object:
    """Stay out of it, and say why."""
    return done(caller, number, commands.declare_interest, body.reason)


@room.does("proposals/{number}/interests/", "propose_recusal", ProposalWhole)
def interest(caller: Caller, number: Number, body: InterestBody) -> object:
    """Say that somebody else has an interest in it."""
    return done(caller, number, commands.propose_recusal, body.member, body.interest)


@room.does("proposals/{number}/interests/{member}/", "decide_recusal", ProposalWhole)
def interest_word(caller: Caller, number: Number, member: Number, body: AgreesBody) -> object:
    """Say whether somebody should stay out of it."""
    return done(caller, number, commands.decide_recusal, member, agree=body.agree)
