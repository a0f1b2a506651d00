"""The readings, as five plain SQL texts over entry, era, place, heir and owes.

Sum by unit and era first, only for units below those asked, then up the tree. Shares are grouped by,
never multiplied here; dividing and rounding are done outside. The texts use nothing that PostgreSQL,
DuckDB and Spark do not share. ``{…}`` are filled by ``literals``.

``fixed`` is null for the structure "as then" (each entry by the tree of its own day), else the day;
for balance and latest it is always a day. ``before`` is the first day no longer counted.
"""

FACETS = """(k.kind = '' or k.kind = l.kind) and (k.level = '' or k.level = l.level)
       and (k.subject = '' or k.subject = l.subject)"""
ASK = "ask (figure, measure_id, kind, level, subject) as (values {ask})"
ERA = """units_era r on r.unit_id = e.unit_id and r.since <= coalesce({fixed}, e.day)
       and coalesce({fixed}, e.day) < r.until and r.added <= {position} and r.removed > {position}"""
SPAN = """e.event_id <= {position} and e.measure_id in ({measures}) and e.day >= {since} and e.day < {before}
       and e.unit_id in (select s.unit_id from units_place s where s.above_id in ({above})) {more}"""
TOLD = """e.event_id <= {position} and e.measure_id in ({measures}) and e.day >= {since} and e.day < {before}
       and e.unit_id in (select s.unit_id from units_place s where s.above_id in ({above})
         union select h.heir_id from units_heir h join units_place s on s.unit_id = h.unit_id
         where s.above_id in ({above})) {more}"""
"""``SPAN``, and beside the units below those asked whoever took them over."""
ASKED = f"join ask k on k.measure_id = l.measure_id and {FACETS}"
PLACED = """units_place p on p.unit_id = t.unit_id and p.since <= t.era and t.era < p.until
       and p.added <= {position} and p.removed > {position} and p.above_id in ({above}) {scope}"""
OWN = "and p.via_id = p.above_id"

SUMMED = f"""select t.figure, p.above_id, p.via_id, p.share, sum(t.quantity) as quantity,
       sum(case when t.quantity <> 0 then 1 else 0 end) as filled, sum(t.times) as times,
       count(*) as units
  from part t join {PLACED} group by t.figure, p.above_id, p.via_id, p.share"""

SUMS = f"""with {ASK},
line as (select e.unit_id, r.since as era, e.measure_id, e.kind, e.level, e.subject,
       sum(e.quantity) as quantity, sum(e.times) as times
  from ledger_entry e join {ERA} where {SPAN}
  group by e.unit_id, r.since, e.measure_id, e.kind, e.level, e.subject),
part as (select k.figure, l.unit_id, l.era, sum(l.quantity) as quantity, sum(l.times) as times
  from line l {ASKED} group by k.figure, l.unit_id, l.era)"""
TOTAL = f"{SUMS} {SUMMED}"
"""Total and balance, and both sides of a rate of them."""

BY_UNIT = f"""{SUMS}
select t.unit_id, p.via_id, p.share, sum(t.quantity) as quantity
  from part t join {PLACED} and (p.via_id is null or p.via_id = 0)
  group by t.unit_id, p.via_id, p.share having sum(t.quantity) <> 0"""
"""What each unit's own entries give to the whole of ``above``, and to what was not yet founded."""

LATEST = f"""with {ASK},
line as (select e.unit_id, e.measure_id, e.kind, e.level, e.subject, e.day,
       sum(e.quantity) as quantity
  from ledger_entry e where {TOLD}
  group by e.unit_id, e.measure_id, e.kind, e.level, e.subject, e.day having sum(e.times) > 0),
told as (select k.figure, l.unit_id, l.day, sum(l.quantity) as quantity,
       row_number() over (partition by k.figure, l.unit_id order by l.day desc) as back
  from line l {ASKED} group by k.figure, l.unit_id, l.day),
newest as (select figure, unit_id, day, quantity from told where back = 1),
part as (select e.figure, e.unit_id, r.since as era, e.quantity, 1 as times
  from newest e join units_era r on r.unit_id = e.unit_id and r.since <= {{fixed}}
       and {{fixed}} < r.until and r.added <= {{position}} and r.removed > {{position}}
  where not exists (select 1 from units_heir h join newest n on n.unit_id = h.heir_id
    where h.unit_id = e.unit_id and n.figure = e.figure and h.since <= {{fixed}}
      and {{fixed}} < h.until and n.day >= h.since
      and h.added <= {{position}} and h.removed > {{position}}))
{SUMMED}"""
"""The last declared reading of each unit; an ended unit's gives way to one that took it over."""

DISTINCT = f"""with {ASK},
line as (select e.unit_id, r.since as era, e.measure_id, e.kind, e.level, e.subject, e.member,
       sum(e.quantity) as quantity
  from ledger_entry e join {ERA} where {SPAN} and e.member <> 0
  group by e.unit_id, r.since, e.measure_id, e.kind, e.level, e.subject, e.member
  having sum(e.quantity) <> 0),
part as (select k.figure, l.unit_id, l.era, l.member, l.quantity from line l {ASKED}),
spread as (select t.*, min(t.unit_id) over (partition by t.figure, t.member) as first_unit,
       max(t.unit_id) over (partition by t.figure, t.member) as last_unit,
       min(t.era) over (partition by t.figure, t.member) as first_era,
       max(t.era) over (partition by t.figure, t.member) as last_era from part t),
alone as (select figure, unit_id, era, member, sum(quantity) as quantity
  from spread where first_unit = last_unit and first_era = last_era
  group by figure, unit_id, era, member),
single as (select figure, unit_id, era, sum(case when quantity > 0 then 1 else 0 end) as members
  from alone group by figure, unit_id, era),
several as (select figure, unit_id, era, member, quantity
  from spread where first_unit <> last_unit or first_era <> last_era),
head as (select t.figure, p.above_id, p.via_id, t.member, sum(t.quantity) as quantity,
       max(case when p.share = '1' then 0 else 1 end) as shared
  from several t join {PLACED} group by t.figure, p.above_id, p.via_id, t.member),
counted as (select t.figure, p.above_id, p.via_id, sum(t.members) as members,
       max(case when p.share = '1' then 0 else 1 end) as shared
  from single t join {PLACED} group by t.figure, p.above_id, p.via_id
  union all
  select figure, above_id, via_id, sum(case when quantity > 0 then 1 else 0 end) as members,
       max(shared) as shared from head group by figure, above_id, via_id)
select figure, above_id, via_id, sum(members) as members, max(shared) as shared
  from counted group by figure, above_id, via_id"""
"""Members whose quantities add to more than nothing. One that was in a single unit and era, as most
are, is counted there first; only the others are carried up the tree one by one."""

_BEST = "side * cast(top_sum as double) / cast(bottom_sum as double) desc, day, record_id"
EXTREME = f"""with ask (figure, top_id, bottom_id, side, kind, level, subject) as (values {{ask}}),
line as (select e.record_id, e.unit_id, r.since as era, e.measure_id, e.kind, e.level, e.subject,
       e.day, e.quantity from ledger_entry e join {ERA} where {SPAN}),
rated as (select k.figure, k.side, l.record_id, l.unit_id, l.era, min(l.day) as day,
       sum(case when l.measure_id = k.top_id then l.quantity else 0 end) as top_sum,
       sum(case when l.measure_id = k.bottom_id then l.quantity else 0 end) as bottom_sum
  from line l join ask k on l.measure_id in (k.top_id, k.bottom_id) and {FACETS}
  group by k.figure, k.side, l.record_id, l.unit_id, l.era),
spread as (select t.*, min(t.unit_id) over (partition by t.figure, t.record_id) as first_unit,
       max(t.unit_id) over (partition by t.figure, t.record_id) as last_unit,
       min(t.era) over (partition by t.figure, t.record_id) as first_era,
       max(t.era) over (partition by t.figure, t.record_id) as last_era from rated t),
single as (select * from (select spread.*, row_number() over (partition by figure, unit_id, era
       order by {_BEST}) as best
  from spread where first_unit = last_unit and first_era = last_era and bottom_sum > 0) x
  where best = 1),
several as (select * from spread where first_unit <> last_unit or first_era <> last_era),
head as (select t.figure, t.side, p.above_id, p.via_id, t.record_id, t.day, t.top_sum, t.bottom_sum,
       case when p.share = '1' then 0 else 1 end as shared from single t join {PLACED}
  union all
  select t.figure, t.side, p.above_id, p.via_id, t.record_id, min(t.day) as day,
       sum(t.top_sum) as top_sum, sum(t.bottom_sum) as bottom_sum,
       max(case when p.share = '1' then 0 else 1 end) as shared
  from several t join {PLACED} group by t.figure, t.side, p.above_id, p.via_id, t.record_id),
up as (select head.*, row_number() over (partition by figure, above_id, via_id order by {_BEST}) as best,
       max(shared) over (partition by figure, above_id, via_id) as any_shared
  from head where bottom_sum > 0)
select figure, above_id, via_id, record_id, top_sum, bottom_sum, any_shared from up where best = 1"""
"""Lowest (side −1) and highest (side 1) over single records; ties: the first day, then the record. What
a record has at several units is added up first, as far as they stand under the unit asked.
"""

COVERAGE = f"""with {ASK},
line as (select e.unit_id, e.measure_id, e.kind, e.level, e.subject
  from ledger_entry e where {SPAN}
  group by e.unit_id, e.measure_id, e.kind, e.level, e.subject having sum(e.times) > 0),
owed as (select distinct k.figure, l.unit_id, l.measure_id, l.kind, l.level, l.subject
  from figures_owes l {ASKED}
  where l.since < {{before}} and l.until > {{since}}
    and l.added <= {{position}} and l.removed > {{position}}),
done as (select l.figure, l.unit_id, l.measure_id, l.kind, l.level, l.subject,
       max(case when g.unit_id is null then 0 else 1 end) as given
  from owed l left join line g on g.unit_id = l.unit_id and g.measure_id = l.measure_id
    and (l.kind = '' or l.kind = g.kind) and (l.level = '' or l.level = g.level)
    and (l.subject = '' or l.subject = g.subject)
  group by l.figure, l.unit_id, l.measure_id, l.kind, l.level, l.subject),
part as (select d.figure, d.unit_id, r.since as era, min(d.given) as given
  from done d join units_era r on r.unit_id = d.unit_id and r.since <= {{fixed}}
    and {{fixed}} < r.until and r.added <= {{position}} and r.removed > {{position}}
  group by d.figure, d.unit_id, r.since)
select t.figure, p.above_id, p.via_id, count(distinct t.unit_id) as expected,
       count(distinct case when t.given = 1 then t.unit_id else null end) as reported
  from part t join {PLACED} group by t.figure, p.above_id, p.via_id"""
"""How many units gave all that they owed, of those that owed something."""

RECORDS = f"""with {ASK},
line as (select e.record_id, e.unit_id, r.since as era, e.measure_id, e.kind, e.level, e.subject,
       e.member * {{by_member}} as member, min(e.day) as day, sum(e.quantity) as quantity
  from ledger_entry e join {ERA} where {SPAN}
  group by e.record_id, e.unit_id, r.since, e.measure_id, e.kind, e.level, e.subject,
       e.member * {{by_member}}
  having sum(e.times) <> 0 or sum(e.quantity) <> 0),
part as (select k.figure, l.record_id, l.unit_id, l.era, l.member, min(l.day) as day,
       sum(l.quantity) as quantity
  from line l {ASKED} group by k.figure, l.record_id, l.unit_id, l.era, l.member)
select t.figure, t.record_id, t.unit_id, t.member, min(t.day) as day, sum(t.quantity) as quantity, p.share
  from part t join {PLACED} and coalesce(p.via_id, -2) = {{via}}
  group by t.figure, t.record_id, t.unit_id, t.member, p.share"""
"""The records behind a number: what each gives to it, by member where members are counted
(``by_member`` 1). ``via`` −2: the whole of ``above``."""

NEWEST = f"""select e.event_id from ledger_entry e where {SPAN} group by e.event_id
  order by e.event_id desc limit {{limit}}"""
"""The last events that touched some measures in a span below some units."""
