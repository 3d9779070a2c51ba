"""The command line: `koers …`. Django is loaded by the command that needs it, so `koers --help` is quick."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

# Reports that another module knows how to make. Each is loaded when it is asked for; to add one, add a line:
# its name, "module:function" (a function in typer's style), and its line in `koers --help`.
REPORTS = {
    "scan": ("koers.reports.scan:scan", "A report of scan answers in a file."),
    "common-ground": (
        "koers.reports.common_ground:common_ground",
        "A report of votes on statements in a file.",
    ),
    "count": ("koers.reports.count:count", "Count ranked or scored ballots in a file."),
    "minutes": ("koers.reports.minutes:minutes", "Decisions and actions that stand in minutes."),
}


class Report(TyperCommand):
    """A command that is loaded when it is run."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        module, _, function = REPORTS[str(self.name)][0].partition(":")
        one = typer.Typer(add_completion=False)
        one.command(self.name)(getattr(__import__(module, fromlist=[function]), function))
        return typer.main.get_command(one).make_context(info_name, args, parent, **extra)


class Commands(TyperGroup):
    """Koers's own commands, and the reports that are there."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every name, for the help."""
        there = [
            name for name, (target, _) in REPORTS.items() if find_spec("koers.reports") and _is_there(target)
        ]
        return [*super().list_commands(ctx), *there]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name."""
        if cmd_name in REPORTS:
            return Report(cmd_name, short_help=REPORTS[cmd_name][1], help=REPORTS[cmd_name][1])
        return super().get_command(ctx, cmd_name)


def _is_there(target: str) -> bool:
    return find_spec(target.partition(":")[0]) is not None


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    help="Koers, on this machine.",
    pretty_exceptions_enable=False,
)
ledger = typer.Typer(no_args_is_help=True, help="The ledger: what happened, chained and checkable.")
app.add_typer(ledger, name="ledger")

Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(help="The port to listen on.")]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Don't open a browser.")]
Reload = Annotated[bool, typer.Option("--reload", hidden=True)]
File = Annotated[Path, typer.Argument(dir_okay=False)]


def start(**environment: str) -> None:
    """Load Django and speak the language of this terminal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koers.config.settings")
    os.environ.update(environment)
    import django
    from django.utils import translation

    django.setup()
    spoken = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    translation.activate("nl" if spoken.lower().startswith("nl") else "en")


@app.command()
def serve(
    lan: Annotated[bool, typer.Option("--lan", help="Let phones in this room's network in.")] = False,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    no_open: NoOpen = False,
    reload: Reload = False,
) -> None:
    """Start Koers, and print a link that signs you in."""
    start(**({} if reload else {"KOERS_COLLECTED": "1"}))
    from koers.serving import serving

    serving.serve(serving.Address(host, port, lan=lan), open_browser=not no_open, reload=reload)


@app.command()
def demo(
    lan: Annotated[bool, typer.Option("--lan", help="Let phones in this room's network in.")] = False,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    no_open: NoOpen = False,
    lang: Annotated[str, typer.Option(help="The language of its people: nl or en.")] = "nl",
) -> None:
    """Look around in an invented organisation, kept apart from your own."""
    from koers.config.home import home

    start(
        KOERS_COLLECTED="1",
        KOERS_DEMO="1",
        KOERS_DEMO_LANGUAGE=lang,
        KOERS_DATABASE="",
        KOERS_HOME=str(home() / "demo"),
    )
    from koers.serving import serving

    serving.serve(serving.Address(host, port, lan=lan), open_browser=not no_open)


@app.command(hidden=True)
def web(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Pages and streams: the child that `koers serve` keeps running."""
    from koers.serving import web as server

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koers.config.settings")
    server.run(host, port)


@app.command()
def worker() -> None:
    """What happens by itself: seal the ledger, do what is due. `koers serve` runs it along."""
    start()
    from koers import worker as work

    work.run()


@app.command()
def health() -> None:
    """Whether the database answers and every process is alive; exit code 1 when not."""
    start()
    from koers.serving import health as state
    from koers.serving import sentences

    report = state.report()
    for line in sentences.health(report):
        typer.echo(line)
    raise typer.Exit(0 if report["ok"] else 1)


@app.command()
def backup(file: File) -> None:
    """Write everything to one file, while others go on working."""
    start()
    from koers.serving import backup as copy
    from koers.serving import sentences

    try:
        copy.backup(file)
    except copy.Impossible as impossible:
        _stop(sentences.impossible(impossible))
    typer.echo(sentences.backed_up(file))


@app.command()
def restore(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Put a backup in an installation that is still empty."""
    start()
    from koers.serving import backup as copy
    from koers.serving import sentences

    try:
        copy.restore(file)
    except copy.Impossible as impossible:
        _stop(sentences.impossible(impossible))
    typer.echo(sentences.restored(file))


@app.command("export")
def export_organisation(
    organisation: Annotated[str, typer.Argument(help="Its name, or its number when names are alike.")],
    to: Annotated[Path, typer.Option("--to", dir_okay=False, help="The zip to write.")],
    addresses: Annotated[
        bool, typer.Option("--addresses", help="Confirmed addresses too, so that accounts open again.")
    ] = False,
) -> None:
    """Write everything that an organisation has to one zip, in open formats."""
    start()
    from koers.serving import carrying

    with carrying.stopping(_stop):
        typer.echo(carrying.out(organisation, to, addresses=addresses))


@app.command("import")
def import_organisation(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A zip of `koers export`.")],
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Let the addresses in it open their accounts here.")
    ] = False,
) -> None:
    """Take in an organisation that was exported, in an installation that is still empty."""
    start()
    from koers.serving import carrying

    with carrying.stopping(_stop):
        typer.echo(carrying.into(file, accounts=accounts))


@app.command()
def recount(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The export of one decision.")],
) -> None:
    """Count a decision again from its export alone; exit code 1 when it doesn't agree."""
    start()
    from koers.serving import recounting

    lines, agrees = recounting.report(file)
    if not agrees:
        _stop("\n".join(lines))
    typer.echo("\n".join(lines))


@app.command("import-register")
def import_register(
    path: Annotated[Path, typer.Argument(exists=True, help="A file, a ZIP, or a folder of files.")],
    organisation: Annotated[str, typer.Option(help="The name of the organisation it is brought into.")],
    with_ended: Annotated[bool, typer.Option("--with-ended", help="Also teams that are no more.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask before it is made.")] = False,
) -> None:
    """Bring in a register of teams and roles, after showing what would come of it."""
    start()
    from koers.web import bringing

    try:
        found = bringing.look(path, organisation, with_ended=with_ended)
    except bringing.Impossible as impossible:
        _stop(str(impossible))
    typer.echo("\n".join(found.lines()))
    if not found.made.nothing and (yes or typer.confirm(found.question())):
        typer.echo(found.make())


@app.command("import-decisions")
def import_decisions(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV, or Loomio's JSON or ZIP.")],
    organisation: Annotated[str, typer.Option(help="The name of the organisation.")],
    team: Annotated[str, typer.Option(help="The name of the team whose log it comes into.")],
    column: Annotated[
        list[str] | None, typer.Option(help="What a column of a CSV is, as HEAD=text, day, title, …")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would come in.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask before it is brought in.")] = False,
) -> None:
    """Bring in earlier decisions from a list, after showing what would come in."""
    start()
    from koers.web import bringing, bringing_decisions

    try:
        looked = bringing_decisions.look(file, organisation, team, column or [])
    except bringing.Impossible as impossible:
        _stop(str(impossible))
    typer.echo("\n".join(looked.lines()))
    if looked.fresh and not dry_run and (yes or typer.confirm(looked.question())):
        typer.echo(looked.bring())


@ledger.command("verify")
def verify(
    export: Annotated[Path | None, typer.Option(exists=True, help="Check this export instead.")] = None,
) -> None:
    """Check that nothing in the ledger was changed, removed or put in between; exit code 1 when it was."""
    start()
    from koers.apps.ledger import sealer
    from koers.serving import ledger_file, sentences

    try:
        heads, rows = ledger_file.read(export) if export else (sealer.heads(), sealer.rows())
        broken = list(sealer.verify(rows, heads))
    except ledger_file.Unreadable as unreadable:
        _stop(sentences.unreadable(unreadable))
    if broken:
        _stop("\n".join(map(sentences.broken, broken)))
    typer.echo(sentences.whole(heads))


@ledger.command("export")
def export_ledger(file: File) -> None:
    """Write the ledger to a file that anybody can check."""
    start()
    from koers.serving import ledger_file, sentences

    typer.echo(sentences.exported(ledger_file.export(file), file))


def _stop(sentence: str) -> Any:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
