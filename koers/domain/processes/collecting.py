"""Options that come from everybody, and one that is made better because somebody resists it strongly."""

from dataclasses import replace
from datetime import datetime

from koers.domain.processes import opening, resistance, texts, windows
from koers.domain.processes.case import Case, Option, Version
from koers.domain.processes.checking import check
from koers.domain.processes.closing import ended
from koers.domain.processes.opening import OPTION_LIMIT
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def add_option(case: Case, seat: Seat, now: datetime, text: str) -> Case:
    """Lay one more option on the table. Options have ids; answers hang on ids, not on words."""
    check(case, "add_option", seat, now)
    words = opening.words(text, "option", OPTION_LIMIT)
    fresh = Option(f"o{len(case.text.options)}", words)
    return _with(case, seat, now, (*case.text.options, fresh), material=False)


def ask_scores(case: Case, seat: Seat, now: datetime) -> Case:
    """Everything is on the table: from here on everybody says how much they resist each option."""
    check(case, "ask_scores", seat, now)
    if len(case.text.options) - 1 < resistance.LEAST_OPTIONS:
        raise Refused("options_missing", "option", least=resistance.LEAST_OPTIONS)
    asked = replace(case, stage="scoring")
    if case.window is None or case.window.closes is None:
        return asked
    return replace(asked, window=windows.again(case.window, now, case.terms.days))


def explain_resistance(case: Case, seat: Seat, now: datetime, reason: str) -> Case:
    """Who gives the leading option 8 or more says why. The values stay as they are."""
    check(case, "explain_resistance", seat, now)
    said = opening.words(reason, "resistance")
    given = case.newest(seat.chair)
    assert given is not None
    again = replace(given, at=now, reason=said, recorded_by=None, how="")
    return replace(case, responses=(*case.responses, again))


def improve_option(case: Case, seat: Seat, now: datetime, text: str) -> Case:
    """The leading option in other words, once; everybody is asked again."""
    check(case, "improve_option", seat, now)
    words, leading = opening.words(text, "option", OPTION_LIMIT), resistance.leading(case)
    options = tuple(replace(one, text=words) if one.id == leading else one for one in case.text.options)
    if options == case.text.options:
        raise Refused("text_unchanged", "option")
    changed = _with(case, seat, now, options, material=True)
    return texts.asked_again(replace(changed, stage="scoring", rounds=case.rounds + 1), now)


def leave_option(case: Case, seat: Seat, now: datetime) -> Case:
    """It stays as it is: the reasons were heard, and it is decided."""
    check(case, "leave_option", seat, now)
    came = resistance.outcome(case, now)
    assert came is not None
    return ended(case, "leave_option", came)


def _with(case: Case, seat: Seat, now: datetime, options: tuple[Option, ...], *, material: bool) -> Case:
    last = case.text
    text = Version(last.seq + 1, last.title, last.text, seat.chair, now, options=options, material=material)
    changed = replace(case, versions=(*case.versions, text))
    resistance.check_options(changed)
    return changed
