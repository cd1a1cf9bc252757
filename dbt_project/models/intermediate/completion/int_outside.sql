-- Here belongs the figure that answers for each outside figure a judgement asks for, with every other that says otherwise
-- beside it, and since when.
with answers as (
    select
        wanted.judgement_key,
        wanted.purpose,
        benchmarks.value_base as value,
        benchmarks.source,
        benchmarks.file_name,
        benchmarks.known_from,
        benchmarks.receipt_seq,
        benchmarks.row_no
    from {{ ref('int_outside_asked') }} as wanted
    inner join {{ ref('int_benchmarks') }} as benchmarks
        on
            wanted.indicator = benchmarks.indicator
            -- a name that several cities have is no area without its city before it
            and (
                concat(wanted.list_city, wanted.area) = benchmarks.area
                or (wanted.area = benchmarks.area and not (wanted.purpose = 'actual' and wanted.is_of_several))
            )
            and wanted.measure = benchmarks.measure
            and (
                wanted.first_day = benchmarks.period_start
                -- a share without a window of its own is what it is on its last day, also since the year began
                or (
                    wanted.purpose = 'actual'
                    and wanted.kind = 'ratio'
                    and wanted.stated_start is null
                    and date_trunc('year', wanted.last_day) = benchmarks.period_start
                )
            )
            and wanted.last_day = benchmarks.period_end
            and wanted.known_on >= benchmarks.known_from
            and (benchmarks.known_until is null or wanted.known_on < benchmarks.known_until)
    qualify
        max(wanted.first_day = benchmarks.period_start) over (partition by wanted.judgement_key, wanted.purpose)
        = (wanted.first_day = benchmarks.period_start)
    union all
    -- what the unit itself filed for the period before is as good a figure of that period
    select
        wanted.judgement_key,
        wanted.purpose,
        case wanted.measure when 'yoy' then filed.yoy else coalesce(filed.cumulative_base, filed.current_base) end as value,
        concat('上期填报（', filed.filing_unit, '）') as source,
        filed.filing_file_name as file_name,
        filed.filing_received_on as known_from,
        -1 as receipt_seq,
        0 as row_no
    from {{ ref('int_outside_asked') }} as wanted
    inner join {{ ref('int_filed') }} as filed
        on
            wanted.judgement_key = filed.judgement_key
            and wanted.last_day = filed.claim_end
    where
        wanted.basis in ('previous_month', 'previous_quarter')
        and value is not null
),

-- two figures for one thing are there from the day on which the second one is known
compared as (
    select
        *,
        receipt_seq >= 0
        and value <> first_value(value) over (
            partition by judgement_key, purpose
            order by receipt_seq < 0, known_from, receipt_seq, row_no
        ) as is_other
    from answers
)

select
    wanted.judgement_key,
    wanted.purpose,
    wanted.basis,
    wanted.area,
    wanted.measure,
    wanted.first_day,
    wanted.last_day,
    wanted.figure_zh,
    -- two figures for one thing: the one received last counts, and that there are two is said
    max_by(answers.value, (answers.receipt_seq, answers.row_no)) as value,
    max_by(answers.source, (answers.receipt_seq, answers.row_no)) as source,
    max_by(answers.file_name, (answers.receipt_seq, answers.row_no)) as file_name,
    max_by(answers.known_from, (answers.receipt_seq, answers.row_no)) as known_from,
    min(answers.known_from) filter (where answers.is_other) as conflicting_from,
    coalesce(count(distinct answers.value) filter (where answers.receipt_seq >= 0) > 1, false) as is_conflicting,
    string_agg(
        concat({{ number_zh('answers.value') }}, '（', answers.source, '）'), '；'
        order by answers.receipt_seq, answers.row_no
    ) filter (where answers.judgement_key is not null) as all_values
from {{ ref('int_outside_asked') }} as wanted
left join compared as answers
    on
        wanted.judgement_key = answers.judgement_key
        and wanted.purpose = answers.purpose
group by all
