"""Words of deciding: methods, stages, answers, what is refused and what one can do then."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.web import wording_advice, wording_alone, wording_ballots

METHOD: dict[str, Any] = {
    "consent": gettext_lazy("Consent"),
    "majority": gettext_lazy("Majority"),
    "advice": wording_advice.METHOD,
    **wording_alone.METHOD,
    **wording_ballots.METHOD,
}

STAGE: dict[str, Any] = {
    "draft": gettext_lazy("Draft"),
    "clarifying": gettext_lazy("Questions"),
    "reacting": gettext_lazy("Reactions"),
    "amending": gettext_lazy("Amending"),
    "objecting": gettext_lazy("Objections"),
    "integrating": gettext_lazy("Working on an objection"),
    "voting": gettext_lazy("Voting"),
    **wording_advice.STAGE,
    **wording_ballots.STAGE,
    "adopted": gettext_lazy("Adopted"),
    "rejected": gettext_lazy("Not adopted"),
    "withdrawn": gettext_lazy("Taken back"),
    "lapsed": gettext_lazy("Lapsed"),
    "escalated": gettext_lazy("Passed on"),
    "invalid": gettext_lazy("Not valid"),
}

CHOICE: dict[str, tuple[Any, Any]] = {
    "no_objection": (gettext_lazy("No objection"), gettext_lazy("Good enough to try")),
    "concern": (
        gettext_lazy("No objection, but a concern"),
        gettext_lazy("Your concern is kept with the decision"),
    ),
    "objection": (gettext_lazy("Objection"), gettext_lazy("With a reason, which we test")),
    "for": (gettext_lazy("For"), ""),
    "against": (gettext_lazy("Against"), ""),
    "blank": (gettext_lazy("Blank"), ""),
    **wording_advice.CHOICE,
    **wording_ballots.CHOICE,
}

CRITERION: dict[str, Any] = {
    "harm": gettext_lazy("Going ahead does harm to what we are for"),
    "better_way": gettext_lazy("We miss a clearly better way"),
}

TEST: dict[str, Any] = {
    "harms": gettext_lazy("Does it harm what we are for, or miss a clearly better way?"),
    "from_this": gettext_lazy("Does that come from this proposal?"),
    "cannot_try": gettext_lazy("Is it impossible to simply try, and adapt in time?"),
}

FINDING: dict[str, Any] = {
    "holds": gettext_lazy("The objection holds"),
    "concern": gettext_lazy("It becomes a concern"),
    "set_aside": gettext_lazy("It is set aside, with a reason"),
}

OBJECTION_STATE: dict[str, Any] = {
    "open": gettext_lazy("Open"),
    "met": gettext_lazy("Met"),
    "concern": gettext_lazy("Kept as a concern"),
    "set_aside": gettext_lazy("Set aside"),
}

SILENCE: dict[str, Any] = {
    "needs_answer": gettext_lazy("Everybody has to answer. If somebody doesn’t, the proposal lapses."),
    "silence_no_objection": gettext_lazy("Whoever doesn’t answer has no objection. You agreed so before."),
    "not_counted": gettext_lazy("Whoever doesn’t answer isn’t counted, except for the quorum."),
}

SECRECY: dict[str, Any] = {
    "by_name": gettext_lazy("By name"),
    "secret": gettext_lazy("Without names"),
}

FEW_SECRET = gettext_lazy(
    "You vote without names. With so few people a unanimous result tells what everybody voted."
)

RULE: dict[str, Any] = {
    "of_votes_cast": gettext_lazy("More for than against"),
    "of_those_present": gettext_lazy("More than half of those present"),
    "of_all_members": gettext_lazy("More than half of all members"),
    "qualified": gettext_lazy("A larger majority"),
    "double": gettext_lazy("Two majorities at once"),
    "plurality": gettext_lazy("Most votes"),
    "run_off": gettext_lazy("More than half, otherwise again between the two highest"),
}

#: What came out, in a word or two; the page adds the figures.
OUTCOME: dict[str, Any] = {
    "no_open_objections": gettext_lazy("Adopted: no open objections"),
    "missing": gettext_lazy("Lapsed: not everybody answered"),
    "no_quorum": gettext_lazy("Not valid: the quorum wasn’t there"),
    "tie": gettext_lazy("Not adopted: as many for as against"),
    "lot": gettext_lazy("Decided by lot, after a tie"),
    "casting_vote": gettext_lazy("Decided by the casting vote that the statutes give"),
    "no_votes": gettext_lazy("Not adopted: nobody voted for anything"),
    "by_proposer": gettext_lazy("Taken back by the proposer"),
    "nobody_left": gettext_lazy("Passed on: nobody who decides is at the table any more"),
    "all_recused": gettext_lazy("Passed on: everybody has an interest in it"),
    "helping_group": gettext_lazy("Passed on to a helping group"),
    "fallback": gettext_lazy("Passed on to the method you agreed before"),
    "decided_after_advice": wording_advice.OUTCOME,
    "decider_left": wording_advice.LAPSED,
    **wording_alone.OUTCOME,
    **wording_ballots.OUTCOME,
    **RULE,
}

VALIDITY: dict[str, Any] = {
    "sealed": gettext_lazy("Sealed"),
    "in_force": gettext_lazy("In force"),
    "superseded": gettext_lazy("Replaced by a later decision"),
    "withdrawn": gettext_lazy("Withdrawn by a later decision"),
    "ended": gettext_lazy("Ended"),
}

UNDERSTANDING: dict[str, Any] = {
    "not_asked": gettext_lazy("Not read back yet"),
    "asked": gettext_lazy("Being read back"),
    "differs": gettext_lazy("Read differently"),
    "alike": gettext_lazy("Understood alike"),
}

REVIEW: dict[str, Any] = {
    "planned": gettext_lazy("Planned"),
    "due": gettext_lazy("Due now"),
    "kept": gettext_lazy("Kept"),
    "adapted": gettext_lazy("To be adapted"),
    "stopped": gettext_lazy("To be stopped"),
    "unplanned": gettext_lazy("No day for it"),
}

VERDICT: dict[str, Any] = {
    "keep": gettext_lazy("Keep it"),
    "adapt": gettext_lazy("Adapt it, by a new proposal"),
    "stop": gettext_lazy("Stop it, by a new proposal"),
}

CAME: dict[str, Any] = {
    "yes": gettext_lazy("Yes"),
    "partly": gettext_lazy("Partly"),
    "no": gettext_lazy("No"),
    "unknown": gettext_lazy("We can’t tell yet"),
}

POWERS: dict[str, Any] = {
    "proposer": gettext_lazy("whoever made the proposal"),
    "objector": gettext_lazy("whoever made the objection"),
}

ASKS: dict[str, tuple[Any, Any]] = {
    "respond": (
        gettext_lazy("Answer a proposal"),
        gettext_lazy("You can change it until it closes. You see the others’ answers when yours is in."),
    ),
    "confirm_response": (
        gettext_lazy("Look at the answer that somebody recorded for you"),
        gettext_lazy("Is it right? Otherwise you can change it until it closes."),
    ),
    "cast_ballot": (
        gettext_lazy("Vote without a name"),
        gettext_lazy("Did you vote already? You can still change it until it closes."),
    ),
    "confirm_met": (
        gettext_lazy("Say whether your objection is met"),
        gettext_lazy("The text was changed because of it."),
    ),
    "integrate": (
        gettext_lazy("Work an objection into your proposal"),
        gettext_lazy("Look together for a text that meets it."),
    ),
    "answer_question": (
        gettext_lazy("Answer a question about your proposal"),
        gettext_lazy("It makes clearer what you propose."),
    ),
    "review_decision": (
        gettext_lazy("Look back on a decision"),
        gettext_lazy("Did it bring what you expected? Keep it, adapt it, or stop it."),
    ),
    **wording_ballots.ASKS,
    "tell_audience": (
        gettext_lazy("Tell others about a decision"),
        gettext_lazy("Tick it off when they know."),
    ),
    **wording_advice.ASKS,
    **wording_alone.ASKS,
}


REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    # --- the window
    "window_closed": lambda f: _("This closed on %(at)s. What you write now can’t be counted any more.") % f,
    "window_still_open": lambda f: (
        _("This is open until %(at)s, so that everybody can still answer.") % f
        if f.get("at")
        else _("This isn’t being asked yet.")
    ),
    "closes_in_past": lambda f: _("Choose a moment that is still to come."),
    "closes_too_late": lambda f: _("Choose a moment within a year."),
    "closes_on_day_off": lambda f: _("Your team doesn’t work on that day. Choose a working day."),
    "day_missing": lambda f: _("Choose a day from the list."),
    "time_unfit": lambda f: _("Fill in a time, like 15:00."),
    "kind_missing": lambda f: _("Say what kind of change it is."),
    "no_window": lambda f: _("This is decided in a meeting, so no clock runs."),
    "extended_already": lambda f: _("It was extended once already. Once is all there is."),
    "days_unfit": lambda f: _("Choose one to %(most)d working days.") % f,
    "away_unfit": lambda f: _("The last day comes after the first."),
    "paused_too_long": lambda f: (
        _(
            "The clock waits at most %(most)d working days, and %(left)d are left. "
            "Answer before you leave, or let the facilitator note that you are away."
        )
        % f
    ),
    # --- who
    "joined_later": lambda f: _("This was opened before you sat here. You can read along and talk along."),
    "recused": lambda f: _("You stay out of this one, because you have an interest in it."),
    "not_in_vote": lambda f: _("Choose somebody who decides on this."),
    "in_already": lambda f: _("This person decides on it already."),
    "own_recusal": lambda f: _("The others decide whether you have an interest in it."),
    "recusal_asked_already": lambda f: _("This was asked already. Say there what you think."),
    "interest_missing": lambda f: _("Say which interest it is."),
    "own_proposal": lambda f: _("It is your own proposal, so somebody else tests the objection."),
    "asked_before": lambda f: _(
        "You agreed that whoever goes away answers before. Record their answer, or extend the window."
    ),
    # --- terms
    "not_in_this_step": lambda f: _("It is a step further already. Look again."),
    "method_unknown": lambda f: _("Choose how you decide."),
    "term_unknown": lambda f: _("Choose one of these."),
    "term_unfit": lambda f: _("This doesn’t go with this way of deciding. Choose another one."),
    "silence_agreement_missing": lambda f: _(
        "Say in which agreement you decided that silence means no objection."
    ),
    "rule_unknown": lambda f: _("Choose which majority counts."),
    "share_unfit": lambda f: _("Fill in a part of the whole, like 2/3."),
    "secret_needs_no_answer": lambda f: _(
        "Without names nobody knows who is missing. Choose that silence isn’t counted."
    ),
    "people_are_secret": lambda f: _("A vote about people goes without names."),
    "options_missing": lambda f: _("Name at least %(least)d options, or ask for or against.") % f,
    "options_unfit": lambda f: _("Options go with most votes or a run-off. Choose one of those."),
    "options_twice": lambda f: _("Give each option its own words."),
    "weights_need_names": lambda f: _("Weighted votes can’t be counted without names."),
    "weight_unfit": lambda f: _("A vote weighs at least 1."),
    "casting_unfit": lambda f: _("Choose somebody who votes for the casting vote."),
    "present_unfit": lambda f: _("Choose who is present from those who decide."),
    "too_few_voters": lambda f: _("At least %(least)d people must sit at the table to decide together.") % f,
    "text_counted": lambda f: _(
        "A vote on this text was counted already. Ask whoever made the proposal to change it."
    ),
    "secret_ballot": lambda f: _("This vote goes without names. Vote on the ballot."),
    "named_ballot": lambda f: _("This is answered by name."),
    # --- the text
    "title_missing": lambda f: _("Give it a title."),
    "proposal_missing": lambda f: _("Write down what you propose."),
    "text_unchanged": lambda f: _("Nothing has changed yet."),
    "material_already": lambda f: _("Everybody is asked anew about this version already."),
    "integrate_instead": lambda f: _("There is an open objection. Say which one your change meets."),
    # --- answering
    "choice_unknown": lambda f: _("Choose one of the answers."),
    "objection_missing": lambda f: _("Say what your objection is. Without it we can’t test it."),
    "concern_missing": lambda f: _("Say what your concern is. It is kept with the decision."),
    "criteria_missing": lambda f: _("Say why: does it do harm, or do we miss a clearly better way?"),
    "objection_open": lambda f: _(
        "Your objection is still open. First say that it is met, or that it may stay as a concern."
    ),
    "nothing_to_confirm": lambda f: _("There is nothing to confirm. Give your answer."),
    "how_missing": lambda f: _("Say how this person told you, by phone for instance."),
    "question_missing": lambda f: _("Write your question."),
    "answer_missing": lambda f: _("Write your answer."),
    "reaction_missing": lambda f: _("Write your reaction."),
    "reacted_already": lambda f: _("Everybody reacts once. Yours is there."),
    # --- objections
    "tests_missing": lambda f: _("Answer all three questions: yes, no, or I don’t know."),
    "finding_missing": lambda f: _("Choose what the three questions brought."),
    "objection_over": lambda f: _("This objection isn’t open any more."),
    "own_objection": lambda f: _("It is your own objection. The others say whether it is set aside."),
    "not_found_aside": lambda f: _("First it is tested, with setting aside as the outcome and a reason."),
    "not_amended": lambda f: _("The text hasn’t been changed for this objection yet."),
    "objections_missing": lambda f: _("Choose which objection your change meets."),
    "stuck": lambda f: (
        _(
            "You have amended %(rounds)d times, or worked on it for %(days)d days. "
            "Choose a shorter trial, a helping group, or the method you agreed before."
        )
        % f
    ),
    "not_stuck": lambda f: _("First try to meet the objection: %(rounds)d times, or for %(days)d days.") % f,
    "way_unknown": lambda f: _("Choose a shorter trial, a helping group, or the method you agreed before."),
    "no_fallback": lambda f: _("You agreed no other method before it opened. Choose one of the others."),
    "shorter_already": lambda f: _("You tried a shorter trial already. Choose one of the others."),
    "export_unknown": lambda f: _("This isn’t an export of a decision that Koers knows (%(reason)s).") % f,
    **wording_ballots.REFUSALS,
    # --- the record
    "not_adopted": lambda f: _("Only what was adopted becomes a decision."),
    "sealed_already": lambda f: _("This decision is sealed already."),
    "text_moved_on": lambda f: (
        _("The text was changed meanwhile: this is version %(version)s. Read it, and answer then.") % f
    ),
    "too_many_domains": lambda f: _("At most %(limit)s. Take those together that it touches alike.") % f,
    "impact_unknown": lambda f: _("Choose how large the impact is."),
    "too_much_expected": lambda f: _("Name at most %(limit)d things by which you notice it.") % f,
    "review_in_past": lambda f: _("Choose a day to look back that is still to come."),
    "ends_before_it_begins": lambda f: _("It ends before it begins. Choose a later day."),
    "change_unfit": lambda f: _("Choose which decision this one replaces or withdraws."),
    "changed_already": lambda f: _("A later decision changed this one already. Change that one."),
    "new_information_missing": lambda f: _("Say what is new, since you decide again."),
    "message_missing": lambda f: _("Write the one message that all of you tell."),
    "told_some": lambda f: _("Some were told already, so the message stays as it is."),
    "told_before": lambda f: _("They were told on %(at)s.") % f,
    "audience_missing": lambda f: _("Say who hears it."),
    "teller_missing": lambda f: _("Choose who at the table tells it."),
    "verdict_missing": lambda f: _("Choose: keep it, adapt it, or stop it."),
    "came_missing": lambda f: _("Say whether what you expected came."),
    **wording_advice.REFUSALS,
    **wording_alone.REFUSALS,
}
