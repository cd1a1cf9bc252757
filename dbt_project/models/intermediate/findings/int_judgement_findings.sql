-- Here belongs what a judgement contradicts (the unit's own word, another unit, an outside figure), what it leaves
-- unexplained, and what it waits for; each from the day on which both sides of it were known.
with asked as (
    -- of what the list states twice the one that is asked has the finding
    select judged.*
    from {{ ref('int_judged') }} as judged
    left join {{ ref('int_same_targets') }} as repeats
        on
            judged.target_key = repeats.target_key
            and judged.area = repeats.area
            and repeats.is_asked_instead
    where
        judged.knowledge = 'now'
        and repeats.target_key is null
),

judged as (
    select
        *,
        -- the last day on which something came that the status is made of; the day itself, where it is late
        greatest(
            period_start,
            wording_known_from,
            filing_received_on,
            case when actual_source = 'flows' then sum_received_on end,
            case when actual_source = 'outside' or status = 'contradicted' then outside_known_from end,
            case when wanted_value is not null then benchmark_known_from end,
            case when reviewer_status is not null then reviewed_on end,
            case when status = 'overdue' then due + 1 end
        ) as judged_so_from,
        greatest(filing_received_on, case when actual_source = 'flows' then sum_received_on end) as figure_known_from
    from asked
),

-- one figure that the list holds against two values (the city's column and the district's, what is sure and what is hoped for):
-- as filed for both
asked_twice as (
    select
        judged.*,
        greatest(judged.figure_known_from, other.figure_known_from) as both_filed_from,
        concat({{ scaled_zh('other.actual_value', 'other.') }}, '（', other.span, '）') as other_zh
    from judged
    inner join judged as other
        on
            judged.list_id = other.list_id
            and judged.task_key = other.task_key
            and judged.area = other.area
            and judged.period = other.period
            and judged.indicator = other.indicator
            and judged.kind = other.kind
            and judged.measure_asked = other.measure_asked
            and judged.unit_base = other.unit_base
            and judged.window_start = other.window_start
            and judged.window_end = other.window_end
            and judged.seq < other.seq
            and (judged.source_column <> other.source_column or judged.is_stretch <> other.is_stretch)
    where
        judged.kind in ('level', 'growth')
        and judged.actual_source <> 'outside'
        and other.actual_source <> 'outside'
        and judged.actual_value <> other.actual_value
    -- the next one is named
    qualify row_number() over (partition by judged.target_key, judged.area, judged.period order by other.seq) = 1
),

found as (
    select
        'judgement-differs' as code,
        judged_so_from as both_known_from,
        unit_word as seen,
        status_zh as wanted,
        *
    from judged
    where is_judgement_different
    union all
    select
        'filing-disputed' as code,
        disputed_from as both_known_from,
        {{ scaled_zh('actual_value') }} as seen,
        '' as wanted,
        *
    from judged
    where is_filing_disputed
    union all
    select
        'benchmark-conflicting' as code,
        greatest(benchmark_conflicting_from, wording_known_from, period_start) as both_known_from,
        coalesce(benchmark_all_values, '') as seen,
        {{ scaled_zh('benchmark_value') }} as wanted,
        *
    from judged
    where is_benchmark_disputed
    union all
    select
        'outside-figure-differs' as code,
        greatest(figure_known_from, outside_known_from) as both_known_from,
        {{ scaled_zh('actual_value') }} as seen,
        concat({{ scaled_zh('outside_value') }}, '（', outside_source, '）') as wanted,
        *
    from judged
    where is_outside_different
    union all
    select
        'one-figure-two-answers' as code,
        both_filed_from as both_known_from,
        {{ scaled_zh('actual_value') }} as seen,
        other_zh as wanted,
        * exclude (both_filed_from, other_zh)  -- noqa: RF02
    from asked_twice
    union all
    -- behind by its figures, without a word on what is wrong and what comes next; who says so himself was asked at once
    select
        'behind-not-explained' as code,
        judged_so_from as both_known_from,
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
        -- of an area around the list's own place and of another one its people report the figure, and answer for no light
        and not is_wider
        and not is_elsewhere
    union all
    -- each missing outside figure, once for each judgement that waits for it
    select
        rule as code,
        judged_so_from as both_known_from,
        '' as seen,
        missing_figure as wanted,
        *
    from judged
    where rule in ('benchmark-missing', 'benchmark-not-named')
)

select
    code,
    -- it waits for a figure, whoever is to bring it
    code in ('benchmark-missing', 'benchmark-not-named') as is_figure_missing,
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
    least(coalesce(both_known_from, known_on), known_on) as opened_on
from found
