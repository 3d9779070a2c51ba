"""Same, different, or unsure: what people say of each other's sentences."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

TAGS = ("same", "differs", "unsure")


@dataclass(frozen=True, slots=True)
class Divergence:
    """D: of all pairs of a reader and somebody else's sentence that were tagged, the share that differ."""

    differs: int
    n: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None when nobody tagged anything."""
        return self.differs / self.n if self.n else None


def divergence(tags: Iterable[str]) -> Divergence:
    """D with its n. Unsure counts as tagged: who hesitates doesn't say that it differs."""
    counted = Counter(tags)
    return Divergence(counted["differs"], sum(counted[tag] for tag in TAGS))


def counts(tags: Iterable[str]) -> dict[str, int]:
    """How often each tag was given to one sentence, in the order of `TAGS`."""
    counted = Counter(tags)
    return {tag: counted[tag] for tag in TAGS}
