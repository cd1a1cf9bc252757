-- Here belongs which readings of a list there are, in order, and from when to when each of them was what was known.
with tasks as (

    select *
    from {{ ref('stg_tasks') }}

),

readings as (

    select
        list_id,
        receipt_seq,
        min(received_as_of) as known_from
    from tasks
    where list_id <> ''
    group by list_id, receipt_seq

)

select
    list_id,
    receipt_seq,
    row_number() over (partition by list_id order by receipt_seq) as version_no,
    known_from,
    lead(known_from) over (partition by list_id order by receipt_seq) as known_until,
    row_number() over (partition by list_id order by receipt_seq desc) = 1 as is_current
from readings
