"""Events and entries are only ever appended; the books have their one row."""

from typing import ClassVar

from django.db import migrations

REFUSE = """
create function ledger_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'table % is only ever appended to', tg_table_name using errcode = 'LT001';
end $$;
create trigger ledger_event_append_only before update or delete or truncate on ledger_event
  for each statement execute function ledger_append_only();
create trigger ledger_entry_append_only before update or delete or truncate on ledger_entry
  for each statement execute function ledger_append_only();
insert into ledger_books (id, head, hash, tree, dictionary) values
  (1, 0, decode(repeat('00', 32), 'hex'), 0, 0);
"""
ALLOW = """
delete from ledger_books;
drop trigger ledger_entry_append_only on ledger_entry;
drop trigger ledger_event_append_only on ledger_event;
drop function ledger_append_only();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ledger", "0002_initial")]
    operations: ClassVar = [migrations.RunSQL(REFUSE, ALLOW)]
