from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        from api import sentences  # noqa: F401  registers what refusals and events are called
