from koers.cli import app

app()
