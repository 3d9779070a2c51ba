"""The command line: `koers …`."""

import os
from typing import Annotated

import typer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koers.config.settings")
app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)


@app.command(hidden=True)
def web(
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option()] = 8000,
    reload: Annotated[bool, typer.Option()] = False,
) -> None:
    """Pages and streams: the child that `koers serve` keeps running."""
    from koers.serving import web as server

    server.run(host, port, reload=reload)


@app.command(hidden=True)
def worker() -> None:
    """Seals the ledger and does what is due: the other child of `koers serve`."""
    from koers import worker as work

    work.run()
