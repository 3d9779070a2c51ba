from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "koers.apps.topics"
    label = "topics"

    def ready(self) -> None:
        from koers.apps.topics import asking, following  # noqa: F401

        following.start()
