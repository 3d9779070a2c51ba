from django.apps import AppConfig


class ReadbacksConfig(AppConfig):
    name = "koers.apps.readbacks"
    label = "readbacks"

    def ready(self) -> None:
        from koers.apps.readbacks import asking  # noqa: F401
