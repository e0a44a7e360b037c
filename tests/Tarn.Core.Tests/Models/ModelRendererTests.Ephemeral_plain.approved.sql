with "__dbt__cte__e1" as (
with x as (select * from "silver"."t")
select * from x
),
"__dbt__cte__e2" as (
select * from __dbt__cte__e1 -- end
)
select * from __dbt__cte__e2
