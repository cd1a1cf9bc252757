with source as (

    select *
    from {{ source('raw', 'task_parties') }}

)

select
    cast(receipt_seq as bigint) as receipt_seq,
    cast(file_sha256 as varchar) as file_sha256,
    cast(received_as_of as date) as received_as_of,
    cast(list_id as varchar) as list_id,
    cast(task_key as varchar) as task_key,
    cast(role as varchar) as role,
    cast(name as varchar) as name,
    cast(is_person as boolean) as is_person,
    cast(position as bigint) as position,
    cast(unit as varchar) as unit
from source
where received_as_of <= {{ as_of() }}
