"""Majority: what its form asks."""

from typing import Any

from django.http import QueryDict

from koers.domain.processes import Case, Option, Terms
from koers.domain.processes.majority import AMONG_OPTIONS, ON_A_TEXT
from koers.web import wording_decisions, wording_proposals
from koers.web.forms import whole_number
from koers.web.views.proposals.methods import fields
from koers.web.views.proposals.methods.fields import part, yes

RULES = (
    "of_votes_cast", "of_those_present", "of_all_members", "qualified", "double", "plurality", "run_off",
)  # fmt: skip
ARTICLE_LIMIT = 120
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
        double=tuple(given.getlist("double")) if given.get("rule") == "double" else (),
        casting=whole_number(given.get("casting", "")) or None,
        casting_article=_article(given, "casting_article"),
        second_meeting=given.get("second_meeting") == "yes",
        second_article=_article(given, "second_article"),
        counts_article=_article(given, "counts_article"),
    )


def _article(given: QueryDict, name: str) -> str:
    """Which article of the statutes says so."""
    return given.get(name, "").strip()[:ARTICLE_LIMIT]


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
        "quorum_strictly": yes(terms.quorum_strictly),
        "about_people": yes(terms.about_people),
        "double": list(terms.double),
        "casting": str(terms.casting or ""),
        "casting_article": terms.casting_article,
        "second_meeting": yes(terms.second_meeting),
        "second_article": terms.second_article,
        "counts_article": terms.counts_article,
        "options": "\n".join(option.text for option in case.text.options),
    }


def offered() -> dict[str, Any]:
    """What can be chosen."""
    return {
        "rules": [(code, wording_decisions.RULE[code], wording_proposals.RULE_SAYS[code]) for code in RULES],
        "doubles": [(code, wording_decisions.RULE[code]) for code in ON_A_TEXT if code != "double"],
        "article": ARTICLE_LIMIT,
    }
