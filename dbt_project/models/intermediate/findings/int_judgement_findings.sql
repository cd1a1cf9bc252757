-- Here belongs what a judgement contradicts (the unit's own word, another unit, an outside figure), what it leaves
-- unexplained, and what it waits for.
with judged as (
    select *
    from {{ ref('int_judged') }}
    where knowledge = 'now'
),

found as (
    select
        'judgement-differs' as code,
        unit_word as seen,
        status_zh as wanted,
        *
    from judged
    where is_judgement_different
    union all
    select
        'filing-disputed' as code,
        {{ scaled_zh('actual_value') }} as seen,
        '' as wanted,
        *
    from judged
    where is_filing_disputed
    union all
    select
        'benchmark-conflicting' as code,
        coalesce(benchmark_all_values, '') as seen,
        {{ scaled_zh('benchmark_value') }} as wanted,
        *
    from judged
    where is_benchmark_disputed
    union all
    select
        'outside-figure-differs' as code,
        {{ scaled_zh('actual_value') }} as seen,
        concat({{ scaled_zh('outside_value') }}, '（', outside_source, '）') as wanted,
        *
    from judged
    where is_outside_different
    union all
    -- behind by its figures, without a word on what is wrong and what comes next; who says so himself was asked at once
    select
        'behind-not-explained' as code,
        status_zh as seen,
        concat_ws(
            '和',
            case when coalesce(trim(problems), '') = '' then '“存在问题”' end,
            case when coalesce(trim(next_steps), '') = '' then '“下一步措施”' end
        ) as wanted,
        *
    from judged
    where
        is_filed
        and status in ('behind', 'seriously_behind', 'overdue')
        and formula <> 'none'
        and coalesce(unit_status, '') not in ('behind', 'seriously_behind', 'overdue')
        and (coalesce(trim(problems), '') = '' or coalesce(trim(next_steps), '') = '')
    union all
    -- each missing outside figure, once for each judgement that waits for it
    select
        rule as code,
        '' as seen,
        missing_figure as wanted,
        *
    from judged
    where rule in ('benchmark-missing', 'benchmark-not-named')
)

select
    code,
    concat_ws('/', target_key, area, period) as about,
    list_id,
    coalesce(filing_unit, '') as unit,
    period,
    -- outside figures are the operator's matter, everything else the filing unit's
    case when code like 'benchmark-%' then '' else coalesce(filing_unit, '') end as owner_unit,
    target_key,
    area,
    metric,
    seen,
    wanted,
    filing_receipt_seq as receipt_seq,
    filing_sha256 as file_sha256,
    coalesce(filing_file_name, '') as file_name,
    coalesce(filing_sheet, '') as sheet,
    coalesce(filing_row_no, 0) as row_no,
    regexp_extract(coalesce(actual_cell, ''), '^[A-Z]+') as column_letter,
    coalesce(filing_received_on, known_on) as opened_on
from found
