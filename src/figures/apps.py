from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FiguresConfig(AppConfig):
    name = "figures"

    def ready(self) -> None:
        from figures import duties, foreseeing  # noqa: F401  duties are spread again after each act, and told before
        from figures.dictionary import keep_dictionary

        post_migrate.connect(keep_dictionary, dispatch_uid="figures.keep_dictionary")
