"""Writing the one list of asks. Only the asks reader calls this."""

from collections.abc import Iterable

from koers.apps.ledger.models import Ask, Entry


def ask(
    entry: Entry,
    members: Iterable[int],
    deed: str,
    due: str | None = None,
    subject: str | None = None,
    since: str | None = None,
) -> None:
    """From this entry on its subject asks a deed of these members. `due` is an ISO moment from its data.

    So is `since`, for what is asked only later: nobody sees it before. `subject` is another thing than the
    entry's own: somebody sat down, and what is open asks of them too.
    """
    Ask.objects.bulk_create(
        (
            Ask(
                stream_id=entry.stream_id,
                member=m,
                deed=deed,
                subject=subject or entry.subject,
                since=since or entry.at,
                due=due,
            )
            for m in members
        ),
        ignore_conflicts=True,
    )


def answered(
    entry: Entry, deed: str, members: Iterable[int] | None = None, subject: str | None = None
) -> None:
    """The subject doesn't ask this deed any more: of nobody, or not of these members.

    `subject` is another thing than the entry's own: it was replaced by what the entry is about.
    """
    asks = Ask.objects.filter(stream=entry.stream_id, subject=subject or entry.subject, deed=deed)
    (asks if members is None else asks.filter(member__in=list(members))).delete()
