"""What only some ways of deciding have: advice, an election, options that are scored."""

from koers.apps.decisions import commands
from koers.web.api.caller import Caller
from koers.web.api.kinds import Body, Number, Text, Word
from koers.web.api.room import Room
from koers.web.api.rooms.course import AtTable, ProposalText
from koers.web.api.rooms.proposals import ProposalWhole
from koers.web.api.rooms.responses import RemarkBody, done

room = Room("methods")


class AdviserBody(AtTable):
    """Whom to ask, whether they know of it, are touched by it or both, and why."""

    part: Word
    why: Text


class OutsideBody(Body):
    """Who isn't at this table, whether they know of it or are touched, what they advised and how."""

    who: Text
    part: Word
    text: Text
    how: Text


class WeighingBody(Body):
    """What became of somebody's advice, and why."""

    word: Word
    because: Text


class HandOverBody(AtTable):
    """Who decides from now on, and why."""

    why: Text


class NomineeBody(AtTable):
    """Whom one proposes, and why."""

    why: Text


class ResistanceBody(Body):
    """Why one resists it so much."""

    reason: Text


@room.does("proposals/{number}/advisers/", "name_adviser", ProposalWhole)
def adviser(caller: Caller, number: Number, body: AdviserBody) -> object:
    """Add somebody to ask for advice."""
    return done(caller, number, commands.name_adviser, body.member, body.part, body.why)


@room.does("proposals/{number}/advisers/{member}/weighing/", "weigh_advice", ProposalWhole)
def weighing(caller: Caller, number: Number, member: Number, body: WeighingBody) -> object:
    """Say what became of somebody's advice. Who decides does."""
    return done(caller, number, commands.weigh_advice, member, body.word, body.because)


@room.does("proposals/{number}/outside/", "record_outside", ProposalWhole)
def outside(caller: Caller, number: Number, body: OutsideBody) -> object:
    """Write down what somebody who isn't at this table advised."""
    return done(caller, number, commands.record_outside, body.who, body.part, body.text, how=body.how)


@room.does("proposals/{number}/outside/{pk}/weighing/", "weigh_outside", ProposalWhole)
def outside_weighing(caller: Caller, number: Number, pk: Number, body: WeighingBody) -> object:
    """Say what became of advice from outside the table, by its number in `outside`."""
    return done(caller, number, commands.weigh_outside, pk, body.word, body.because)


@room.does("proposals/{number}/handover/", "hand_over_decision", ProposalWhole)
def handover(caller: Caller, number: Number, body: HandOverBody) -> object:
    """Whoever decides left the table: let somebody else decide."""
    return done(caller, number, commands.hand_over_decision, body.member, body.why)


@room.does("proposals/{number}/text/adapted/", "adapt_text", ProposalWhole)
def adapted(caller: Caller, number: Number, body: ProposalText) -> object:
    """Change the text after advice. Who decides does; nobody is asked again."""
    return done(caller, number, commands.adapt_text, body.title, body.text)


@room.does("proposals/{number}/decision/", "decide", ProposalWhole)
def decision(caller: Caller, number: Number) -> object:
    """Decide, alone, after what was asked."""
    return done(caller, number, commands.decide)


@room.does("proposals/{number}/decline/", "decline_nomination", ProposalWhole)
def decline(caller: Caller, number: Number) -> object:
    """I don't want the role now."""
    return done(caller, number, commands.decline_nomination)


@room.does("proposals/{number}/naming/", "end_naming", ProposalWhole)
def naming(caller: Caller, number: Number) -> object:
    """Go on with whoever was named by now."""
    return done(caller, number, commands.end_naming)


@room.does("proposals/{number}/nominee/", "propose_nominee", ProposalWhole)
def nominee(caller: Caller, number: Number, body: NomineeBody) -> object:
    """Propose one of those who were named."""
    return done(caller, number, commands.propose_nominee, body.member, body.why)


@room.does("proposals/{number}/options/", "add_option", ProposalWhole)
def option(caller: Caller, number: Number, body: RemarkBody) -> object:
    """Lay one more option on the table."""
    return done(caller, number, commands.add_option, body.text)


@room.does("proposals/{number}/scores/", "ask_scores", ProposalWhole)
def scores(caller: Caller, number: Number) -> object:
    """The options are complete: ask everybody for their resistance."""
    return done(caller, number, commands.ask_scores)


@room.does("proposals/{number}/resistance/", "explain_resistance", ProposalWhole)
def resistance(caller: Caller, number: Number, body: ResistanceBody) -> object:
    """Say why one resists the leading option so much."""
    return done(caller, number, commands.explain_resistance, body.reason)


@room.does("proposals/{number}/improvement/", "improve_option", ProposalWhole)
def improvement(caller: Caller, number: Number, body: RemarkBody) -> object:
    """Put the leading option in other words; everybody is asked again."""
    return done(caller, number, commands.improve_option, body.text)


@room.does("proposals/{number}/as-it-is/", "leave_option", ProposalWhole)
def as_it_is(caller: Caller, number: Number) -> object:
    """Leave the leading option as it is."""
    return done(caller, number, commands.leave_option)
