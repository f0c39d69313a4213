from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "capaian.foundation.ui"
    label = "ui"
