from django.apps import AppConfig


class DirectionConfig(AppConfig):
    name = "koers.apps.direction"
    label = "direction"

    def ready(self) -> None:
        from koers.apps.direction import asking  # noqa: F401
