"""Texts to begin a role with. A team makes its own of it: nothing is adopted as it stands here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from koers.domain import roles

#: Per example: what it is called, what it is for, what it decides about, what it sees to.
EXAMPLES: dict[str, tuple[Any, Any, tuple[Any, ...], tuple[Any, ...]]] = {
    "process": (
        _("Process guardian"),
        _("We work together as we agreed, and notice it in time when we don’t."),
        (_("When the next collaboration check is"),),
        (_("Says it when an agreement is left lying"), _("Prepares the collaboration check")),
    ),
    "agenda": (
        _("Agenda keeper"),
        _("Our time together goes to what needs all of us."),
        (_("The order and the time of what we discuss"),),
        (_("Gathers topics until two days before"), _("Asks of each topic what must come of it")),
    ),
    "finance": (
        _("Finance lead"),
        _("We know what we can spend, and see in time when that changes."),
        (_("How the budget is followed"),),
        (_("Shows the figures every month on one page"), _("Says what a proposal costs over three years")),
    ),
    "client": (
        _("Client voice"),
        _("In every decision we hear what it means for the people we do it for."),
        (),
        (_("Speaks to five clients every quarter"), _("Asks what a client notices before we decide")),
    ),
    "people": (
        _("People lead"),
        _("People can do their work well, and want to stay."),
        (_("How vacancies are filled"),),
        (_("Follows leave, absence and workload"), _("Sees to it that everybody has a yearly talk")),
    ),
    "quality": (
        _("Quality lead"),
        _("We learn from what goes wrong before it happens again."),
        (_("Which mistakes we look into together"),),
        (_("Brings one case every month to learn from"), _("Follows what came of what we learned")),
    ),
    "decisions": (
        _("Decision keeper"),
        _("Everybody knows what we decided, and why."),
        (_("How decisions are written down"),),
        (_("Has decisions read back"), _("Brings each decision back on its day to look at it again")),
    ),
    "newcomers": (
        _("Guide for newcomers"),
        _("Whoever joins us takes part fully within a month."),
        (),
        (_("Explains how we decide and meet"), _("Asks newcomers what surprises them")),
    ),
    "outside": (
        _("Voice to the outside"),
        _("Partners hear one story from us, and we hear theirs."),
        (_("What we publish in the name of the team"),),
        (_("Keeps in touch with our most important partners"), _("Brings back what they expect of us")),
    ),
    "priorities": (
        _("Priority watcher"),
        _("What we chose to do comes before what comes in."),
        (),
        (_("Shows every month how our priorities stand"), _("Asks what stops when something is added")),
    ),
    "data": (
        _("Information lead"),
        _("Information is right, safe, and there when somebody needs it."),
        (_("Who gets access to which data"),),
        (_("Sees to backups and access"), _("Helps to choose tools that fit how we work")),
    ),
    "works_council": (
        _("Link with the works council"),
        _("The works council is heard while something can still change."),
        (),
        (_("Says early what is coming"), _("Brings back what the council thinks, in its own words")),
    ),
}  # fmt: skip


def names() -> list[tuple[str, str]]:
    """Which examples there are, by what they are called."""
    return sorted(((code, str(example[0])) for code, example in EXAMPLES.items()), key=lambda one: one[1])


def text(code: str) -> roles.Text:
    """The text of an example, or an empty one."""
    if code not in EXAMPLES:
        return roles.Text()
    name, purpose, domains, accountabilities = EXAMPLES[code]
    return roles.Text(str(name), str(purpose), _lines(domains), _lines(accountabilities))


def _lines(said: tuple[Any, ...]) -> str:
    return "\n".join(str(line) for line in said)
