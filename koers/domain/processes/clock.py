"""When a process is over. Computed from what is there and from `now`, at every read and every write."""

from datetime import datetime, timedelta

from koers.domain.processes import windows
from koers.domain.processes.case import Case
from koers.domain.processes.methods import ASKING


def complete_since(case: Case) -> datetime | None:
    """Since when nobody of V is missing: the last response, or the last who left or was recused.

    A secret ballot doesn't say who answered, so it runs until its end.
    """
    if case.terms.secrecy == "secret" or case.missing or not case.voters:
        return None
    moments = [response.at for response in case.counting]
    moments += [voter.since for voter in case.electorate if voter.since]
    moments += [objection.at for objection in case.open_objections]
    moments += [case.text.at, *([case.window.opens] if case.window else [])]
    return max(moments)


def early(case: Case) -> datetime | None:
    """When it closes early: fifteen minutes after the last of V answered, so that the last can change it.

    Never on a majority alone, never when somebody asked for the full window.
    """
    since = complete_since(case)
    if since is None or case.window is None or case.window.full or case.window.closes is None:
        return None
    return windows.to_minute(since + timedelta(minutes=windows.MINUTES_TO_CHANGE))


def ends(case: Case) -> datetime | None:
    """When it is over, as far as is known now. None: nothing runs, or a meeting closes it.

    That is the end of its window; sooner or without one when it lapses because nobody takes over to decide.
    """
    return min((at for at in (_window_ends(case), case.lapses) if at), default=None)


def _window_ends(case: Case) -> datetime | None:
    if case.stage not in ASKING or case.window is None or case.window.closes is None:
        return None
    soon = early(case)
    return min(case.window.closes, soon) if soon else case.window.closes


def over(case: Case, now: datetime) -> bool:
    """Whether the clock has closed it, whoever has noticed."""
    end = ends(case)
    return end is not None and end <= now


def halfway(case: Case) -> datetime | None:
    """The middle of the window."""
    window = case.window
    if case.stage not in ASKING or window is None or window.closes is None:
        return None
    return window.opens + (window.closes - window.opens) / 2


def left(case: Case, now: datetime) -> timedelta | None:
    """How long one can still answer."""
    end = ends(case)
    return end - now if end else None
