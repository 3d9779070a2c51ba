"""What the pages of the course say: the success sentence, documents, priorities, the yardstick."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.direction import priorities
from koers.web import wording_authority
from koers.web.wording_numbers import number

KIND: dict[str, Any] = {
    "sentence": gettext_lazy("Success sentence"),
    "assignment": gettext_lazy("Our assignment and what we are worth"),
    "mission": gettext_lazy("Mission"),
    "vision": gettext_lazy("Vision"),
    "strategy": gettext_lazy("Strategy"),
    "year_plan": gettext_lazy("Year plan"),
    "leading": gettext_lazy("How we see leading"),
    "agreement": gettext_lazy("Working agreement"),
}

#: What each text answers, over the field in which it is written.
ASKS_OF: dict[str, Any] = {
    "sentence": gettext_lazy("When do we succeed?"),
    "assignment": gettext_lazy("Why does this team exist, and what would the organisation miss without it?"),
    "mission": gettext_lazy("What are we here for?"),
    "vision": gettext_lazy("What do we see before us, some years from now?"),
    "strategy": gettext_lazy("Which way do we go there, and which not?"),
    "year_plan": gettext_lazy("What do we do this year, and who sees to it?"),
    "leading": gettext_lazy("What do people here notice of how we lead?"),
    "agreement": gettext_lazy("What can we count on from each other?"),
}

GOING: dict[str, Any] = {
    "on_course": gettext_lazy("On course"),
    "slow": gettext_lazy("Slower than hoped"),
    "stuck": gettext_lazy("Stuck"),
}
LEVEL = {"on_course": "calm", "slow": "watch", "stuck": "talk"}

ENDED: dict[str, Any] = {
    "reached": gettext_lazy("Reached"),
    "missed": gettext_lazy("Not reached"),
    "let_go": gettext_lazy("Put aside"),
}

SERVES: dict[str, Any] = {
    "serves": gettext_lazy("It serves it"),
    "hurts": gettext_lazy("It hurts it"),
}

ASKS: dict[str, tuple[Any, Any]] = {
    "give_sentence": (
        gettext_lazy("Complete the sentence: when do we succeed?"),
        gettext_lazy("One line, by name. You see the others’ when all are in."),
    ),
    "carry_sentence": (
        gettext_lazy("Does the sentence you made carry yours?"),
        gettext_lazy("Yes, or what is missing."),
    ),
    "adopt_document": (
        gettext_lazy("A text was written that doesn’t hold yet"),
        gettext_lazy("Put it to a decision, or say that you decided it together already."),
    ),
    "look_again": (
        gettext_lazy("Look at an agreement again"),
        gettext_lazy("Does it still hold? Keep it, or write a better one."),
    ),
}

#: To which page of the team an ask leads.
PAGE_OF = {
    "give_sentence": "now",
    "carry_sentence": "now",
    "adopt_document": "direction",
    "look_again": "direction",
}

SENTENCE: dict[str, Any] = {
    "give_sentence": gettext_lazy("Complete the sentence: when do we succeed? One line is enough."),
    "carry_sentence": gettext_lazy("One sentence was made of all of yours. Say whether it carries yours."),
    "adopt_document": gettext_lazy("A text was written that doesn’t hold yet. Put it to a decision:"),
    "look_again": gettext_lazy("Look at this text again. Does it still hold?"),
}

NOTICES: dict[str, Any] = {
    "given": gettext_lazy("Yours is in. Until they are shown you can still change it."),
    "merged": gettext_lazy("Kept. Everybody is asked whether it carries theirs."),
    "carried": gettext_lazy("Kept."),
    "settled": gettext_lazy("This is your sentence now, as a draft. Put it to a decision."),
    "drafted": gettext_lazy("Kept as a draft. It holds once it is adopted."),
    "adopted": gettext_lazy("Adopted. It holds from now on."),
    "declined": gettext_lazy("It stays as it was. Your reason is kept with it."),
    "looked": gettext_lazy("Kept. You are asked again on the day you chose."),
    "named": gettext_lazy("This priority stands from now on."),
    "seen_by": gettext_lazy("Kept."),
    "noted": gettext_lazy("Kept, with your name."),
    "reached": gettext_lazy("Reached. It stands among what you reached, with what helped."),
    "missed": gettext_lazy("Kept, with what is needed."),
    "let_go": gettext_lazy("It is let go, with the reason."),
    "ruled_out": gettext_lazy("It stands on the list of what you don’t do."),
    "ruled_in": gettext_lazy("It is off the list."),
    "yardstick": gettext_lazy("The yardstick holds from now on."),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "sentence_open": lambda f: _("A round is going on already. Go on with that one, or stop it."),
    "sentence_elsewhere": lambda f: _("The round went on meanwhile. Look again."),
    "completion_missing": lambda f: _("Complete the sentence in a few words."),
    "sentence_given": lambda f: _("Yours is in and lies beside the others’. It can’t be changed any more."),
    "sentence_first": lambda f: _("Give your own sentence first."),
    "too_few_sentences": lambda f: _("From two sentences on you can lay them side by side."),
    "merged_meanwhile": lambda f: _(
        "Somebody changed the sentence meanwhile. Look at it again; what you wrote is still in the field."
    ),
    "nothing_merged": lambda f: _("Make one sentence of them first."),
    "carries_missing": lambda f: _("Choose yes or no."),
    "what_misses": lambda f: _("Say in a few words what is missing."),
    "not_in_list": lambda f: _("Choose from the list."),
    "lines_missing": lambda f: _("Write a few lines."),
    "review_unfit": lambda f: _("Choose a day from %(first)s on, within two years.") % f,
    "document_stays": lambda f: _("This one is never without a text. Write a better one."),
    "document_ended": lambda f: _("This was ended on %(at)s. Write a new one, if you need it again.") % f,
    "document_moved_on": lambda f: _(
        "Another text was adopted since this was written. Decline it, and write it again beside the new one."
    ),
    "draft_settled": lambda f: _("This draft was settled already. Look at what came of it."),
    "draft_in_decision": lambda f: _("You are deciding on this now. What comes of that is kept by itself."),
    "nothing_adopted": lambda f: _("Nothing of this holds yet. Adopt a text first."),
    "priority_missing": lambda f: _("Say in a few words what matters most."),
    "seen_by_missing": lambda f: _("Say by what you will see it."),
    "too_many_priorities": lambda f: _(
        "You have five priorities. More than five is a list. Choose which one goes, and say why."
    ),
    "priority_elsewhere": lambda f: _("This priority doesn’t stand any more. Choose another."),
    "priority_ended": lambda f: _("This priority ended on %(at)s. Name a new one, if it matters again.") % f,
    "going_missing": lambda f: _("Choose how it goes."),
    "helped_missing": lambda f: _("Say what helped. That is worth keeping."),
    "needed_missing": lambda f: _("Say what is needed."),
    "matter_missing": lambda f: _("Say in the draft what kind of matter this is: you have a yardstick."),
    "yardstick_unanswered": lambda f: _(
        "A matter of this kind always passes your yardstick. Say in the draft which priority it serves or "
        "hurts, and why."
    ),
    "not_doing_missing": lambda f: _("Say in a few words what you don’t do."),
    "not_doing_ended": lambda f: _("This is off the list since %(at)s.") % f,
    "too_much_ruled_out": lambda f: _("At most %(most)d fit on this list. Take one off first.") % f,
}


def begins(team: str) -> str:
    """How the success sentence begins, with the team's own name in it."""
    return _("As %(team)s we succeed when …") % {"team": team}


def heading(sentence: bool, standing: int) -> str:
    """What is seen on the page of the course."""
    if not standing:
        if sentence:
            return _("One sentence, and no priorities yet")
        return _("No course is written down yet")
    said = ngettext("One priority stands", "%(n)s priorities stand", standing) % {"n": _capital(standing)}
    return said if sentence else _("%(said)s, without a sentence over them") % {"said": said}


def _capital(count: int) -> str:
    text = number(count)
    return text[:1].upper() + text[1:]


def priorities_say(standing: int) -> str:
    """Whether there are three to five of them."""
    outside = priorities.outside(standing)
    if outside == 0 or not standing:
        return ""
    if outside > 0:
        return _("More than five is a list. Which one goes?")
    return _("With fewer than three little is chosen yet. What else matters most?")


def carried(yes: int, no: int, quiet: int) -> str:
    """How many say that the sentence carries theirs."""
    parts = [ngettext("%(n)s says: this carries mine", "%(n)s say: this carries mine", yes) % _n(yes)]
    if no:
        parts.append(ngettext("%(n)s misses something", "%(n)s miss something", no) % _n(no))
    if quiet:
        parts.append(
            ngettext("%(n)s hasn’t said anything yet", "%(n)s haven’t said anything yet", quiet) % _n(quiet)
        )
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _n(count: int) -> dict[str, str]:
    return {"n": number(count)}


def proposal_title(kind: str, title: str, ends: bool) -> str:
    """How a proposal about a draft is called."""
    name = title or str(KIND[kind])
    return _("End: %(name)s") % {"name": name} if ends else _("Adopt: %(name)s") % {"name": name}


def yardstick_says(kinds: Sequence[str]) -> str:
    """Which kinds of decisions pass it, in one sentence."""
    if not kinds:
        return ""
    names = [str(wording_authority.KIND[kind]).lower() for kind in kinds]
    return _(
        "A proposal about %(kinds)s says which priority it serves or hurts, before it can be opened."
    ) % {"kinds": either(names)}


def either(names: Sequence[str]) -> str:
    """One of these, as somebody says it."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s or %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def weighed(serves: str, priority: str) -> str:
    """What a decision does to a priority."""
    facts = {"priority": priority}
    if serves == "hurts":
        return _("Hurts the priority “%(priority)s”:") % facts
    return _("Serves the priority “%(priority)s”:") % facts
