"""Who is named in a role election, who can still be proposed, and who is proposed next."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from koers.domain.processes import windows
from koers.domain.processes.case import BLANK, Candidacy, Case, Outcome, Response, Sitting
from koers.engine.methods.majority import lot


def tally(case: Case) -> dict[str, int]:
    """How many name whom in this sitting, also who doesn't want it."""
    named = Counter(response.choice for response in case.counting if response.choice.isdigit())
    return dict(sorted(named.items()))


def nominated(case: Case) -> Mapping[str, int] | None:
    """How many named whom when naming ended; None as long as it hasn't."""
    ended = [sitting for sitting in case.sittings if sitting.why in ("nominated", "tie")]
    return ended[-1].counts if ended and ended[-1].why == "nominated" else None


def names(case: Case) -> list[Response]:
    """What everybody of V said last while naming: a name with its reason, or nobody."""
    ended = [sitting.number for sitting in case.sittings if sitting.why == "nominated"]
    number = ended[-1] if ended and nominated(case) is not None else case.sitting
    said = {one.member: one for one in case.responses if one.sitting == number}
    return [said[voter.member] for voter in case.voters if voter.member in said]


def candidates(case: Case) -> dict[int, int]:
    """Who of those named can still be proposed, and how many named them."""
    named = nominated(case)
    out = {one.member for one in case.proposed if one.ended} | set(case.declined)
    here = {voter.member for voter in case.voters}
    counts = tally(case) if named is None else named
    return {int(name): n for name, n in counts.items() if int(name) in here - out}


def eligible(case: Case) -> list[int]:
    """Whom whoever leads can propose now: after a tie only the tied."""
    found = candidates(case)
    return [member for member in found if not case.standing or str(member) in case.standing]


def asked_last(case: Case, member: int | None) -> bool:
    """Whether this is who is proposed, and others still have to answer."""
    if case.nominee is None or case.nominee.member != member or case.terms.silence != "needs_answer":
        return False
    return any(voter.member != member for voter in case.missing)


def objectors(case: Case) -> list[int]:
    """Who has an objection to the one who is proposed."""
    return [response.member for response in case.counting if response.choice == "objection"]


def figures(case: Case) -> dict[str, object]:
    """What an outcome of an election rests on. No reasons: those are about people."""
    named = nominated(case)
    return {
        "voters": len(case.voters),
        "nominations": dict(tally(case) if named is None else named),
        "proposed": [[one.member, one.how, one.ended] for one in case.proposed],
        "declined": sorted(case.declined),
        **({"lot": case.lot} if any(one.how == "lot" for one in case.proposed) else {}),
    }


# --- what follows


def naming_ended(case: Case, now: datetime) -> Case:
    """What everybody named stands, and somebody is proposed."""
    return onward(_next_sitting(case, "nominated", tally(case), now), now)


def over(case: Case, ended: str, now: datetime) -> Case:
    """Who was proposed isn't any more."""
    last = replace(case.proposed[-1], ended=ended)
    return _next_sitting(replace(case, proposed=(*case.proposed[:-1], last)), ended, {}, now)


def _next_sitting(case: Case, why: str, counts: dict[str, int], now: datetime) -> Case:
    blank = sum(response.choice == BLANK for response in case.counting)
    done = Sitting(case.sitting, counts, blank, why, now)
    return replace(case, sitting=case.sitting + 1, sittings=(*case.sittings, done), standing=())


def onward(case: Case, now: datetime) -> Case:
    """Who is proposed next: by count, or by whoever leads. When nobody is left, the role stays vacant."""
    left = candidates(case)
    if not left:
        out = Outcome("rejected", "vacancy", now, figures(case))
        return replace(case, stage="rejected", outcome=out)
    if case.terms.choosing == "reasons":
        return replace(case, stage="choosing")
    first = sorted(member for member, n in left.items() if n == max(left.values()))
    if len(first) == 1:
        return asked(case, Candidacy(first[0], now, "count"), now)
    return _tied(case, first, now)


def _tied(case: Case, first: list[int], now: datetime) -> Case:
    """As many name each of these: again and then a lot, a lot, or whoever leads on the reasons."""
    if case.terms.tie == "reasons":
        return replace(case, stage="choosing", standing=tuple(map(str, first)))
    if case.terms.tie == "again" and not any(one.why == "tie" for one in case.sittings):
        tie = replace(case.sittings[-1], why="tie")
        return restarted(replace(case, stage="nominating", sittings=(*case.sittings[:-1], tie)), now)
    drawn = int(lot([str(one) for one in first], case.lot))
    return asked(case, Candidacy(drawn, now, "lot"), now)


def asked(case: Case, fresh: Candidacy, now: datetime) -> Case:
    """Everybody is asked for objections to this one."""
    proposed = replace(case, proposed=(*case.proposed, fresh), stage="consenting", standing=())
    return restarted(proposed, now)


def restarted(case: Case, now: datetime) -> Case:
    """The window begins again, where one runs."""
    if case.window is None or case.window.closes is None:
        return case
    return replace(case, window=windows.again(case.window, now, windows.DAYS_TO_ANSWER_AGAIN))
