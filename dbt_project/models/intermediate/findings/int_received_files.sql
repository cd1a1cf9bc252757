-- Here belongs what became of every file received: who read it and with which verdict. No file is without an outcome.
with outcomes as (
    -- a review workbook is read into a new version of its list and has its row there
    select
        receipt_seq,
        verdict
    from {{ ref('stg_filings') }}
    union all
    select
        receipt_seq,
        verdict
    from {{ ref('stg_task_lists') }}
    union all
    -- a workbook that only teaches words is read into no list
    select distinct
        receipt_seq,
        'accepted' as verdict
    from {{ ref('stg_taught_words') }}
    where receipt_seq not in (select lists.receipt_seq from {{ ref('stg_task_lists') }} as lists)
    union all
    select
        receipt_seq,
        verdict
    from {{ ref('stg_benchmark_files') }}
    union all
    select
        receipt_seq,
        verdict
    from {{ ref('stg_rule_files') }}
),

per_file as (
    select
        receipt_seq,
        min(verdict) as verdict,
        count(*) as readings
    from outcomes
    group by receipt_seq
)

select
    received.receipt_seq,
    received.received_as_of,
    received.kind,
    received.inbox_path,
    received.file_name,
    received.file_sha256,
    received.first_receipt_seq,
    case
        when per_file.verdict is not null then per_file.verdict
        when received.is_repeat then 'repeat'
        else 'not_read'
    end as outcome,
    coalesce(per_file.readings, 0) as readings
from {{ ref('stg_received_files') }} as received
left join per_file
    on received.receipt_seq = per_file.receipt_seq
