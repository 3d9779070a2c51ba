"""The command line: `koers …`."""

import os

import typer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koers.config.settings")
app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
