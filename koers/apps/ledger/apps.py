from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "koers.apps.ledger"
    label = "ledger"

    def ready(self) -> None:
        from koers.apps.ledger import readers

        readers.start()
