"""From codes to sentences: the only bridge. English is the source; Dutch is in `locale/nl`."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.refusals import Refused
from koers.web import (
    wording_access,
    wording_authority,
    wording_checks,
    wording_copies,
    wording_decisions,
    wording_direction,
    wording_earlier,
    wording_following,
    wording_levels,
    wording_log,
    wording_mail,
    wording_minutes,
    wording_readbacks,
    wording_registers,
    wording_roles,
    wording_scans,
    wording_topics,
)
from koers.web.wording_numbers import number


def moment(at: datetime) -> str:
    """A moment as somebody says it, in the reader's time zone: "Wed 18 November, 15:00"."""
    return date_format(timezone.localtime(at), _("D j F, H:i"))


def until(at: datetime) -> str:
    """Until when something is open. What ends at midnight ends with a day, and nobody calls that 00:00."""
    here = timezone.localtime(at)
    if here.time() == time.min:
        return _("up to and including %(day)s") % {"day": day(here - timedelta(seconds=1))}
    return _("until %(until)s") % {"until": moment(at)}


def day(at: date) -> str:
    """A day as somebody says it: "Thu 3 December"."""
    return date_format(_here(at), _("D j F"))


def day_in_full(at: date) -> str:
    """A day with its year: "Thu 3 December 2026"."""
    return date_format(_here(at), _("D j F Y"))


def weekday(at: date) -> str:
    """A day in full, over a page: "Thursday 3 December"."""
    return _capital(date_format(_here(at), _("l j F")))


def _here(at: date) -> date:
    return timezone.localtime(at) if isinstance(at, datetime) else at


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


STATES: dict[str, Any] = {
    "none": gettext_lazy("Too little to say"),
    "calm": gettext_lazy("Calm"),
    "watch": gettext_lazy("Keep an eye on"),
    "talk": gettext_lazy("Talk about it"),
}

POWERS: dict[str, Any] = {
    "person": gettext_lazy("somebody who signed in"),
    "founder": gettext_lazy("who set up Koers here"),
    "administrator": gettext_lazy("the administrator"),
    "facilitator": gettext_lazy("the facilitator"),
    "guardian": gettext_lazy("the process guardian"),
    "member": gettext_lazy("a member of the team"),
    "guest": gettext_lazy("a guest with the code"),
    "observer": gettext_lazy("an observer"),
    "system": gettext_lazy("the clock"),
    "opener": gettext_lazy("whoever opened it"),
    **wording_decisions.POWERS,
    **wording_authority.POWERS,
    **wording_topics.POWERS,
}

NAMELESS: dict[str, Any] = {
    "team": gettext_lazy("Fill in what your team is called."),
    "own_name": gettext_lazy("Fill in your own name, or choose a seat that has one."),
}

_SAY: dict[str, Callable[[dict[str, Any]], str]] = {
    "not_here": lambda f: _("This page isn't there, or isn't open to you."),
    "not_yours": lambda f: _("This is for %(who)s to do.") % {"who": _either(f["who"])},
    "email_unfit": lambda f: _("This address can't be used here. Check the spelling, or take another."),
    "password_unfit": lambda f: (
        _(
            "Choose a password of at least %(least)d characters that isn't often used. "
            "Three words together do well."
        )
        % f
    ),
    "name_missing": lambda f: str(NAMELESS.get(f["field"], _("Fill in a name."))),
    "too_long": lambda f: _("This is %(length)d characters long. At most %(limit)d fit here.") % f,
    "too_many_seats": lambda f: _("At most %(limit)d seats fit around one table.") % f,
    "no_seats": lambda f: _("Choose how many seats there are."),
    "name_twice": lambda f: (
        _("%(name)s is there already. Add a letter, so that you can tell them apart.") % f
    ),
    "seat_missing": lambda f: _("Choose a seat."),
    "code_unknown": lambda f: _("This code isn’t known. Look on the big screen, or ask the facilitator."),
    "too_many_guesses": lambda f: _(
        "Too many codes were tried from here that weren’t right. Wait ten minutes, or scan the QR code then."
    ),
    "seat_in_use": lambda f: _("%(name)s already sits on seat %(number)d. Free that seat first.") % f,
    "seat_taken": lambda f: _("%(name)s already sits here. Choose another seat, or ask the facilitator.") % f,
    "seat_left": lambda f: _("This seat isn't at the table any more."),
    "sits_already": lambda f: _("You already sit at this table."),
    "invitation_over": lambda f: _("This code worked until %(at)s. Ask the facilitator for a new one.") % f,
    "link_over": lambda f: _("This link worked once, until %(at)s. Ask for a new one.") % f,
    "day_off_nameless": lambda f: _("Give it a name, such as summer break."),
    "day_off_dayless": lambda f: _("Choose the first day."),
    "day_off_backwards": lambda f: _("The last day lies before the first. Choose a later one."),
    "day_off_long": lambda f: _("At most %(most)s days at once. Add the rest apart.") % f,
    "own_seat": lambda f: _("You sit on this seat yourself, so you can't free it."),
    "box_full": lambda f: _(
        "There are as many answers as seats. Somebody answered from this seat before it was freed, "
        "so another answer doesn't fit."
    ),
    "ballot_elsewhere": lambda f: _(
        "You joined on another device. Answer there, so that everybody counts once. "
        "Is that device gone? Ask the facilitator to free your seat, and join again."
    ),
}


REFUSALS = {
    **_SAY,
    **wording_scans.REFUSALS,
    **wording_readbacks.REFUSALS,
    **wording_decisions.REFUSALS,
    **wording_following.REFUSALS,
    **wording_checks.REFUSALS,
    **wording_copies.REFUSALS,
    **wording_roles.REFUSALS,
    **wording_authority.REFUSALS,
    **wording_topics.REFUSALS,
    **wording_direction.REFUSALS,
    **wording_levels.REFUSALS,
    **wording_registers.REFUSALS,
    **wording_log.REFUSALS,
    **wording_mail.REFUSALS,
    **wording_minutes.REFUSALS,
    **wording_earlier.REFUSALS,
    **wording_access.REFUSALS,
}


def refusal(refused: Refused) -> str:
    """What isn't possible, and what one can do."""
    say = REFUSALS[refused.code]
    return say({"field": refused.field, **{name: _shown(fact) for name, fact in refused.facts.items()}})


def _shown(fact: Any) -> Any:
    if isinstance(fact, datetime):
        return moment(fact)
    return day(fact) if isinstance(fact, date) else fact


def _either(codes: list[str]) -> str:
    names = [str(POWERS[code]) for code in codes]
    return (
        names[0]
        if len(names) == 1
        else _("%(first)s or %(last)s")
        % {
            "first": ", ".join(names[:-1]),
            "last": names[-1],
        }
    )


def seats(count: int) -> str:
    """ "Seven seats"."""
    return ngettext("%(count)s seat", "%(count)s seats", count) % {"count": number(count)}


ASKS: dict[str, tuple[Any, Any]] = {
    "tell": (
        gettext_lazy("Say in your own words what was decided"),
        gettext_lazy("One sentence, by name. You see the others’ when yours is in."),
    ),
    "answer": (
        gettext_lazy("Answer the five questions of the scan"),
        gettext_lazy("Did you answer already? Until the round closes you can still change it."),
    ),
    "pick": (
        gettext_lazy("Choose the S to work on"),
        gettext_lazy("Dots show when everybody has chosen. They help, they don’t decide."),
    ),
    "report_action": (
        gettext_lazy("Say what came of your action"),
        gettext_lazy("Done, partly, or not: one word is enough."),
    ),
    **wording_decisions.ASKS,
    **wording_following.ASKS,
    **wording_roles.ASKS,
    **wording_authority.ASKS,
    **wording_topics.ASKS,
    **wording_direction.ASKS,
    **wording_levels.ASKS,
    **wording_checks.ASKS,
    **wording_copies.ASKS,
}


NOTICES: dict[str, Any] = {
    "table_set": gettext_lazy("The seats are kept."),
    "seat_freed": gettext_lazy("The seat is free again."),
    "door_closed": gettext_lazy("The door is closed. Who sits, stays."),
    "round_put_off": gettext_lazy("The next round comes back in two weeks."),
    "rhythm_set": gettext_lazy("Kept. It counts from the next round on."),
}


def ask(deed: str) -> tuple[str, str]:
    """What is asked of somebody, and one line beside it."""
    title, line = ASKS[deed]
    return str(title), str(line)


def room(deed: str) -> str:
    """Under which heading an ask stands."""
    if deed in wording_decisions.ASKS:
        return _("Decisions")
    if deed in wording_roles.ASKS:
        return _("Roles")
    if deed in wording_copies.ASKS:
        return _("A copy of everything")
    if deed in wording_authority.ASKS:
        return _("Who decides what")
    if deed in wording_topics.ASKS:
        return _("Topics")
    if deed in wording_direction.ASKS:
        return _("Star & strategy")
    if deed in wording_levels.ASKS:
        return _("How much you leave")
    if deed in wording_checks.ASKS:
        return _("The collaboration check")
    return _("Read one decision back") if deed == "tell" else _("The scan")


def left(seconds: float) -> str:
    """How long something stays open: days, then hours, then minutes."""
    minutes = max(1, round(seconds / 60))
    if minutes >= 36 * 60:
        days = round(minutes / 60 / 24)
        return ngettext("%(n)s more day", "%(n)s more days", days) % {"n": days}
    if minutes >= 90:
        hours = round(minutes / 60)
        return ngettext("%(n)s more hour", "%(n)s more hours", hours) % {"n": hours}
    return ngettext("%(n)s more minute", "%(n)s more minutes", minutes) % {"n": minutes}


def waiting(name: str, count: int) -> str:
    """What stands over the page: how much waits for somebody."""
    if count == 0:
        return _("%(name)s, nothing waits for you now") % {"name": name}
    return ngettext(
        "%(name)s, %(count)s thing waits for you", "%(name)s, %(count)s things wait for you", count
    ) % {"name": name, "count": number(count)}


def chose(count: int, most: int) -> str:
    """What the dots beside a choice say."""
    return ngettext("%(count)d of %(most)d chose this", "%(count)d of %(most)d chose this", count) % {
        "count": count,
        "most": most,
    }
