with source as (

    select *
    from {{ source('raw', 'tasks') }}

)

select
    cast(receipt_seq as bigint) as receipt_seq,
    cast(file_sha256 as varchar) as file_sha256,
    cast(received_as_of as date) as received_as_of,
    cast(list_id as varchar) as list_id,
    cast(task_key as varchar) as task_key,
    cast(section as varchar) as section,
    cast(task_no as varchar) as task_no,
    cast(subtask_no as varchar) as subtask_no,
    cast(position as bigint) as position,
    cast(parent_names as varchar) as parent_names,
    cast(name as varchar) as name,
    cast(city_target as varchar) as city_target,
    cast(district_task as varchar) as district_task,
    cast(leaders as varchar) as leaders,
    cast(units as varchar) as units,
    cast(lead_units as varchar) as lead_units,
    cast(responsible as varchar) as responsible,
    cast(contacts as varchar) as contacts,
    cast(place_text as varchar) as place_text
from source
where received_as_of <= {{ as_of() }}
