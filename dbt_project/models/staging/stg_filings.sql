with source as (

    select *
    from {{ source('raw', 'filings') }}

)

select
    cast(receipt_seq as bigint) as receipt_seq,
    cast(file_sha256 as varchar) as file_sha256,
    cast(received_as_of as date) as received_as_of,
    cast(list_id as varchar) as list_id,
    cast(unit as varchar) as unit,
    cast(period as varchar) as period,
    cast(verdict as varchar) as verdict,
    cast(container as varchar) as container,
    cast(filed_by as varchar) as filed_by,
    cast(phone as varchar) as phone,
    cast(filed_on as date) as filed_on,
    cast(rows_read as bigint) as rows_read,
    cast(rows_accepted as bigint) as rows_accepted,
    cast(rows_held as bigint) as rows_held,
    cast(content_sha256 as varchar) as content_sha256,
    cast(is_resaved as boolean) as is_resaved
from source
where received_as_of <= {{ as_of() }}
