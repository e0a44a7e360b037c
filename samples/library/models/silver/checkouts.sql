{{ config(materialized='incremental') }}

select
    "checkoutId" as checkout_id,
    branch,
    strptime("checkoutDateUtc", '%m/%d/%Y %H:%M:%S') at time zone 'UTC' as checked_out_at,
    "lendingPeriodDays"::integer as lending_period_days,
    "borrowedFrom" as borrowed_from,
    "isRenewal" as is_renewal,
    "userId" as user_id,
    "boughtBy" as bought_by,
    "titleId" as title_id,
    "reserveId"::uuid as reserve_id,
    title,
    edition,
    creator,
    isbn,
    json_extract_string(language, '$.LanguageCode') as language_code,
    "audienceRating" as audience,
    format
from {{ source('overdrive', 'checkouts') }}
{% if is_incremental() %}
where "checkoutId" not in (select checkout_id from {{ this }})
{% endif %}
qualify row_number() over (partition by "checkoutId" order by _ingested_at, _page, _position) = 1
