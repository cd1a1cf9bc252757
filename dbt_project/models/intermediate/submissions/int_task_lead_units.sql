-- Here belongs which offices answer for a task, one a row, as the reading of the list says it.
with answering as (
    select
        *,
        unnest(string_split(answering_units, ';')) as unit
    from {{ ref('stg_tasks') }}
)

select
    list_id,
    receipt_seq,
    task_key,
    unit
from answering
where unit <> ''
