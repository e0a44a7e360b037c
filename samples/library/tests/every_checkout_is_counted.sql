-- The day's figures must add up to the checkouts they were made from.
select counted.checkouts as counted, landed.checkouts as landed
from (select sum(checkouts) as checkouts from {{ ref('daily_by_audience') }}) as counted
cross join (select count(*) as checkouts from {{ ref('checkouts') }}) as landed
where counted.checkouts is distinct from landed.checkouts
