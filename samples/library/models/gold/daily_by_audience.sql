select
    (checked_out_at at time zone 'UTC')::date as day,
    audience,
    count(*) as checkouts,
    count(distinct user_id) as users
from {{ ref('checkouts') }}
group by day, audience
order by day, checkouts desc, audience
