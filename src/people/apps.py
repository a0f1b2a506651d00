from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from people import carrying, foreseeing  # noqa: F401  people go along when a unit ends, and are told before
