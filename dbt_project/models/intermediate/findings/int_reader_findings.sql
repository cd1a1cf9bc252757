-- Here belongs every finding of a reader, whatever it read, with whom it concerns and what makes it the same matter again.
with of_filings as (
    select
        'filing' as source_kind,
        files.list_id,
        files.unit,
        files.period,
        filing_findings.target_key,
        filing_findings.area,
        files.unit as owner_unit,
        -- a file of which the unit or period is not known can only be followed by its name
        case when files.is_identified then files.submission_key else concat('file:', files.file_name) end as stream,
        {{ finding_columns('filing_findings') }}
    from {{ ref('stg_filing_findings') }} as filing_findings
    inner join {{ ref('int_submission_files') }} as files
        on filing_findings.receipt_seq = files.receipt_seq
),

of_lists as (
    select
        'task_list' as source_kind,
        list_findings.list_id,
        '' as unit,
        '' as period,
        '' as target_key,
        '' as area,
        coalesce(lists.issuer, '') as owner_unit,
        case
            when coalesce(list_findings.list_id, '') <> '' then concat('list:', list_findings.list_id)
            else concat('file:', received.file_name)
        end as stream,
        {{ finding_columns('list_findings') }}
    from {{ ref('stg_task_list_findings') }} as list_findings
    left join {{ ref('stg_task_lists') }} as lists
        on list_findings.receipt_seq = lists.receipt_seq
    left join {{ ref('stg_received_files') }} as received
        on list_findings.receipt_seq = received.receipt_seq
),

-- files of nobody in particular
{% for kind, findings in [('benchmark', 'stg_benchmark_findings'), ('rules', 'stg_rule_findings')] -%}
of_{{ kind }} as (
    select
        '{{ kind }}' as source_kind,
        '' as list_id,
        '' as unit,
        '' as period,
        '' as target_key,
        '' as area,
        '' as owner_unit,
        concat('file:', received.file_name) as stream,
        {{ finding_columns('found') }}
    from {{ ref(findings) }} as found
    left join {{ ref('stg_received_files') }} as received
        on found.receipt_seq = received.receipt_seq
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

select
    * replace (
        coalesce(list_id, '') as list_id,
        coalesce(target_key, '') as target_key,
        coalesce(area, '') as area,
        concat(source_kind, '/', coalesce(stream, '')) as stream
    ),
    -- the same matter in two files: the row moves and so does what was seen, so neither tells it where the target does
    case
        when coalesce(target_key, '') <> '' then concat_ws('|', code, target_key, area, label)
        when section <> '' then concat_ws('|', code, section, task_no, subtask_no, clause, seen)
        when row_no > 0 then concat_ws('|', code, label, seen)
        else code
    end as matter
from together
