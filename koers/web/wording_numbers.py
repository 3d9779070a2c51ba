"""Numbers as words."""

from django.utils.translation import gettext_lazy

NUMBERS = (
    gettext_lazy("no"), gettext_lazy("one"), gettext_lazy("two"), gettext_lazy("three"), gettext_lazy("four"),
    gettext_lazy("five"), gettext_lazy("six"), gettext_lazy("seven"), gettext_lazy("eight"),
    gettext_lazy("nine"), gettext_lazy("ten"), gettext_lazy("eleven"), gettext_lazy("twelve"),
    gettext_lazy("thirteen"), gettext_lazy("fourteen"), gettext_lazy("fifteen"), gettext_lazy("sixteen"),
    gettext_lazy("seventeen"), gettext_lazy("eighteen"), gettext_lazy("nineteen"), gettext_lazy("twenty"),
)  # fmt: skip


def number(count: int) -> str:
    """Up to twenty in words, as in a sentence; digits above."""
    return str(NUMBERS[count]) if 0 <= count <= 20 else str(count)
