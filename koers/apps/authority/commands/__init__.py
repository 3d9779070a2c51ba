"""Deeds about who may decide: the matrix, and mandates."""

from koers.apps.authority.commands.mandates import (
    give_mandate,
    renew_mandate,
    review_mandate,
    withdraw_mandate,
)
from koers.apps.authority.commands.matrix import adopt_matrix, change_matrix, drop_row

__all__ = [
    "adopt_matrix",
    "change_matrix",
    "drop_row",
    "give_mandate",
    "renew_mandate",
    "review_mandate",
    "withdraw_mandate",
]
