-- Silver: the source's rows with types and names of our own, each order once.
-- 'incremental' adds only what is new; the first run, and --full-refresh, build all of it.
{{ config(materialized='incremental', unique_key='order_id') }}

select
    order_id::bigint as order_id,
    ordered_at::timestamptz as ordered_at,
    customer,
    product,
    quantity::integer as quantity,
    unit_price::decimal(9, 2) as unit_price,
    (quantity::integer * unit_price::decimal(9, 2))::decimal(11, 2) as amount
from {{ source('shop', 'orders') }}
qualify row_number() over (partition by order_id order by _ingested_at desc) = 1
