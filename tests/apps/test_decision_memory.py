"""What is kept of a process gives it back exactly, after every deed of a random walk."""

from dataclasses import replace
from random import Random

import pytest

from koers.apps.decisions import commands, queries
from koers.apps.decisions.models import Process
from koers.apps.people.models import Member
from koers.domain import processes
from koers.domain.processes import Case
from tests import cast
from tests.walks import DEEDS, WEIGHTS, Walk, finish

pytestmark = pytest.mark.django_db

TWELVE = tuple("abcdefghijkl")
#: Of a member, who sits there: in a walk a chair's number is also its person's.
People = dict[int, int | None]


def drafted(table: cast.Table, walk: Walk) -> Process:
    """The draft of a walk, kept."""
    process = Process(
        stream_id=table.team.stream_id, team=table.team, number=1 + Process.objects.count(),
        method=walk.case.method, proposer_id=walk.case.proposer, drafted=walk.now,
    )  # fmt: skip
    process.save()
    commands.keep(process, walk.case, replace(walk.case, versions=()))
    return process


def seated(case: Case, people: People) -> Case:
    """The same, with the people who really sit there."""
    electorate = tuple(replace(voter, person=people[voter.member]) for voter in case.electorate)
    return replace(case, electorate=electorate)


def kept(process: Process, before: Case, after: Case) -> None:
    """Keep it, and read it back."""
    commands.keep(process, after, before)
    assert queries.case_of(Process.objects.get(pk=process.pk)) == after


@pytest.mark.parametrize("method", processes.METHODS)
def test_rows_give_back_the_case_whatever_was_done(method: str) -> None:
    table = cast.seated(cast.organisation(), "MT", TWELVE)
    people: People = dict(Member.objects.values_list("pk", "person_id"))
    pool = [table.chair(name).pk for name in TWELVE]
    for seed in range(8):
        walk = Walk(method, Random(seed), pool, table.helper.pk)
        process = drafted(table, walk)
        for step in range(90):
            before = walk.case
            (deed,) = walk.chance.choices(list(DEEDS), WEIGHTS) if step else ["open_process"]
            walk.step(deed, walk.chance.randint(0, len(walk.people)) if step else 1)
            walk.pass_time(walk.chance.choice((1, 20, 240)))
            if walk.case is not before:
                kept(process, seated(before, people), seated(walk.case, people))
        before = walk.case
        finish(walk)
        kept(process, seated(before, people), seated(walk.case, people))
