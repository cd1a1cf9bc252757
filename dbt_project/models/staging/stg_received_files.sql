with source as (

    select *
    from {{ source('raw', 'received_files') }}

)

select
    cast(receipt_seq as bigint) as receipt_seq,
    cast(received_as_of as date) as received_as_of,
    cast(kind as varchar) as kind,
    cast(inbox_path as varchar) as inbox_path,
    cast(file_name as varchar) as file_name,
    cast(file_sha256 as varchar) as file_sha256,
    cast(size_bytes as bigint) as size_bytes,
    cast(is_repeat as boolean) as is_repeat,
    cast(first_receipt_seq as bigint) as first_receipt_seq
from source
where received_as_of <= {{ as_of() }}
