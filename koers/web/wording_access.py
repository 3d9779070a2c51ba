"""The words of doors for programs: what a token may do, what a webhook hears, what doesn't fit."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

SCOPE: dict[str, tuple[Any, Any]] = {
    "read": (gettext_lazy("Look"), gettext_lazy("Everything that you see on the pages of this table.")),
    "respond": (
        gettext_lazy("Answer"),
        gettext_lazy("What is asked of you by name: answers, questions, reactions, how an action goes."),
    ),
    "write": (
        gettext_lazy("Make and change"),
        gettext_lazy(
            "Topics, proposals, documents and priorities, mandates, actions, readbacks, what is told of a "
            "decision, and when your letters come."
        ),
    ),
    "manage": (
        gettext_lazy("Lead"),
        gettext_lazy(
            "Open and close rounds and checks, move a proposal on, roles, who decides what, the settings of "
            "the table. Only as far as you may yourself."
        ),
    ),
}

#: What a webhook can hear of, as its page offers it: room by room, only what others wait for.
HEARD: tuple[tuple[Any, dict[str, Any]], ...] = (
    (
        gettext_lazy("Topics"),
        {
            "raise_topic": gettext_lazy("A topic was brought up"),
            "triage_topic": gettext_lazy("It was chosen how to treat a topic"),
            "settle_topic": gettext_lazy("A topic was settled without a decision"),
        },
    ),
    (
        gettext_lazy("Proposals"),
        {
            "open_process": gettext_lazy("A proposal was opened"),
            "edit_material": gettext_lazy("A proposal was changed, everybody is asked again"),
            "ask_question": gettext_lazy("A question was asked"),
            "respond": gettext_lazy("Somebody answered (not what)"),
            "close_process": gettext_lazy("A proposal was closed"),
            "withdraw_proposal": gettext_lazy("A proposal was taken back"),
        },
    ),
    (
        gettext_lazy("Decisions"),
        {
            "seal_decision": gettext_lazy("A decision was sealed"),
            "word_message": gettext_lazy("The message of a decision was written"),
            "tell_audience": gettext_lazy("An audience was told"),
            "review_decision": gettext_lazy("A decision was looked back on"),
        },
    ),
    (
        gettext_lazy("Actions"),
        {
            "agree_action": gettext_lazy("An action was agreed"),
            "report_action": gettext_lazy("A word was given on what came of an action"),
            "put_off_action": gettext_lazy("An action got another day"),
        },
    ),
    (
        gettext_lazy("Scan and check"),
        {
            "open_round": gettext_lazy("A round of the scan was opened"),
            "close_round": gettext_lazy("A round of the scan was closed"),
            "agree_actions": gettext_lazy("A scan ended with actions"),
            "agree_check": gettext_lazy("A collaboration check ended"),
        },
    ),
    (
        gettext_lazy("Reading back and roles"),
        {
            "open_readback": gettext_lazy("A text was put on the table to read back"),
            "end_alike": gettext_lazy("A text was understood alike"),
            "leave_open": gettext_lazy("A text was left open on purpose"),
            "adopt_role": gettext_lazy("A change in a role was adopted"),
            "fill_role": gettext_lazy("A role was given to somebody"),
        },
    ),
)
#: What is ticked when nobody chose.
USUAL = ("open_process", "close_process", "seal_decision")
_DEED = {code: says for _room, deeds in HEARD for code, says in deeds.items()} | {
    "try_webhook": gettext_lazy("A trial")
}

_TROUBLE: dict[str, Any] = {
    "not_public": gettext_lazy("its name leads to an address that isn’t on the open internet"),
    "no_such_name": gettext_lazy("nobody knows its name"),
    "timeout": gettext_lazy("it didn’t answer in time"),
    "tls": gettext_lazy("its certificate doesn’t fit"),
    "unreachable": gettext_lazy("it can’t be reached"),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "token_missing": lambda f: _(
        "This call has no token that is known here. Send one as: Authorization: Bearer koers_…"
    ),
    "token_over": lambda f: _("This token doesn’t work any more. Make a new one on your own page in Koers."),
    "token_nameless": lambda f: _("Say what it is for, so that you know later which one to withdraw."),
    "scopes_unknown": lambda f: _("Choose from the list what it may do."),
    "until_unfit": lambda f: _("Choose a last day between %(first)s and %(last)s.") % f,
    "too_many_tokens": lambda f: _("You have %(limit)d tokens for this table. Withdraw one first.") % f,
    "scope_missing": lambda f: _("This token wasn’t made for this. Make one with the scope “%(scope)s”.") % f,
    "not_by_token": lambda f: _(
        "A program can’t do this. Open the page in your browser: what must stay without a name, or lets "
        "people in, is done there."
    ),
    "too_many_calls": lambda f: (
        _("This token called more than %(limit)d times within a minute. Wait a minute.") % f
    ),
    "body_unreadable": lambda f: _("What was sent can’t be read. Send JSON in UTF-8."),
    "body_large": lambda f: _("What was sent is too large. Send at most %(limit)d bytes at a time.") % f,
    "body_no_json": lambda f: _("Send JSON, with the content type application/json."),
    "call_unknown": lambda f: _("This address doesn’t do that. The document says which calls there are."),
    "body_unfit": lambda f: _(
        "What was sent isn’t as the document says. Look at “errors”: each names its field."
    ),
    "moment_unfit": lambda f: _("This moment lies outside every calendar. Choose another one."),
    "moved_on": lambda f: _("It was just closed. Ask again."),
    "address_unfit": lambda f: _("Fill in a whole address with a name, such as https://example.org/koers."),
    "address_open": lambda f: _("Take an address that begins with https: on the way nobody may read along."),
    "deeds_missing": lambda f: _("Choose at least one thing that it hears of."),
    "too_many_webhooks": lambda f: _("This table has %(limit)d of them. End one first.") % f,
    "webhook_over": lambda f: _("This address was ended on %(at)s. Add it again if you want it.") % f,
}


def scopes(codes: Sequence[str]) -> str:
    """What a token may do, in a few words."""
    return ", ".join(str(SCOPE[code][0]).lower() for code in codes)


def deed(code: str) -> str:
    """What was done, as a line in a list."""
    return str(_DEED.get(code, code))


def heard(codes: Sequence[str]) -> str:
    """How much a webhook hears of."""
    count = len(codes)
    return ngettext("hears of %(count)d thing", "hears of %(count)d things", count) % {"count": count}


def fares(stages: Sequence[str]) -> str:
    """Over the page of a webhook: does it arrive?"""
    if not stages:
        return _("Nothing went there yet")
    if stages[0] == "sent":
        return _("It arrives")
    return _("It doesn’t arrive") if "failed" in stages else _("The newest is still on its way")


def fared(delivery: Any) -> str:
    """What became of one of them."""
    if delivery.stage == "sent":
        return _("Arrived")
    if delivery.stage == "dropped":
        return _("Not sent any more")
    why = _why(delivery.said)
    if delivery.stage == "failed":
        return _("Given up: %(why)s") % {"why": why}
    return _("Tried again later: %(why)s") % {"why": why} if why else _("On its way")


def _why(said: str) -> str:
    if said.isdecimal():
        return _("it answered %(code)s") % {"code": said}
    return str(_TROUBLE.get(said, ""))
