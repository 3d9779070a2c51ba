from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "koers.apps.access"
    label = "access"
