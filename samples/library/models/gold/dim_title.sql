select
    title_id,
    max_by(audience, checked_out_at) as audience,
    max_by(format, checked_out_at) as format,
    max_by(title, checked_out_at) as title
from {{ ref('checkouts') }}
group by title_id
order by title_id
