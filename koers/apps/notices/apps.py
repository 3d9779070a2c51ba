from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "koers.apps.notices"
    label = "notices"
