from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "koers.apps.exchange"
    label = "exchange"

    def ready(self) -> None:
        from koers.apps.exchange import asking  # noqa: F401
