with source as (

    select *
    from {{ source('raw', 'filing_findings') }}

)

select
    cast(receipt_seq as bigint) as receipt_seq,
    cast(file_sha256 as varchar) as file_sha256,
    cast(received_as_of as date) as received_as_of,
    cast(list_id as varchar) as list_id,
    cast(unit as varchar) as unit,
    cast(period as varchar) as period,
    cast(target_key as varchar) as target_key,
    cast(area as varchar) as area,
    cast(finding_no as bigint) as finding_no,
    cast(code as varchar) as code,
    cast(severity as varchar) as severity,
    cast(effect as varchar) as effect,
    cast(sheet as varchar) as sheet,
    cast(table_no as bigint) as table_no,
    cast(row_no as bigint) as row_no,
    cast(column_letter as varchar) as column_letter,
    cast(paragraph_no as bigint) as paragraph_no,
    cast(place_text as varchar) as place_text,
    cast(label as varchar) as label,
    cast(seen as varchar) as seen,
    cast(wanted as varchar) as wanted,
    cast(message as varchar) as message,
    cast(fix as varchar) as fix,
    cast(section as varchar) as section,
    cast(task_no as varchar) as task_no,
    cast(subtask_no as varchar) as subtask_no,
    cast(clause as varchar) as clause
from source
where received_as_of <= {{ as_of() }}
