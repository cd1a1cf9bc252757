with source as (

    select *
    from {{ source('raw', 'task_lists') }}

)

select
    cast(receipt_seq as bigint) as receipt_seq,
    cast(file_sha256 as varchar) as file_sha256,
    cast(received_as_of as date) as received_as_of,
    cast(list_id as varchar) as list_id,
    cast(verdict as varchar) as verdict,
    cast(container as varchar) as container,
    cast(title as varchar) as title,
    cast(area as varchar) as area,
    cast(issuer as varchar) as issuer,
    cast(document_no as varchar) as document_no,
    cast(issued_on as date) as issued_on,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(tables_in as bigint) as tables_in,
    cast(rows_in as bigint) as rows_in,
    cast(paragraphs_in as bigint) as paragraphs_in,
    cast(rows_skipped as bigint) as rows_skipped,
    cast(tasks as bigint) as tasks,
    cast(targets as bigint) as targets
from source
where received_as_of <= {{ as_of() }}
