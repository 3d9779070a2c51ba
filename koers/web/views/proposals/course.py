"""What the page of a proposal shows that belongs to one method: its course, its ballot, its count."""

from typing import Any

from koers.apps.decisions import queries
from koers.domain.processes import resistance
from koers.web import wording_advice, wording_ballots
from koers.web.views.proposals import counted, elected, voted
from koers.web.views.proposals.shown import Shown

#: The template of what there is to answer, by stage; the others choose one of several.
ANSWERING = {
    "scoring": "proposals/answering/scores.html",
    "ranking": "proposals/answering/ballot.html",
}
CHOICES = "proposals/answering/choices.html"
MOVES_ON = wording_ballots.MOVES_ON | {"mapping": wording_advice.ASK}
#: The template of a method's own part of the page.
PARTS = {
    "election": "proposals/election/course.html",
    "resistance": "proposals/counts/resistance.html",
    "ranked": "proposals/counts/ranked.html",
    "majority": "proposals/counts/voted.html",
}


def context(shown: Shown) -> dict[str, Any]:
    """What the templates of this method need beside what all need."""
    case = shown.case
    found: dict[str, Any] = {
        "answering": ANSWERING.get(case.stage, CHOICES),
        "own_part": PARTS.get(case.method, ""),
        "pause": wording_ballots.PAUSE.get(case.stage),
        "moves_on": _moves_on(shown),
        "hidden_stages": queries.HIDDEN,
        "steps_of_scale": range(resistance.HIGHEST + 1),
    }
    if case.method == "election":
        return found | {"election": elected.shown(shown)}
    if case.method == "majority":
        return found | {"votes": voted.votes(case)}
    if case.method == "resistance":
        return found | {"count": counted.resistance(case), "improving": counted.improving(shown)}
    return found | {"count": counted.ranked(case)} if case.method == "ranked" else found


def _moves_on(shown: Shown) -> Any:
    """The button to the next step."""
    if shown.case.method == "consensus" and shown.case.stage == "amending":
        return wording_ballots.ASK_STANCES
    return MOVES_ON.get(shown.case.stage, "")
