from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "koers.apps.roles"
    label = "roles"

    def ready(self) -> None:
        from koers.apps.roles import asking  # noqa: F401
