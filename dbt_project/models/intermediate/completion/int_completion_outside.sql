-- Here belongs which outside figure answers each one that is asked for, with every other that says otherwise beside it.
with wanted as (

    select *
    from {{ ref('int_completion_wanted') }}

),

benchmarks as (

    select *
    from {{ ref('int_benchmarks') }}

),

claims as (

    select *
    from {{ ref('int_completion_claims') }}

),

answers as (

    select
        wanted.judgement_key,
        wanted.purpose,
        benchmarks.value_base as value,
        benchmarks.source,
        benchmarks.file_name,
        benchmarks.receipt_seq,
        benchmarks.row_no
    from wanted
    inner join benchmarks
        on
            wanted.indicator = benchmarks.indicator
            and wanted.area = benchmarks.area
            and wanted.measure = benchmarks.measure
            and wanted.first_day = benchmarks.period_start
            and wanted.last_day = benchmarks.period_end
            and wanted.known_on >= benchmarks.known_from
            and (benchmarks.known_until is null or wanted.known_on < benchmarks.known_until)
    union all
    -- what the unit itself filed for the period before is as good a figure of that period
    select
        wanted.judgement_key,
        wanted.purpose,
        case wanted.measure
            when 'yoy' then claims.yoy
            else coalesce(claims.cumulative_base, claims.current_base)
        end as value,
        concat('上期填报（', claims.unit, '）') as source,
        claims.file_name,
        -1 as receipt_seq,
        0 as row_no
    from wanted
    inner join claims
        on
            wanted.judgement_key = claims.judgement_key
            and wanted.last_day = claims.claim_end
    where
        wanted.basis in ('previous_month', 'previous_quarter')
        and case wanted.measure
            when 'yoy' then claims.yoy
            else coalesce(claims.cumulative_base, claims.current_base)
        end is not null

),

-- two figures for one thing: the one received last counts, and that there are two is said
counted as (

    select
        judgement_key,
        purpose,
        max_by(value, (receipt_seq, row_no)) as value,
        max_by(source, (receipt_seq, row_no)) as source,
        max_by(file_name, (receipt_seq, row_no)) as file_name,
        count(distinct value) filter (where receipt_seq >= 0) > 1 as is_conflicting,
        string_agg(concat({{ number_zh('value') }}, '（', source, '）'), '；' order by receipt_seq, row_no) as all_values
    from answers
    group by judgement_key, purpose

)

select
    wanted.judgement_key,
    wanted.purpose,
    wanted.basis,
    wanted.measure,
    concat_ws(
        ' ',
        coalesce(nullif(wanted.area, ''), '（比较对象不明）'),
        wanted.indicator,
        case wanted.measure when 'yoy' then '同比增速' when 'rank' then '排名' else '数值' end,
        {{ window_zh('wanted.first_day', 'wanted.last_day') }}
    ) as figure_zh,
    counted.value,
    counted.source,
    counted.file_name,
    coalesce(counted.is_conflicting, false) as is_conflicting,
    counted.all_values
from wanted
left join counted
    on
        wanted.judgement_key = counted.judgement_key
        and wanted.purpose = counted.purpose
