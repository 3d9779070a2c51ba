from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "koers.apps.actions"
    label = "actions"
