"""Short words of consensus, role election, least resistance and rankings: names, steps, answers, refusals."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

METHOD: dict[str, Any] = {
    "consensus": gettext_lazy("Consensus"),
    "election": gettext_lazy("Role election"),
    "resistance": gettext_lazy("Least resistance"),
    "ranked": gettext_lazy("Ranking"),
}

STAGE: dict[str, Any] = {
    "agreeing": gettext_lazy("Stances"),
    "nominating": gettext_lazy("Naming"),
    "hearing": gettext_lazy("Reasons"),
    "changing": gettext_lazy("Change round"),
    "choosing": gettext_lazy("Proposing somebody"),
    "consenting": gettext_lazy("Objections"),
    "collecting": gettext_lazy("Collecting options"),
    "scoring": gettext_lazy("Resistance"),
    "improving": gettext_lazy("Improving"),
    "ranking": gettext_lazy("Ballots"),
}

CHOICE: dict[str, tuple[Any, Any]] = {
    "agree": (gettext_lazy("I agree"), gettext_lazy("I stand behind it")),
    "reservations": (
        gettext_lazy("I agree, with reservations"),
        gettext_lazy("Your reservations are kept with the decision"),
    ),
    "stand_aside": (
        gettext_lazy("I stand aside"),
        gettext_lazy("I don’t carry it, and I don’t stop it"),
    ),
    "block": (
        gettext_lazy("I block it"),
        gettext_lazy("It goes against what we are for. Then it isn’t adopted"),
    ),
    "scores": (gettext_lazy("A value for every option"), ""),
    "ballot": (gettext_lazy("A filled-in ballot"), ""),
}

KIND: dict[str, Any] = {
    "consensus": gettext_lazy("Proposal in search of consensus"),
    "election": gettext_lazy("Role election"),
    "resistance": gettext_lazy("Options by least resistance"),
    "ranked": gettext_lazy("Options on a ballot"),
}

HOW: dict[str, Any] = {
    "consensus": gettext_lazy("it goes ahead if nobody blocks it and few stand aside."),
    "election": gettext_lazy(
        "everybody names somebody, the reasons are heard, and one of those named is proposed."
    ),
    "resistance": gettext_lazy(
        "everybody says of every option how much they resist it. The lowest sum is chosen."
    ),
    "ranked": gettext_lazy("everybody fills in a ballot on all options, and the ballots are counted."),
}

GOOD_FOR: dict[str, Any] = {
    "consensus": gettext_lazy(
        "Good for what all of you must carry for long. It takes more time, and one of you can stop it."
    ),
    "election": gettext_lazy("For who takes a role. By name, on reasons, and whoever is asked can say no."),
    "resistance": gettext_lazy(
        "Good for several options, when nobody should be hurt by the choice. Doing nothing is one of them."
    ),
    "ranked": gettext_lazy(
        "Good for three options or more, when you want the one that most prefer above each of the others."
    ),
}

#: What is asked, by stage.
QUESTION: dict[str, Any] = {
    "agreeing": gettext_lazy("Where do you stand?"),
    "nominating": gettext_lazy("Who fits this role?"),
    "changing": gettext_lazy("Do you name somebody else, now that you have heard the reasons?"),
    "consenting": gettext_lazy("Do you have an objection?"),
    "scoring": gettext_lazy("How much do you resist each option?"),
    "ranking": gettext_lazy("Your ballot"),
}

GUIDE: dict[str, tuple[Any, Any]] = {
    "agreeing": (
        gettext_lazy("“Where do you stand? Say it with your reason.”"),
        gettext_lazy("Thank who stands aside or blocks. Ask what would have to change, and don’t press."),
    ),
    "nominating": (
        gettext_lazy("“Read what the role asks. Whom do you see in it, and why?”"),
        gettext_lazy("Nobody says anything of people yet. Everybody writes a name and a reason alone."),
    ),
    "hearing": (
        gettext_lazy("“I read your name and your reason aloud. We listen, and nobody answers.”"),
        gettext_lazy("One after another, all alike. Ask for what somebody saw, not for what they think."),
    ),
    "changing": (
        gettext_lazy("“You have heard the reasons. Does anybody name somebody else now, and why?”"),
        gettext_lazy("Changing isn’t losing: the reasons do the work. Staying is fine too."),
    ),
    "choosing": (
        gettext_lazy("“On what I heard I propose one of you. These are the reasons.”"),
        gettext_lazy("Look at the reasons, not at how many. Don’t ask yet who is willing."),
    ),
    "consenting": (
        gettext_lazy("“Does anybody have an objection? I ask the one it is about last.”"),
        gettext_lazy("Thank who objects. The one who is asked can say no, and needn’t say why."),
    ),
    "collecting": (
        gettext_lazy("“What could we do? Everything goes on the list, and we weigh nothing yet.”"),
        gettext_lazy("Ask who was silent. Put two options together only when both authors want it."),
    ),
    "scoring": (
        gettext_lazy("“0 is no resistance at all, 10 is: not with me. Give every option a value.”"),
        gettext_lazy("Nobody says how it stands. Doing nothing is an option like the others."),
    ),
    "improving": (
        gettext_lazy("“What makes you resist it so much, and what would take some of that away?”"),
        gettext_lazy("Hear the reasons first. One better wording is asked for, once."),
    ),
    "ranking": (
        gettext_lazy("“Ask what you still need to know. Then everybody fills in a ballot alone.”"),
        gettext_lazy("Leaving an option open says nothing against it. Say so."),
    ),
}

#: Where no window runs: what stands beside the page instead of a clock.
PAUSE: dict[str, tuple[Any, Any]] = {
    "hearing": (
        gettext_lazy("The reasons are heard"),
        gettext_lazy(
            "Everybody’s name and reason are there to read. Whoever leads goes on to the change round."
        ),
    ),
    "changing": (
        gettext_lazy("Change round"),
        gettext_lazy("You can still name somebody else. Whoever leads ends it."),
    ),
    "choosing": (
        gettext_lazy("Somebody is being proposed"),
        gettext_lazy("Whoever leads weighs the reasons and proposes one of those who were named."),
    ),
    "collecting": (
        gettext_lazy("Options are collected"),
        gettext_lazy("Add what you see. Then everybody says how much they resist each option."),
    ),
    "improving": (
        gettext_lazy("The clock stands still"),
        gettext_lazy("Some of you resist the leading option strongly. First their reasons are heard."),
    ),
}

#: The button to the next step.
MOVES_ON: dict[str, Any] = {
    "clarifying": gettext_lazy("On to reactions"),
    "reacting": gettext_lazy("On to amending"),
    "amending": gettext_lazy("Ask for objections"),
    "hearing": gettext_lazy("On to the change round"),
}
ASK_STANCES = gettext_lazy("Ask where everybody stands")

COUNTING: dict[str, tuple[Any, Any]] = {
    "schulze": (
        gettext_lazy("In order, every pair compared (Schulze)"),
        gettext_lazy("The option that wins from each other one, as far as there is one."),
    ),
    "irv": (
        gettext_lazy("In order, the last drops out (instant run-off)"),
        gettext_lazy("Round after round the option with the fewest first places drops out."),
    ),
    "star": (
        gettext_lazy("Scores from 0 to 5, then a run-off (STAR)"),
        gettext_lazy("The two with the highest scores, and of those the one that more of you score higher."),
    ),
    "approval": (
        gettext_lazy("Good enough or not (approval)"),
        gettext_lazy("The option that the largest part of you finds good enough."),
    ),
}

CHOOSING: dict[str, Any] = {
    "reasons": gettext_lazy("Whoever leads proposes somebody, on strength of the reasons"),
    "count": gettext_lazy("Whoever is named most is proposed"),
}

TIE: dict[str, Any] = {
    "again": gettext_lazy("We name again; after that a lot decides"),
    "lot": gettext_lazy("A lot decides"),
    "reasons": gettext_lazy("Whoever leads decides on the reasons"),
}

OUTCOME: dict[str, Any] = {
    "consensus": gettext_lazy("Adopted by consensus"),
    "blocked": gettext_lazy("Not adopted: it was blocked"),
    "too_many_aside": gettext_lazy("Not adopted: too many stand aside"),
    "elected": gettext_lazy("Elected"),
    "vacancy": gettext_lazy("The role stays vacant"),
    "least_resistance": gettext_lazy("Adopted: the option with the least resistance"),
    "nothing_wins": gettext_lazy("Not adopted: doing nothing is resisted least"),
    "schulze": gettext_lazy("Adopted: the option that wins the comparison"),
    "irv": gettext_lazy("Adopted: the option that was left"),
    "star": gettext_lazy("Adopted: the option with the best scores"),
    "approval": gettext_lazy("Adopted: the option that most find good enough"),
}

#: The outcome after the method: "Consensus, nobody blocks it".
DECIDED_BY: dict[str, Any] = {
    "consensus": gettext_lazy("nobody blocks it"),
    "elected": gettext_lazy("nobody objects"),
    "least_resistance": gettext_lazy("the lowest sum"),
    "schulze": gettext_lazy("every pair compared"),
    "irv": gettext_lazy("the last dropped out each round"),
    "star": gettext_lazy("scores and a run-off"),
    "approval": gettext_lazy("good enough for most"),
}

KEPT: dict[str, Any] = {
    "reservations": gettext_lazy("Agreed, with reservations"),
    "stand_aside": gettext_lazy("Stood aside"),
    "resistance": gettext_lazy("Strong resistance"),
}

ASKS: dict[str, tuple[Any, Any]] = {
    "propose_nominee": (
        gettext_lazy("Propose somebody for a role"),
        gettext_lazy("Everybody’s reasons are there. Say on which of them you propose somebody."),
    ),
    "explain_resistance": (
        gettext_lazy("Say why you resist an option so much"),
        gettext_lazy("It leads the others. What would take some of it away?"),
    ),
    "improve_option": (
        gettext_lazy("Improve the option that leads"),
        gettext_lazy("Some resist it strongly. Put it in other words once, or leave it."),
    ),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "silence_is_no_agreement": lambda f: _(
        "In consensus silence is never agreement. Everybody has to answer."
    ),
    "reservations_missing": lambda f: _("Say what your reservations are. They are kept with the decision."),
    "stand_aside_missing": lambda f: _("Say why you stand aside. It is kept with the decision."),
    "block_missing": lambda f: _("Say why you block it: what does it do to what we are for?"),
    # --- role election
    "elected_in_past": lambda f: _("Choose a day that is still to come, or leave it open."),
    "nomination_missing": lambda f: _("Say why you see this person in the role."),
    "nominee_last": lambda f: _("You are asked last, when all others have answered."),
    "nominee_unknown": lambda f: _("Choose somebody who was named and is available."),
    "why_nominee_missing": lambda f: _("Say on which reasons you propose this person."),
    "declined_already": lambda f: _("You said already that you aren’t available."),
    # --- options
    "nothing_missing": lambda f: _("Say what it means if you decide nothing."),
    "options_too_many": lambda f: _("At most %(most)d options fit. Put some together.") % f,
    "option_missing": lambda f: _("Write down the option."),
    "values_missing": lambda f: (
        ngettext(
            "One option has no value yet. Give every option one.",
            "%(left)d options have no value yet. Give every option one.",
            f["left"],
        )
        % f
    ),
    "value_unfit": lambda f: _("Choose values from %(lowest)d to %(highest)d.") % f,
    "ballot_empty": lambda f: _("Fill in at least one option, or choose a blank ballot."),
    "ranks_equal": lambda f: _("Give every option its own place: this way of counting knows no equal ones."),
    "resists_little": lambda f: _("This asks those who gave the leading option 8 or more."),
    "resistance_missing": lambda f: _("Say what makes you resist it so much."),
}
