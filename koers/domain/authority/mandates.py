"""Mandates: what somebody may decide in the team's name, up to which limits and until when."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from koers.domain import tables
from koers.domain.authority.matrix import BEYOND, DOMAIN_LIMIT, KINDS, LEVELS
from koers.domain.refusals import Refused

WORDS_LIMIT = 300
#: How long before its end whoever gave it is asked what follows.
SOON = timedelta(days=30)
MOST_AMOUNT = 10**12
MOST_MONTHS = 1200


@dataclass(frozen=True)
class Mandate:
    """What may be decided, about which domain, how far, and until when.

    `kind` "" is every kind. `level` is 1 (tell) to 7 (delegate). `amount` is in whole euros and `months` is
    for how long a decision may bind; None is without a limit. `until` is the last day. `instead` is the
    method that applies beyond it: the matrix's, for this kind and domain.
    """

    domain: str
    kind: str = ""
    level: int = 6
    amount: int | None = None
    months: int | None = None
    irreversible: bool = False
    conditions: str = ""
    since: date = date.min
    until: date | None = None
    review: date | None = None
    ended: date | None = None
    instead: str = BEYOND

    def stands(self, today: date) -> bool:
        """Whether it can be used on this day."""
        return refusal_of_day(self, today) is None


def mandate(given: Mandate, today: date) -> Mandate:
    """A new mandate that says what it is about and when it ends."""
    domain = tables.name(given.domain, "domain", DOMAIN_LIMIT)
    conditions = tables.tidy(given.conditions)
    if len(conditions) > WORDS_LIMIT:
        raise Refused("too_long", "conditions", limit=WORDS_LIMIT, length=len(conditions))
    if given.kind not in ("", *KINDS):
        raise Refused("matrix_unknown", "kind")
    if not 1 <= given.level <= len(LEVELS):
        raise Refused("matrix_unknown", "level")
    _limits_fit(given)
    _days_fit(given, today)
    return replace(given, domain=domain, conditions=conditions)


def _limits_fit(given: Mandate) -> None:
    if given.amount is not None and not 0 <= given.amount <= MOST_AMOUNT:
        raise Refused("amount_unfit", "amount")
    if given.months is not None and not 1 <= given.months <= MOST_MONTHS:
        raise Refused("months_unfit", "months")


def _days_fit(given: Mandate, today: date) -> None:
    if given.until is None:
        raise Refused("until_missing", "until")
    if given.until < max(given.since, today):
        raise Refused("until_in_past", "until", first=max(given.since, today))
    if given.review is not None and not today < given.review <= given.until:
        raise Refused("mandate_review_unfit", "review", until=given.until)


def withdrawn(given: Mandate, today: date) -> Mandate:
    """The same mandate, broken off today."""
    if given.ended is not None or (given.until is not None and given.until < today):
        raise Refused("mandate_over", until=given.ended or given.until)
    return replace(given, ended=today)


def state(given: Mandate, today: date) -> str:
    """How it stands: "ended", "over", "to_come", "soon" (within thirty days of its end) or "stands"."""
    if given.ended is not None:
        return "ended"
    if given.until is not None and given.until < today:
        return "over"
    if given.since > today:
        return "to_come"
    return "soon" if given.until is not None and given.until <= today + SOON else "stands"


def refusal_of_day(given: Mandate, today: date) -> Refused | None:
    """Why it can't be used on this day."""
    if given.ended is not None:
        return Refused("mandate_withdrawn", "mandate", at=given.ended, method=given.instead)
    if given.until is not None and given.until < today:
        return Refused("mandate_over", "mandate", until=given.until, method=given.instead)
    if given.since > today:
        return Refused("mandate_to_come", "mandate", since=given.since, method=given.instead)
    return None


def beyond(
    given: Mandate, amount: int | None, irreversible: bool, today: date, months: int | None = None
) -> Refused | None:
    """Why a decision isn't within this mandate, naming the limit and the method that applies; None within.

    A limit can't be kept without knowing: where the mandate has one, the amount or the months must be said.
    """
    return (
        refusal_of_day(given, today)
        or _amount(given, amount)
        or _months(given, months)
        or _can_be_undone(given, irreversible)
    )


def check_mandate(
    given: Mandate, amount: int | None, irreversible: bool, today: date, months: int | None = None
) -> None:
    """Refuse a decision beyond its mandate."""
    if refused := beyond(given, amount, irreversible, today, months):
        raise refused


def _amount(given: Mandate, said: int | None) -> Refused | None:
    limit, method = given.amount, given.instead
    if limit is None or (said is not None and said <= limit):
        return None
    if said is None:
        return Refused("amount_needed", "amount", limit=limit, method=method)
    return Refused("beyond_amount", "amount", limit=limit, said=said, method=method)


def _months(given: Mandate, said: int | None) -> Refused | None:
    limit, method = given.months, given.instead
    if limit is None or (said is not None and said <= limit):
        return None
    if said is None:
        return Refused("months_needed", "months", limit=limit, method=method)
    return Refused("beyond_months", "months", limit=limit, said=said, method=method)


def _can_be_undone(given: Mandate, irreversible: bool) -> Refused | None:
    if not irreversible or given.irreversible:
        return None
    return Refused("beyond_irreversible", "irreversible", method=given.instead)
