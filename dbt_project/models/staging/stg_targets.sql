with source as (

    select *
    from {{ source('raw', 'targets') }}

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
    cast(target_key as varchar) as target_key,
    cast(source_column as varchar) as source_column,
    cast(clause as varchar) as clause,
    cast(seq as bigint) as seq,
    cast(metric as varchar) as metric,
    cast(kind as varchar) as kind,
    cast(comparator as varchar) as comparator,
    cast(stretch as boolean) as stretch,
    cast(value as decimal(38, 6)) as value,
    cast(unit as varchar) as unit,
    cast(value_max as decimal(38, 6)) as value_max,
    cast(value_base as decimal(38, 6)) as value_base,
    cast(unit_base as varchar) as unit_base,
    cast(benchmark as varchar) as benchmark,
    cast(area as varchar) as area,
    cast(parent_seq as bigint) as parent_seq,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(due as date) as due,
    cast(lead_unit as varchar) as lead_unit,
    cast(span as varchar) as span,
    cast(confidence as varchar) as confidence,
    cast(place_text as varchar) as place_text,
    cast(reviewed as boolean) as reviewed
from source
where received_as_of <= {{ as_of() }}
