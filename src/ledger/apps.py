from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "ledger"

    def ready(self) -> None:
        from ledger.measures import keep_measures

        post_migrate.connect(keep_measures, dispatch_uid="ledger.keep_measures")
