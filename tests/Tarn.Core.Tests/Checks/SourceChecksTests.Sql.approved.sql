-- volume (Warn): the load of bronze.checkouts has fewer than 100 records
select count(*) as records
from "bronze"."checkouts"
where _batch_id = '20260604-070500-bbbbbb'
having count(*) < 100;

-- volume_change (Warn): the load of bronze.checkouts has over 20 % more or fewer records than the one before
with this_load as (
select count(*) as records, max(_ingested_at) as ingested_at
from "bronze"."checkouts"
where _batch_id = '20260604-070500-bbbbbb'
),
load_before as (
select count(*) as records
from "bronze"."checkouts" as loads, this_load
where loads._batch_id <> '20260604-070500-bbbbbb'
  and (this_load.ingested_at is null or (loads._ingested_at, loads._batch_id) < (this_load.ingested_at, '20260604-070500-bbbbbb'))
group by loads._batch_id
order by max(loads._ingested_at) desc, loads._batch_id desc
limit 1
)
select
    this_load.records,
    load_before.records as records_before,
    round(100.0 * abs(this_load.records - load_before.records) / nullif(load_before.records, 0), 1) as change_percent
from this_load, load_before
where 100.0 * abs(this_load.records - load_before.records) > 20 * load_before.records;

-- key_not_null_id (Warn): id of bronze.checkouts is null in some rows of the load
select *
from "bronze"."checkouts"
where _batch_id = '20260604-070500-bbbbbb'
  and "id" is null;

-- key_not_null_branch (Warn): branch of bronze.checkouts is null in some rows of the load
select *
from "bronze"."checkouts"
where _batch_id = '20260604-070500-bbbbbb'
  and "branch" is null;

-- key_unique (Warn): id, branch of bronze.checkouts has duplicates in the load
select "id", "branch", count(*) as n_records
from "bronze"."checkouts"
where _batch_id = '20260604-070500-bbbbbb'
  and "id" is not null
  and "branch" is not null
group by "id", "branch"
having count(*) > 1;
