from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "inspection"

    def ready(self) -> None:
        from inspection import sentences  # noqa: F401  what refusals and events say
