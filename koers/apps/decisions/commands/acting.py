"""Acting at once: it is decided and told, and comes up as a topic for the next meeting."""

from koers.apps.decisions import queries
from koers.apps.decisions.commands.drafting import open_process
from koers.apps.decisions.models import Process
from koers.apps.ledger.writing import writing
from koers.apps.topics import commands as topics
from koers.domain.seats import Seat
from koers.domain.topics import Told
from koers.domain.topics.telling import QUESTION_LIMIT


def act_urgently(seat: Seat, pk: int, key: str | None = None) -> Process:
    """Do it, and bring it up, in one transaction. What was said of it is written down later."""
    with writing():
        process = open_process(seat, pk, key=key)
        text = queries.case_of(process).text
        told = Told(text.title, text.text[:QUESTION_LIMIT], kind="operation", origin="incident")
        again = f"{key}-topic" if key else None
        topics.raise_topic(seat, process.team, told, came_from=process.code, key=again)
    return process
