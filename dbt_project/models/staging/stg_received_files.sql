with received as (

    select *
    from {{ source('raw', 'received_files') }}

)

select
    receipt_seq,
    received_as_of,
    kind,
    inbox_path,
    file_name,
    file_sha256,
    size_bytes,
    is_repeat,
    first_receipt_seq
from received
where received_as_of <= cast('{{ var("as_of") }}' as date)
