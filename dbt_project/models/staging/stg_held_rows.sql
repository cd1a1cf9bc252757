with source as (

    select *
    from {{ source('raw', 'held_rows') }}

)

select
    cast(receipt_seq as bigint) as receipt_seq,
    cast(file_sha256 as varchar) as file_sha256,
    cast(received_as_of as date) as received_as_of,
    cast(list_id as varchar) as list_id,
    cast(unit as varchar) as unit,
    cast(period as varchar) as period,
    cast(sheet as varchar) as sheet,
    cast(row_no as bigint) as row_no,
    cast(target_key as varchar) as target_key,
    cast(area as varchar) as area,
    cast(codes as varchar) as codes,
    cast(cells_json as varchar) as cells_json
from source
where received_as_of <= {{ as_of() }}
