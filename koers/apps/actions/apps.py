from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "koers.apps.actions"
    label = "actions"

    def ready(self) -> None:
        from koers.apps.actions import asking  # noqa: F401
