from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "koers.apps.decisions"
    label = "decisions"

    def ready(self) -> None:
        from koers.apps.decisions import asking  # noqa: F401
