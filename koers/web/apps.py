from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "koers.web"
    label = "web"

    def ready(self) -> None:
        from koers.web import watcher

        watcher.spread_pulses()
