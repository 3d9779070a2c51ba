"""Who was elected for a role: read from the ledger, and seated by the clock.

Which process elects, this room doesn't know; the entry of the decision says whom, and for which role.
"""

from contextlib import suppress
from datetime import date

from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import LedgerReader
from koers.apps.roles import commands
from koers.domain.refusals import Refused
from koers.domain.seats import system

elected = LedgerReader("elected for roles")


@elected.on("seal_decision")
def takes_the_role(entry: Entry) -> None:
    """The elected one holds the role from the day of the decision. A role that was ended stays as it was."""
    role = str(entry.data.get("about", ""))
    if "elected" not in entry.data or not role.startswith("role:"):
        return
    until, pk = entry.data["until"], int(role.removeprefix("role:"))
    last = date.fromisoformat(until) if until else None
    with suppress(Refused):
        commands.seat_elected(
            system(entry.stream_id), pk, entry.data["elected"], last, f"elected:{entry.seq}"
        )
