"""`koers export` and `koers import`: an organisation carried from one installation to another."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from koers.apps.exchange import commands
from koers.apps.exchange.contents import models
from koers.apps.exchange.packing import Tell
from koers.apps.exchange.tables import TABLES
from koers.apps.people.models import Organisation
from koers.domain.copies import Unfit
from koers.serving import preparation, sentences, sentences_copies


class Which(Exception):
    """No organisation is meant for certain. Those that are there, by number."""

    def __init__(self, wanted: str, there: dict[int, str]) -> None:
        super().__init__(wanted)
        self.wanted, self.there = wanted, there


@contextmanager
def stopping(stop: Callable[[str], Any]) -> Iterator[None]:
    """Say what can't be done, instead of failing."""
    try:
        yield
    except Unfit as unfit:
        stop(sentences_copies.unfit(unfit))
    except Which as which:
        stop(sentences_copies.which(which.wanted, which.there))
    except preparation.Halfway as halfway:
        stop(sentences.halfway(halfway.step, preparation.STEP_BY_STEP))
    except OSError as wrong:
        stop(sentences_copies.no_file(wrong))


def out(wanted: str, file: Path, *, addresses: bool = False) -> str:
    """Write the copy; what to say of it."""
    organisation = _meant(wanted)
    with _progress(_("Writing the copy"), len(models()) + len(TABLES) + 1) as tell:
        commands.write_copy(organisation, file, addresses=addresses, tell=tell)
    return sentences_copies.written(organisation.name, file, file.stat().st_size)


def into(file: Path, *, accounts: bool = False) -> str:
    """Take the copy in; what to say of it."""
    preparation.migrate()
    # Every file twice: once to compare it with its hash, once to take it in. Tables are only compared.
    with _progress(_("Taking the copy in"), 2 * len(models()) + len(TABLES)) as tell:
        organisation = commands.take_in(file, accounts=accounts, tell=tell)
    return sentences_copies.taken_in(organisation.name)


def _meant(wanted: str) -> Organisation:
    every = list(Organisation.objects.order_by("pk"))
    named = [one for one in every if one.name.casefold() == wanted.casefold() or str(one.pk) == wanted]
    if len(named) != 1:
        raise Which(wanted, {one.pk: one.name for one in named or every})
    return named[0]


@contextmanager
def _progress(does: str, files: int) -> Iterator[Tell]:
    """A bar that moves on with every file, and the rows of the one that is being worked on."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[at]}"),
    )
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(does, total=files, at="")
        seen: list[str] = []

        def tell(name: str, count: int) -> None:
            if not seen or seen[-1] != name:
                seen.append(name)
            bar.update(task, completed=len(seen), at=f"{name.rpartition('/')[2]} {count:,}")

        yield tell
