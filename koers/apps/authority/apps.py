from django.apps import AppConfig


class AuthorityConfig(AppConfig):
    name = "koers.apps.authority"
    label = "authority"

    def ready(self) -> None:
        from koers.apps.authority import asking, deciding  # noqa: F401

        deciding.start()
