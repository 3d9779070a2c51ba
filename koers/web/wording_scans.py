"""Words of the scan: the five S's, their parts and steps, and the sentences an outcome is told in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain import scans
from koers.domain.scans import Change, Moves, Outcome, Reading
from koers.web.wording_numbers import number

TITLE: dict[str, Any] = {
    "direction": gettext_lazy("Star & strategy"),
    "synergy": gettext_lazy("Synergy & strengths"),
    "structure": gettext_lazy("Structure"),
    "steering": gettext_lazy("Steering"),
    "success": gettext_lazy("Success factors"),
}

QUESTION: dict[str, Any] = {
    "direction": gettext_lazy("Do we all know what this team is here for, and what comes first this year?"),
    "synergy": gettext_lazy("Do we make use of our differences, also when we disagree?"),
    "structure": gettext_lazy("Do our agreements, our roles and our way of deciding help us forward?"),
    "steering": gettext_lazy("Do we steer ahead, with the information and the people it takes?"),
    "success": gettext_lazy("Do we keep up what we agree, with enough room and energy?"),
}

GIST: dict[str, Any] = {
    "direction": gettext_lazy("The same direction: why this team is there, what comes first this year."),
    "synergy": gettext_lazy("Making use of differences: behaviour, feedback, healthy conflict."),
    "structure": gettext_lazy("Agreements, roles, meetings and how we decide."),
    "steering": gettext_lazy("Steering ahead: information, KPIs, stakeholders, communication, risks."),
    "success": gettext_lazy("Keeping it up: looking back, room, energy, development."),
}

SIGNS: dict[str, Sequence[Any]] = {
    "direction": (
        gettext_lazy("The question what matters most comes back every month."),
        gettext_lazy("We decide from fire to fire."),
        gettext_lazy("Each department does better, the whole doesn't."),
    ),
    "synergy": (
        gettext_lazy("Meetings are friendly, and outside them decisions come undone."),
        gettext_lazy("Irritation smoulders and nobody says it."),
        gettext_lazy("One talks a lot, another falls silent."),
    ),
    "structure": (
        gettext_lazy("Everything must go through the meeting, small things too."),
        gettext_lazy("Nobody knows who picks it up."),
        gettext_lazy("A subject returns that was decided already."),
    ),
    "steering": (
        gettext_lazy("Incidents fill the agenda."),
        gettext_lazy("We talk about opinions, because the figures aren't there."),
        gettext_lazy("The organisation hears it late, or from each of us differently."),
    ),
    "success": (
        gettext_lazy("Good intentions get lost in the daily business."),
        gettext_lazy("There is more on our plates than we can carry."),
        gettext_lazy("We don't look back, and goals pass unnoticed."),
    ),
}

PART: dict[str, Any] = {
    "assignment": gettext_lazy("Our joint assignment and worth"),
    "view_on_leading": gettext_lazy("A shared view on leading"),
    "mission_and_vision": gettext_lazy("Mission and vision"),
    "strategy": gettext_lazy("Strategy"),
    "year_plan": gettext_lazy("The year plan"),
    "values_and_behaviour": gettext_lazy("Values, and behaviour that shows them"),
    "feedback_and_appreciation": gettext_lazy("Feedback and appreciation"),
    "healthy_conflict": gettext_lazy("Healthy conflict"),
    "differing_preferences": gettext_lazy("Different ways of working"),
    "working_agreements": gettext_lazy("Working agreements"),
    "live_or_apart": gettext_lazy("What we do in a meeting and what we don't"),
    "roles_and_ownership": gettext_lazy("Roles and ownership"),
    "deciding_and_recording": gettext_lazy("How we decide and write it down"),
    "information": gettext_lazy("The information we need"),
    "indicators": gettext_lazy("What we steer on, and what we don't"),
    "stakeholders_and_communication": gettext_lazy("Stakeholders and communication"),
    "year_planning": gettext_lazy("Year planning"),
    "risks": gettext_lazy("Risks"),
    "reflection": gettext_lazy("Looking back and peer consultation"),
    "capacity": gettext_lazy("Capacity"),
    "joy_and_wellbeing": gettext_lazy("Joy, motivation and wellbeing"),
    "development": gettext_lazy("Development"),
    "goals_and_progress": gettext_lazy("Goals and progress"),
}

STEP: dict[int, Any] = {
    5: gettext_lazy("Always, also when it gets tense"),
    4: gettext_lazy("Mostly"),
    3: gettext_lazy("Sometimes yes, sometimes no"),
    2: gettext_lazy("Now and then"),
    1: gettext_lazy("Hardly ever"),
}

MODE: dict[str, Any] = {
    "by_name": gettext_lazy("By name"),
    "guessable": gettext_lazy("Without names, can be guessed"),
    "confidential": gettext_lazy("Confidential, without names"),
    "not_recorded": gettext_lazy("Talk only, nothing is recorded"),
}

MODE_SAYS: dict[str, Any] = {
    "by_name": gettext_lazy("Everybody sees who gave which dot and wrote which why."),
    "guessable": gettext_lazy("Dots without names. In so small a group one can guess who gave what."),
    "confidential": gettext_lazy("Dots without names, from six answers. With five only the middle shows."),
    "not_recorded": gettext_lazy("You go through the five S's together, and Koers keeps nothing."),
}

SPREAD: dict[str, Any] = {
    "dots_only": gettext_lazy("Three answers: look at the dots"),
    "two_camps": gettext_lazy("Two camps"),
    "close_together": gettext_lazy("Close together"),
    "somewhat_spread": gettext_lazy("Somewhat spread"),
    "far_apart": gettext_lazy("Far apart"),
}

PROGRESS: dict[str, Any] = {
    "none": gettext_lazy("Nobody has answered yet"),
    "some": gettext_lazy("Some have answered"),
    "enough": gettext_lazy("Enough answers to show dots"),
    "all": gettext_lazy("All have answered"),
}

STAGE: dict[str, Any] = {
    "answering": gettext_lazy("Open"),
    "talking": gettext_lazy("Talking"),
    "choosing": gettext_lazy("Choosing"),
    "agreeing": gettext_lazy("Agreeing"),
    "agreed": gettext_lazy("Agreed"),
    "cancelled": gettext_lazy("Stopped"),
}


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def step(median: float) -> str:
    """A middle answer: "3", or "3½" when it lies between two."""
    whole = int(median)
    return str(whole) if median == whole else f"{whole}½"


def headline(outcome: Outcome) -> str:
    """What is seen, never what follows from it."""
    if outcome.shows == "nothing":
        return _("Too few answers to show anything")
    if outcome.shows == "middle":
        return _("Five answers: only the middle shows")
    low = [str(TITLE[s]) for s in outcome.lowest]
    if outcome.widest is None:
        return _lowest(low)
    wide = str(TITLE[outcome.widest])
    if low == [wide]:
        return _("%(s)s gets the lowest dots, and there you differ most") % {"s": wide}
    if not low:
        return _("Over %(s)s you differ most") % {"s": wide}
    return _("%(lowest)s, over %(widest)s you differ most") % {"lowest": _lowest(low), "widest": wide}


def _lowest(low: Sequence[str]) -> str:
    if not low:
        return _("The five S's lie level")
    return ngettext("%(s)s gets the lowest dots", "%(s)s get the lowest dots", len(low)) % {"s": listed(low)}


def lede(outcome: Outcome) -> str:
    """One step closer than the headline, and then the word is to the team."""
    if outcome.shows == "nothing":
        return _(
            "%(answered)d of %(seats)d answered. In this form dots show from six answers, "
            "so that nobody can work out who gave what. You can still talk about the five S's."
        ) % {"answered": outcome.answered, "seats": outcome.seats}
    if outcome.shows == "middle":
        return _("With five answers dots would tell who gave what. So you see the middle and the words.")
    seen = [*_level(outcome), *_low_answers(outcome), *_wide_answers(outcome)]
    return " ".join([*seen, _("What that means is for you to say.")])


def _level(outcome: Outcome) -> list[str]:
    if outcome.lowest or not outcome.readings:
        return []
    return [_("All five have %(middle)s in the middle.") % {"middle": step(outcome.readings[0].median)}]


def _low_answers(outcome: Outcome) -> list[str]:
    if len(outcome.lowest) != 1:
        return []
    reading = next(r for r in outcome.readings if r.s == outcome.lowest[0])
    low = sum((reading.counts or ())[:2])
    if not low:
        return []
    return [
        ngettext(
            "At %(s)s %(count)s of the %(n)s gives a 1 or a 2.",
            "At %(s)s %(count)s of the %(n)s give a 1 or a 2.",
            low,
        )
        % {"s": TITLE[reading.s], "count": number(low), "n": number(reading.n)}
    ]


def _wide_answers(outcome: Outcome) -> list[str]:
    if outcome.widest is None:
        return []
    span = next(r.span for r in outcome.readings if r.s == outcome.widest)
    assert span is not None
    facts = {"s": TITLE[outcome.widest], "low": span.low, "high": span.high}
    return [_("At %(s)s you differ most: the dots run there from %(low)d to %(high)d.") % facts]


def figures(reading: Reading, before: Change | None = None) -> str:
    """Middle, number of answers, range."""
    parts = [_middle(reading, before)]
    n = ngettext("%(n)d answer", "%(n)d answers", reading.n) % {"n": reading.n}
    if reading.span:
        facts = {"n": n, "low": reading.span.low, "high": reading.span.high}
        parts.append(_("%(n)s, from %(low)d to %(high)d") % facts)
    else:
        parts.append(n)
    return ". ".join(parts)


def _middle(reading: Reading, before: Change | None) -> str:
    now = step(reading.median)
    if before is None:
        return _("Middle %(now)s") % {"now": now}
    facts = {"now": now, "before": step(before.median_before)}
    if before.median_before == reading.median:
        return _("Middle %(now)s, stayed %(before)s") % facts
    return _("Middle %(now)s, was %(before)s") % facts


def certainty(reading: Reading) -> list[str]:
    """How few answers would change the picture, and what missing ones could."""
    says = []
    if reading.moves_at == 1:
        says.append(_("The middle shifts as soon as one person answers differently."))
    elif reading.moves_at:
        says.append(
            ngettext(
                "The middle only shifts when %(count)s person answers differently.",
                "The middle only shifts when %(count)s people answer differently.",
                reading.moves_at,
            )
            % {"count": number(reading.moves_at)}
        )
    if reading.missing and reading.median_bounds:
        says.append(_missing(reading))
    if reading.stands_apart:
        says.append(_("One answer stands far from the middle."))
    return says


def _missing(reading: Reading) -> str:
    assert reading.median_bounds is not None
    facts = {
        "missing": reading.missing,
        "low": step(reading.median_bounds.low),
        "high": step(reading.median_bounds.high),
    }
    if facts["low"] == facts["high"]:
        return (
            ngettext(
                "%(missing)d answer is missing; whatever it is, the middle stays %(low)s.",
                "%(missing)d answers are missing; whatever they are, the middle stays %(low)s.",
                reading.missing,
            )
            % facts
        )
    return (
        ngettext(
            "%(missing)d answer is missing; with it the middle lies between %(low)s and %(high)s.",
            "%(missing)d answers are missing; with them the middle lies between %(low)s and %(high)s.",
            reading.missing,
        )
        % facts
    )


def moved(change: Change, when: str, shared: int) -> str:
    """Between two rounds without names: the least number that must have answered differently."""
    if change.least_moved == 0:
        return _("Everybody may have answered the same as in %(when)s.") % {"when": when}
    return ngettext(
        "At least %(count)d of %(n)d answered differently than in %(when)s.",
        "At least %(count)d of %(n)d answered differently than in %(when)s.",
        change.least_moved,
    ) % {"count": change.least_moved, "n": shared, "when": when}


def moves(moved: Moves, when: str) -> str:
    """Between two rounds by name: who moved, never the mean."""
    facts = {"when": when, "up": moved.up, "down": moved.down, "same": moved.same}
    says = [_("Since %(when)s: %(up)d up, %(down)d down, %(same)d the same.") % facts]
    if joined := sum(moved.joined):
        says.append(ngettext("%(n)d joined.", "%(n)d joined.", joined) % {"n": joined})
    if left := sum(moved.left):
        says.append(ngettext("%(n)d left.", "%(n)d left.", left) % {"n": left})
    return " ".join([*says, *_chance(moved)])


def _chance(moved: Moves) -> list[str]:
    """From eight who answered both times: whether chance alone would do as much."""
    if moved.p is None or moved.up == moved.down:
        return []
    places = 2 if moved.p >= 0.01 else 3
    p = number_format(round(moved.p, places), places)  # by itself it cuts off
    if moved.p <= 0.05:
        return [_("By chance alone so many would seldom move one way (p = %(p)s).") % {"p": p}]
    return [_("By chance alone people may move like this too (p = %(p)s).") % {"p": p}]


def described(s: str, counts: Sequence[int], median: float) -> str:
    """The dots in words, for whoever doesn't see them."""
    facts = {"s": TITLE.get(s) or PART[s], "given": given(counts), "median": step(median)}
    return _("%(s)s: %(given)s. Middle answer %(median)s.") % facts


def given(counts: Sequence[int]) -> str:
    """How many gave which step: "3 times a 2 and 1 time a 4"."""
    times = (
        ngettext("%(count)d time a %(step)d", "%(count)d times a %(step)d", count)
        % {"count": count, "step": at}
        for at, count in enumerate(counts, start=1)
        if count
    )
    return listed(list(times))


def band(size: int) -> str:
    """What the band under the dots covers."""
    return ngettext("the middle answer", "the middle %(size)s", size) % {"size": number(size)}


def picked(picks: Mapping[str, int]) -> str:
    """How many chose; of too few there are no dots."""
    if not picks:
        return _("Too few people chose to show dots without giving somebody away")
    total = sum(picks.values())
    return ngettext("%(count)d choice", "%(count)d choices", total) % {"count": total}


REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "round_closed": lambda f: _("This round closed on %(at)s. Nothing was changed.") % f,
    "round_open": lambda f: _("A round is still open. Close it first, or stop it."),
    "too_few_seats": lambda f: (
        ngettext(
            "A scan needs at least %(least)d people at the table; now there is %(seats)d seat. "
            "Add seats, and come back.",
            "A scan needs at least %(least)d people at the table; now there are %(seats)d seats. "
            "Add seats, and come back.",
            f["seats"],
        )
        % f
    ),
    "mode_unfit": lambda f: _("This form doesn't fit a table of %(seats)d. Choose another.") % f,
    "not_in_round": lambda f: _("You sat down after this round had opened. You are in from the next one."),
    "not_choosing": lambda f: _("There is nothing to choose at this moment. Look at the big screen."),
    "not_in_this_stage": lambda f: _("This round is already a step further. Look again."),
    "score_unknown": lambda f: _("Choose a step from 1 to 5, or leave it open."),
    "read_first": lambda f: _("First tap that you have read this."),
    "note_missing": lambda f: _("Write something down first."),
    "s_unknown": lambda f: _("Choose one of the five S's."),
    "s_missing": lambda f: _("Choose which S you settle on together."),
    "actions_needed": lambda f: (
        ngettext("Agree one action.", "Agree %(needed)s actions.", f["needed"])
        % {"needed": number(f["needed"])}
    ),
    "action_missing": lambda f: _("Say what will be done. Begin with a verb."),
    "owner_missing": lambda f: _("Choose one person who sees to it."),
    "due_unfit": lambda f: _("Choose a day from %(first)s to %(last)s.") % f,
    "notice_missing": lambda f: _("Name something you can see or hear."),
}

assert set(TITLE) == set(scans.FIVE)
