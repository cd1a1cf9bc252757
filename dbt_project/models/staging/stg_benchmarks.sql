with source as (

    select *
    from {{ source('raw', 'benchmarks') }}

)

select
    cast(receipt_seq as bigint) as receipt_seq,
    cast(file_sha256 as varchar) as file_sha256,
    cast(received_as_of as date) as received_as_of,
    cast(row_no as bigint) as row_no,
    cast(area as varchar) as area,
    cast(indicator as varchar) as indicator,
    cast(measure as varchar) as measure,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(value as decimal(38, 6)) as value,
    cast(unit as varchar) as unit,
    cast(source as varchar) as source
from source
where received_as_of <= {{ as_of() }}
