"""Who may decide: the rows of a team's decision matrix, its mandates, and what is proposed of both."""

from koers.apps.authority.models.mandates import Mandate, MandateWord
from koers.apps.authority.models.matrix import MatrixRow
from koers.apps.authority.models.proposals import Proposal

__all__ = ["Mandate", "MandateWord", "MatrixRow", "Proposal"]
