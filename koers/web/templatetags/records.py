"""Drawing a decision: names, what something is called, what came of an action."""

from collections.abc import Mapping, Sequence

from django import template
from django.utils.translation import gettext as _

from koers.apps.actions.models import Action
from koers.apps.readbacks.models import Telling
from koers.web import wording_following, wording_records
from koers.web.drawing.names import called
from koers.web.views.records.shown import Kept
from koers.web.wording_readbacks import listed

register = template.Library()


@register.simple_tag
def person_named(names: Mapping[int, str], member: int) -> str:
    """Who this is."""
    return names.get(member) or str(wording_records.GONE)


@register.simple_tag
def kind_of(kept: Kept) -> str:
    """Objection, concern, or a vote against."""
    return str(wording_records.KEPT[kept.kind]).lower()


@register.simple_tag
def outcome_of(action: Action) -> str:
    """What came of it."""
    return wording_following.came_of(action.outcome)


@register.simple_tag
def read_also(more: Sequence[Telling]) -> str:
    """ "Read Joost, Pieter-Jan and Anouk too"."""
    return _("Read %(names)s too") % {"names": listed(called([one.member.name for one in more]))}
