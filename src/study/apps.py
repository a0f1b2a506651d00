from django.apps import AppConfig


class StudyConfig(AppConfig):
    name = "study"

    def ready(self) -> None:
        from study import sentences  # noqa: F401  registers what refusals and events are called
