from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "koers.apps.checks"
    label = "checks"

    def ready(self) -> None:
        from koers.apps.checks import asking  # noqa: F401
