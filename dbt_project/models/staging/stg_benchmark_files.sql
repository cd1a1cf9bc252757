with source as (

    select *
    from {{ source('raw', 'benchmark_files') }}

)

select
    cast(receipt_seq as bigint) as receipt_seq,
    cast(file_sha256 as varchar) as file_sha256,
    cast(received_as_of as date) as received_as_of,
    cast(verdict as varchar) as verdict,
    cast(container as varchar) as container,
    cast(rows_read as bigint) as rows_read,
    cast(rows_accepted as bigint) as rows_accepted,
    cast(rows_held as bigint) as rows_held
from source
where received_as_of <= {{ as_of() }}
