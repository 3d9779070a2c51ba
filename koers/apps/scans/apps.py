from django.apps import AppConfig


class ScansConfig(AppConfig):
    name = "koers.apps.scans"
    label = "scans"

    def ready(self) -> None:
        from koers.apps.scans import asking  # noqa: F401
