with source as (

    select *
    from {{ source('raw', 'scoring_rules') }}

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
    cast(clause as varchar) as clause,
    cast(rule_text as varchar) as rule_text
from source
where received_as_of <= {{ as_of() }}
