"""Who is asked next to guard the process: who did it longest ago among those willing. Nobody is ranked.

Not by how often, but by how long ago: so over as many full terms as there are willing people each has one
turn, and who joined late doesn't have to make up for the years before.
"""

from collections.abc import Collection, Sequence


def in_line(willing: Sequence[int], served: Sequence[int], asked: Collection[int] = ()) -> list[int]:
    """In which order people are asked.

    Parameters
    ----------
    willing : sequence of int
        Who sits and wants to, in seat order.
    served : sequence of int
        Who guarded, term by term, the first first; somebody may be in it more than once.
    asked : collection of int
        Who was asked already for this term, and passed.
    """
    last = {member: number for number, member in enumerate(served)}
    waiting = [member for member in willing if member not in asked]
    # A sort keeps seat order among those who never did it.
    return sorted(waiting, key=lambda member: last.get(member, -1))


def why_next(member: int, willing: Sequence[int], served: Sequence[int]) -> str:
    """Why this one is next, as a code: the only one, one of those who never did it, or longest ago."""
    if list(willing) == [member]:
        return "only_one"
    return "longest_ago" if member in served else "not_yet"
