"""Words of votes that are taken more than once: which it is, why another followed, and what a tie does."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.domain.processes import Case, Sitting, Terms, majority
from koers.web.wording_readbacks import listed

#: For and against as options of a vote.
SIDES = {"for": gettext_lazy("For"), "against": gettext_lazy("Against")}


def called(case: Case, option: str) -> str:
    """The words of an option; for and against where it is about one text."""
    if option in SIDES:
        return str(SIDES[option])
    return next((one.text for one in case.text.options if one.id == option), option)


def title(number: int) -> str:
    """ "Vote 1"."""
    return _("Vote %(n)s") % {"n": number}


def follows(case: Case, counted: Sitting, onward: tuple[str, ...]) -> str:
    """Why there was another vote after this one, and about what."""
    on = listed([f"“{called(case, one)}”" for one in onward])
    if counted.why == "run_off":
        said = _("No option has more than half of the votes.")
        return " ".join([said, _("You vote again between %(options)s.") % {"options": on}] if on else [said])
    if counted.why == "lot":
        return _("Several tie for the second place again. A lot says who goes on: %(options)s.") % {
            "options": on
        }
    if case.terms.rule == "run_off":
        return _("Several tie for the second place. You vote once more on the same options.")
    return _("The highest came out alike. You vote once more on the same.")


def tie_rule(terms: Terms) -> list[str]:
    """What happens at a tie, where that isn't plain: said before anybody votes."""
    if terms.about_people:
        return [
            _("After a tie you vote once more, and then a lot decides. Its hash is in the ledger by then.")
        ]
    if terms.rule == "run_off":
        return [_("Do several tie for the second place? You vote once more; after that it isn’t adopted.")]
    if terms.rule in majority.AMONG_OPTIONS:
        return [_("Do the highest come out alike? Then it isn’t adopted.")]
    return []
