-- Here belongs which files follow one another as versions of the same thing, and which of them can settle a finding.
with of_filings as (
    select
        concat('filing/', unnest([submission_key, concat('file:', file_name)])) as stream,
        receipt_seq,
        -- a file saved again says nothing new, so it settles nothing
        is_accepted and not is_repeated_content as can_settle
    from {{ ref('int_submission_files') }}
),

of_lists as (
    select
        concat(
            'task_list/', unnest([concat('list:', nullif(lists.list_id, '')), concat('file:', received.file_name)])
        ) as stream,
        lists.receipt_seq,
        lists.verdict not in ('rejected', 'quarantined') as can_settle
    from {{ ref('stg_task_lists') }} as lists
    left join {{ ref('stg_received_files') }} as received
        on lists.receipt_seq = received.receipt_seq
),

-- files of nobody in particular follow one another by their names
{% for kind, files in [('benchmark', 'stg_benchmark_files'), ('rules', 'stg_rule_files')] -%}
of_{{ kind }} as (
    select
        concat('{{ kind }}/file:', received.file_name) as stream,
        files.receipt_seq,
        files.verdict not in ('rejected', 'quarantined') as can_settle
    from {{ ref(files) }} as files
    left join {{ ref('stg_received_files') }} as received
        on files.receipt_seq = received.receipt_seq
),

{% endfor -%}
together as (
    select *
    from of_filings
    union all
    select *
    from of_lists
    union all
    select *
    from of_benchmark
    union all
    select *
    from of_rules
)

select distinct
    together.stream,
    together.receipt_seq,
    together.can_settle,
    received.received_as_of,
    received.file_sha256,
    received.file_name
from together
inner join {{ ref('stg_received_files') }} as received
    on together.receipt_seq = received.receipt_seq
