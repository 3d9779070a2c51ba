from django.apps import AppConfig


class ScansConfig(AppConfig):
    name = "koers.apps.scans"
    label = "scans"
