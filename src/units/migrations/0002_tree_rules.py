"""The rules of the tree that the database keeps: parent alive, no cycle, entries after founding.

The first two are checked when an act ends (deferred); they are sound because acts take one lock.
"""

from typing import ClassVar

from django.db import migrations

CREATE = """
create function units_parent_alive() returns trigger language plpgsql as $$
declare bad bigint;
begin
  select s.unit_id into bad from units_standing s
   where s.removed = 9223372036854775807 and s.parent_id is not null
     and (s.id = new.id or s.parent_id = new.unit_id)
     and not coalesce((select range_agg(daterange(p.since, p.until)) from units_standing p
           where p.unit_id = s.parent_id and p.removed = 9223372036854775807)
         @> daterange(s.since, s.until), false)
   limit 1;
  if found then
    raise exception 'the parent of unit % is not alive on every day', bad using errcode = 'LT002';
  end if;
  return null;
end $$;

create function units_no_cycle() returns trigger language plpgsql as $$
begin
  if new.removed <> 9223372036854775807 or new.parent_id is null then
    return null;
  end if;
  if exists (
    with recursive up (unit_id, since, until) as (
      select new.parent_id, new.since, new.until
      union
      select s.parent_id, greatest(u.since, s.since), least(u.until, s.until)
        from up u join units_standing s on s.unit_id = u.unit_id
         and s.removed = 9223372036854775807 and s.since < u.until and u.since < s.until
       where s.parent_id is not null and u.unit_id <> new.unit_id)
    select 1 from up where unit_id = new.unit_id) then
    raise exception 'unit % would stand below itself', new.unit_id using errcode = 'LT003';
  end if;
  return null;
end $$;

create constraint trigger units_standing_parent_new after insert on units_standing
  deferrable initially deferred for each row execute function units_parent_alive();
create constraint trigger units_standing_parent_gone after update on units_standing
  deferrable initially deferred for each row
  when (old.removed = 9223372036854775807 and new.removed <> 9223372036854775807)
  execute function units_parent_alive();
create constraint trigger units_standing_cycle after insert on units_standing
  deferrable initially deferred for each row execute function units_no_cycle();

create function ledger_entry_grounded() returns trigger language plpgsql as $$
declare bad record;
begin
  select f.unit_id, f.day into bad
    from (select unit_id, min(day) as day from fresh group by unit_id) f
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
create trigger ledger_entry_grounded after insert on ledger_entry
  referencing new table as fresh for each statement execute function ledger_entry_grounded();
"""
DROP = """
drop trigger ledger_entry_grounded on ledger_entry;
drop function ledger_entry_grounded();
drop trigger units_standing_cycle on units_standing;
drop trigger units_standing_parent_gone on units_standing;
drop trigger units_standing_parent_new on units_standing;
drop function units_no_cycle();
drop function units_parent_alive();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("units", "0001_initial"), ("ledger", "0003_append_only")]
    operations: ClassVar = [migrations.RunSQL(CREATE, DROP)]
