-- unique_checkouts_branch_checkout_id (Error, models/schema.yml:5:9): branch || '-' || checkout_id of silver.checkouts has duplicates
-- reads silver.checkouts
select
    cast(count(*) as bigint) as failures,
    count(*) != 0 as should_warn,
    count(*) != 0 as should_error
from (
select (branch || '-' || checkout_id) as unique_field, count(*) as n_records
from "silver"."checkouts"
where (branch || '-' || checkout_id) is not null
group by (branch || '-' || checkout_id)
having count(*) > 1
) as failing_rows;

-- unique_checkouts_checkout_id (Error, models/schema.yml:8:22): checkout_id of silver.checkouts has duplicates
-- reads silver.checkouts
select
    cast(count(*) as bigint) as failures,
    count(*) != 0 as should_warn,
    count(*) != 0 as should_error
from (
select "checkout_id" as unique_field, count(*) as n_records
from "silver"."checkouts"
where "checkout_id" is not null
group by "checkout_id"
having count(*) > 1
) as failing_rows;

-- not_null_checkouts_checkout_id (Error, models/schema.yml:8:30): checkout_id of silver.checkouts is null in some rows
-- reads silver.checkouts
select
    cast(count(*) as bigint) as failures,
    count(*) != 0 as should_warn,
    count(*) != 0 as should_error
from (
select "checkout_id"
from "silver"."checkouts"
where "checkout_id" is null
) as failing_rows;

-- accepted_values_checkouts_format__ebook__audiobook (Warn, models/schema.yml:11:13): format of silver.checkouts has values other than ebook, audiobook
-- reads silver.checkouts
select
    cast(count(*) as bigint) as failures,
    count(*) != 0 as should_warn,
    count(*) != 0 as should_error
from (
with all_values as (
select "format" as value_field, count(*) as n_records
from "silver"."checkouts"
group by "format"
)
select *
from all_values
where value_field not in ('ebook', 'audiobook')
) as failing_rows;

-- format_code (Error, models/schema.yml:12:13): format of silver.checkouts has values other than 1, True, 2.5, where year > 2020
-- reads silver.checkouts
select
    cast(count(*) as bigint) as failures,
    count(*) != 0 as should_warn,
    count(*) != 0 as should_error
from (
with all_values as (
select "format" as value_field, count(*) as n_records
from (select * from "silver"."checkouts" where year > 2020
) as tested_rows
group by "format"
)
select *
from all_values
where value_field not in (1, True, 2.5)
) as failing_rows;

-- said_twice (Error, models/schema.yml:13:13): format of silver.checkouts has values other than it's, 7
-- reads silver.checkouts
select
    cast(coalesce(sum(n_records), 0) as bigint) as failures,
    coalesce(sum(n_records), 0) > 1 as should_warn,
    coalesce(sum(n_records), 0) >= 10 as should_error
from (
select * from (
with all_values as (
select "format" as value_field, count(*) as n_records
from "silver"."checkouts"
group by "format"
)
select *
from all_values
where value_field not in ('it''s', '7')
) as all_failing_rows limit 10
) as failing_rows;

-- relationships_checkouts_title_id__title_id__ref_titles_ (Error, models/schema.yml:17:13): title_id of silver.checkouts has values that title_id of silver.titles does not have
-- reads silver.checkouts, silver.titles
select
    cast(count(*) as bigint) as failures,
    count(*) != 0 as should_warn,
    count(*) != 0 as should_error
from (
with child as (
select "title_id" as from_field
from "silver"."checkouts"
where "title_id" is not null
),
parent as (
select "title_id" as to_field
from "silver"."titles"
)
select from_field
from child
left join parent on child.from_field = parent.to_field
where parent.to_field is null
) as failing_rows;

-- relationships_checkouts_f369a96b8072ccdccf56d294b141a632 (Error, models/schema.yml:18:13): title_id of silver.checkouts has values that lower(title) of bronze.holds does not have, where title_id > 0
-- reads silver.checkouts, bronze.holds
select
    cast(count(*) as bigint) as failures,
    count(*) != 0 as should_warn,
    count(*) != 0 as should_error
from (
with child as (
select "title_id" as from_field
from (select * from "silver"."checkouts" where title_id > 0
) as tested_rows
where "title_id" is not null
),
parent as (
select (lower(title)) as to_field
from "bronze"."holds"
)
select from_field
from child
left join parent on child.from_field = parent.to_field
where parent.to_field is null
) as failing_rows;

-- source_unique_raw_holds_hold_id (Error, models/schema.yml:24:49): hold_id of bronze.holds has duplicates
-- reads bronze.holds
select
    cast(count(*) as bigint) as failures,
    count(*) != 0 as should_warn,
    count(*) != 0 as should_error
from (
select "hold_id" as unique_field, count(*) as n_records
from "bronze"."holds"
where "hold_id" is not null
group by "hold_id"
having count(*) > 1
) as failing_rows;

-- no_negative_fee (Error, tests/no_negative_fee.sql:1): tests/no_negative_fee.sql finds rows
-- reads 
select
    cast(count(*) as bigint) as failures,
    count(*) != 0 as should_warn,
    count(*) != 0 as should_error
from (
select * from silver.checkouts
where fee < 0
) as failing_rows;
