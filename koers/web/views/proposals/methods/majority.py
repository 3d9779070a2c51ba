"""Majority: what its form asks."""

from typing import Any

from django.http import QueryDict

from koers.domain.processes import Case, Option, Terms
from koers.domain.processes.majority import AMONG_OPTIONS
from koers.web import wording_decisions, wording_proposals
from koers.web.views.proposals.methods import fields
from koers.web.views.proposals.methods.fields import part, yes

RULES = ("of_votes_cast", "of_those_present", "of_all_members", "qualified", "plurality", "run_off")
#: The silence of a vote is another field than that of consent.
SHOWN_AT = {"silence": "m_silence"}


def terms(given: QueryDict) -> Terms:
    """How it will be decided."""
    return Terms(
        silence=given.get("m_silence", "not_counted"),
        secrecy="secret" if given.get("secret") == "yes" else "by_name",
        rule=given.get("rule", "of_votes_cast"),
        share=part(given.get("share", "") or "2/3", "share"),
        strictly=given.get("strictly") == "yes",
        quorum=part(given["quorum"], "quorum") if given.get("quorum") else None,
        quorum_strictly=given.get("quorum_strictly") == "yes",
        about_people=given.get("about_people") == "yes",
    )


def options(given: QueryDict) -> tuple[Option, ...]:
    """What is chosen from, where the rule chooses among options."""
    return fields.options(given) if given.get("rule") in AMONG_OPTIONS else ()


def filled(terms: Terms, case: Case) -> dict[str, Any]:
    """The form as it was filled in."""
    return {
        "m_silence": terms.silence,
        "rule": terms.rule,
        "share": str(terms.share),
        "strictly": yes(terms.strictly),
        "quorum": str(terms.quorum or ""),
        "secret": yes(terms.secrecy == "secret"),
        "about_people": yes(terms.about_people),
        "options": "\n".join(option.text for option in case.text.options),
    }


def offered() -> dict[str, Any]:
    """What can be chosen."""
    return {
        "rules": [(code, wording_decisions.RULE[code], wording_proposals.RULE_SAYS[code]) for code in RULES],
    }
