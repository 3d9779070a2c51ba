"""The opinion engine: what a group shares comes first, differences second, groups only where they exist.

>>> import numpy as np
>>> found = analyse(Votes.from_arrays(["an", "bo", "an", "bo"], [1, 1, 2, 2], [1, 1, 1, -1]))
>>> [one.statement for one in found.common]
[1]
"""

from koers.engine.common_ground.compatible import PolisFindings, polis_compatible
from koers.engine.common_ground.files import BadFile, Conversation, read, read_polis, write_polis
from koers.engine.common_ground.live import Live
from koers.engine.common_ground.report import CommonGround, analyse
from koers.engine.common_ground.routing import next_statement
from koers.engine.common_ground.votes import BadVotes, Votes

__all__ = [
    "BadFile",
    "BadVotes",
    "CommonGround",
    "Conversation",
    "Live",
    "PolisFindings",
    "Votes",
    "analyse",
    "next_statement",
    "polis_compatible",
    "read",
    "read_polis",
    "write_polis",
]
