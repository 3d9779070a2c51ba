"""A team that decides, in a process of its own that can be killed: `python -m tests.faults.deciding SPEC`.

Everybody answers again and again, questions are asked, whoever leads closes it, the clock seals it. What was
acknowledged is written to the standard output, line by line: a line that is there was committed.
"""

import json
import os
import random
import sys
import threading
from collections.abc import Callable
from typing import Any


def main(spec: dict[str, Any]) -> None:
    """Play until everything is done, or until somebody kills this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koers.config.settings")
    import django

    django.setup()
    from koers.apps.decisions import commands
    from koers.apps.decisions.models import Process
    from koers.apps.decisions.records import commands as records
    from koers.apps.ledger import clock
    from koers.apps.people.models import Member
    from koers.apps.people.queries import seat_of

    chairs = Member.objects.select_related("team__stream").in_bulk([*spec["members"], spec["lead"]])
    chance, pk = random.Random(spec["seed"]), spec["process"]
    lead = seat_of(chairs[spec["lead"]])

    heard = threading.Semaphore(0)

    def answers(member: int) -> None:
        mine = random.Random(f"{spec['seed']} {member}")
        for _ in range(4):
            choice = mine.choice(("for", "against", "blank"))
            said("about", member, choice)
            commands.respond(seat_of(chairs[member]), pk, choice)
            said("yes", member, choice)
            heard.release()
            if mine.random() < 0.3:
                commands.ask_question(seat_of(chairs[member]), pk, f"Vraag {mine.random()}")
                said("asked", member, "")

    def leads() -> None:
        for _ in range(chance.randint(2, 12)):
            heard.acquire(timeout=2)
        commands.close_process(lead, pk)
        said("closed", 0, "")
        records.settle(lead, Process.objects.get(pk=pk), clock.now())
        said("sealed", 0, "")

    threads = [threading.Thread(target=_quietly(answers), args=(one,)) for one in spec["members"]]
    threads.append(threading.Thread(target=_quietly(leads)))
    said("begun", 0, "")
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _quietly(deed: Callable[..., None]) -> Callable[..., None]:
    from koers.domain.refusals import Refused

    def does(*arguments: Any) -> None:
        try:
            deed(*arguments)
        except Refused as refused:
            said("refused", 0, refused.code)

    return does


def said(what: str, member: int, choice: str) -> None:
    """One line in one write: it is there as a whole or not at all."""
    os.write(1, f"{what} {member} {choice}\n".encode())


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
