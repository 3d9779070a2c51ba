"""What the sealed record keeps of one method alone: stances, strong resistance and why, earlier votes.

Of a role election nothing: reasons there are about people, and its figures say who was elected.
"""

from typing import Any

from koers.domain.processes import Case, Response, plain, resistance


def own(case: Case) -> dict[str, Any]:
    """What this method adds to the record."""
    if case.method == "consensus":
        return {"stances": [_stance(one) for one in case.counting if one.choice != "agree"]}
    if case.method == "resistance" and case.counting:
        return {"resists": _resists(case)}
    if case.method == "majority" and case.sittings:
        return {"sittings": plain.plain(case.sittings)}
    return {}


def _stance(given: Response) -> dict[str, Any]:
    return {"member": given.member, "choice": given.choice, "reason": given.reason}


def _resists(case: Case) -> list[dict[str, Any]]:
    """Who resists the option that was chosen with 8 or more, and why."""
    winner, strong = resistance.leading(case), resistance.strongly(case)
    return [
        {"member": given.member, "value": given.values[winner], "reason": given.reason}
        for given in case.counting
        if given.member in strong
    ]
