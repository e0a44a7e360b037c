-- with
WITH "__dbt__cte__e1" as (
with x as (select * from "silver"."t")
select * from x
),
"__dbt__cte__e2" as (
select * from __dbt__cte__e1 -- end
), x as (select 1) select * from __dbt__cte__e2, x
