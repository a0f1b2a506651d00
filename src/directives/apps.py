from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"

    def ready(self) -> None:
        from directives import sentences  # noqa: F401  registers what refusals and events are called
