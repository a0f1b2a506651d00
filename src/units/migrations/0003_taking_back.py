"""What is taken back may lie before a unit's first day: a first day that was wrong can be moved on."""

from typing import ClassVar

from django.db import migrations

GROUNDED = """
create or replace function ledger_entry_grounded() returns trigger language plpgsql as $$
declare bad record;
begin
  select f.unit_id, f.day into bad
    from (select unit_id, min(day) as day from fresh {only} group by unit_id) f
   where not exists (select 1 from units_standing s where s.unit_id = f.unit_id
     and s.removed = 9223372036854775807 and s.since <= f.day)
   limit 1;
  if found then
    raise exception 'unit % was not founded by %', bad.unit_id, bad.day
      using errcode = 'LT004', detail = bad.day::text;
  end if;
  if exists (select 1 from (select distinct measure_id from fresh) f
      where not exists (select 1 from ledger_measure m where m.id = f.measure_id))
    or exists (select 1 from (select distinct record_id from fresh) f
      where not exists (select 1 from ledger_record r where r.id = f.record_id)) then
    raise exception 'an entry names a measure or record that does not exist' using errcode = 'LT005';
  end if;
  return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("units", "0002_tree_rules")]
    operations: ClassVar = [
        migrations.RunSQL(GROUNDED.format(only="where times >= 0"), GROUNDED.format(only="")),
    ]
