"""What is said of an open proposal: answers, questions, reactions, objections and what becomes of them."""

from typing import Annotated, Any

from pydantic import Field

from koers.apps.decisions import commands, queries
from koers.web.api.caller import Caller
from koers.web.api.kinds import MOST, Body, Count, Number, Text, Word
from koers.web.api.room import Room
from koers.web.api.rooms.proposals import ProposalWhole, whole

room = Room("responses")


class AnswerBody(Body):
    """An answer by name; of an objection why, in which role and by which criteria.

    `values` is a rank or a score per option, or whom one names, where the method asks one.
    """

    choice: Word
    reason: Text = ""
    role: Text = ""
    criteria: Annotated[list[Word], Field(max_length=MOST)] = []
    values: Annotated[dict[Word, Count], Field(max_length=MOST)] | None = None

    @property
    def said(self) -> dict[str, Any]:
        """What isn't the answer itself."""
        return {"role": self.role, "criteria": self.criteria, "values": self.values}


class OwnAnswer(AnswerBody):
    """The same; `seen` is the version that was read: no other is answered unread."""

    seen: Number | None = None


class RecordedBody(AnswerBody):
    """What somebody else said, and how they said it."""

    member: Number
    how: Text


class RemarkBody(Body):
    """A few sentences."""

    text: Text


class ObjectionTest(Body):
    """What the three questions about an objection brought."""

    tests: dict[Word, Word]
    finding: Word
    reason: Text


class WayOutBody(Body):
    """How it goes on when consent got stuck."""

    way: Word
    title: Text = ""
    text: Text = ""
    reason: Text = ""


def done(caller: Caller, number: int, command: Any, *given: Any, **named: Any) -> object:
    """One deed on a proposal, and how it stands then."""
    pk = queries.process_at(caller.seat, number).pk
    command(caller.seat, pk, *given, key=caller.key, **named)
    return whole(caller, number)


@room.does("proposals/{number}/response/", "respond", ProposalWhole)
def response(caller: Caller, number: Number, body: OwnAnswer) -> object:
    """Answer by name, or answer anew."""
    given = (body.choice, body.reason)
    return done(caller, number, commands.respond, *given, seen=body.seen, **body.said)


@room.does("proposals/{number}/confirmation/", "confirm_response", ProposalWhole)
def confirmation(caller: Caller, number: Number) -> object:
    """What I answered before still holds."""
    return done(caller, number, commands.confirm_response)


@room.does("proposals/{number}/record/", "record_for", ProposalWhole)
def record(caller: Caller, number: Number, body: RecordedBody) -> object:
    """Write down what somebody said by phone, or otherwise."""
    given = (body.member, body.choice, body.reason)
    return done(caller, number, commands.record_for, *given, how=body.how, **body.said)


@room.refuses("proposals/{number}/ballot/", "cast_ballot")
def ballot(caller: Caller, number: Number) -> object:
    """Voting without a name is for a browser: it holds the secret under which a vote lies. Always refused."""


@room.does("proposals/{number}/questions/", "ask_question", ProposalWhole)
def question(caller: Caller, number: Number, body: RemarkBody) -> object:
    """Ask something that makes clearer what is proposed."""
    return done(caller, number, commands.ask_question, body.text)


@room.does("proposals/{number}/questions/{pk}/answer/", "answer_question", ProposalWhole)
def answer(caller: Caller, number: Number, pk: Number, body: RemarkBody) -> object:
    """Answer a question. The proposer does."""
    return done(caller, number, commands.answer_question, pk, body.text)


@room.does("proposals/{number}/reaction/", "react", ProposalWhole)
def reaction(caller: Caller, number: Number, body: RemarkBody) -> object:
    """Say what one thinks of it, once."""
    return done(caller, number, commands.react, body.text)


@room.does("proposals/{number}/objections/{objection}/test/", "test_objection", ProposalWhole)
def test(caller: Caller, number: Number, objection: Number, body: ObjectionTest) -> object:
    """Keep what the three questions brought."""
    given = (objection, body.tests, body.finding, body.reason)
    return done(caller, number, commands.test_objection, *given)


@room.does("proposals/{number}/objections/{objection}/met/", "confirm_met", ProposalWhole)
def met(caller: Caller, number: Number, objection: Number) -> object:
    """The amendment meets the objection."""
    return done(caller, number, commands.confirm_met, objection)


@room.does("proposals/{number}/objections/{objection}/concern/", "make_concern", ProposalWhole)
def concern(caller: Caller, number: Number, objection: Number) -> object:
    """My objection may stay as a concern."""
    return done(caller, number, commands.make_concern, objection)


@room.does("proposals/{number}/objections/{objection}/aside/", "agree_set_aside", ProposalWhole)
def aside(caller: Caller, number: Number, objection: Number) -> object:
    """Agree that an objection is set aside."""
    return done(caller, number, commands.agree_set_aside, objection)


@room.does("proposals/{number}/way-out/", "get_unstuck", ProposalWhole)
def way_out(caller: Caller, number: Number, body: WayOutBody) -> object:
    """Consent got stuck: a shorter trial, a helping group, or the method agreed before."""
    said = {"title": body.title, "text": body.text, "reason": body.reason}
    return done(caller, number, commands.get_unstuck, body.way, **said)
