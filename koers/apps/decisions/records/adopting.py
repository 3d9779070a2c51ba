"""What was decided about a text of the course: those words hold from then on."""

from contextlib import suppress

from koers.apps.decisions.models import Decision
from koers.apps.direction.commands import documents
from koers.apps.direction.models import Draft
from koers.domain.refusals import Refused
from koers.domain.seats import system


def adopt_all_decided() -> int:
    """Adopt every draft on which was decided, in the words that were decided on: the clock's own work."""
    waiting = {draft.code: draft for draft in Draft.objects.filter(state="open")}
    decided = Decision.objects.filter(process__about__in=waiting).select_related("process", "stream")
    return sum(_adopted(one, waiting[one.process.about]) for one in decided.order_by("pk") if one.process)


def _adopted(decision: Decision, draft: Draft) -> bool:
    with suppress(Refused):  # somebody else's clock was sooner
        seat = system(decision.stream_id, decision.stream.parent_id)
        documents.adopt_decided(seat, draft.pk, decision.text, decision.number)
        return True
    return False
