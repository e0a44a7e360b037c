-- A test is a query for what must not be: its rows are the failures.
select order_id, amount
from {{ ref('orders') }}
where amount < 0
