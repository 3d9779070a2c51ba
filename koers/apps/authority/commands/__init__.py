"""Deeds about who may decide: the matrix, mandates, and proposals of both."""

from koers.apps.authority.commands.mandates import (
    give_mandate,
    renew_mandate,
    review_mandate,
    withdraw_mandate,
)
from koers.apps.authority.commands.matrix import adopt_matrix, change_matrix, drop_row
from koers.apps.authority.commands.proposals import (
    adopt_authority,
    decide_authority,
    decline_authority,
    propose_mandate,
    propose_row,
)

__all__ = [
    "adopt_authority",
    "adopt_matrix",
    "change_matrix",
    "decide_authority",
    "decline_authority",
    "drop_row",
    "give_mandate",
    "propose_mandate",
    "propose_row",
    "renew_mandate",
    "review_mandate",
    "withdraw_mandate",
]
