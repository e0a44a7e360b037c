-- Gold: what people ask for. ref() names another model; Tarn runs models in the order that follows.
select
    (ordered_at at time zone 'UTC')::date as day,
    count(*) as orders,
    count(*) filter (where amount < {{ var('small_order') }}) as small_orders,
    sum(amount) as amount
from {{ ref('orders') }}
group by day
order by day
