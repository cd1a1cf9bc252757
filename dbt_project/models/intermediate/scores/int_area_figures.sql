-- Here belongs every figure of an area for a metric and period that areas can be compared by: filed ones and outside ones.
with filed as (
    select *
    from {{ ref('int_progress_rows') }}
    where is_current
),

targets as (
    select *
    from {{ ref('int_target_versions') }}
    where is_current
),

measured as (
    select *
    from {{ ref('int_measured') }}
    where knowledge = 'now'
),

benchmarks as (
    select *
    from {{ ref('int_benchmarks') }}
    where known_until is null
),

from_filings as (
    select
        filed.list_id,
        targets.task_key,
        targets.clause,
        targets.target_key,
        targets.seq,
        targets.indicator as metric,
        filed.area,
        filed.period,
        'filing' as figure_source,
        date_diff('day', targets.window_start, targets.window_end) as window_days,
        case when targets.kind in ('level', 'growth') and targets.unit_base <> '%' then filed.cumulative_base end as total,
        case when targets.kind = 'level' then targets.unit_base else '' end as unit_base,
        coalesce(
            filed.yoy, case when targets.kind = 'growth' and filed.measure_unit in ('%', '％') then filed.cumulative_base end
        ) as growth,
        case when measured.area_role <> 'contribution' then measured.completion end as completion,
        concat(filed.file_name, ' ', filed.sheet, ' 第', filed.row_no, '行') as source
    from filed
    inner join targets
        on filed.target_key = targets.target_key
    left join measured
        on
            filed.target_key = measured.target_key
            and filed.area = measured.area
            and filed.period = measured.period
),

-- an outside figure belongs to the period in which its own window ends; only figures since January can be compared
from_outside as (
    select
        periods.list_id,
        '' as task_key,
        '' as clause,
        '' as target_key,
        0 as seq,
        benchmarks.indicator as metric,
        benchmarks.area,
        periods.period,
        'outside' as figure_source,
        date_diff('day', benchmarks.period_start, benchmarks.period_end) as window_days,
        case when benchmarks.measure = 'value' then benchmarks.value_base end as total,
        case when benchmarks.measure = 'value' then benchmarks.unit_base else '' end as unit_base,
        case when benchmarks.measure = 'yoy' then benchmarks.value end as growth,
        null as completion,
        benchmarks.source
    from benchmarks
    inner join {{ ref('int_reporting_periods') }} as periods
        on benchmarks.period_end between periods.period_start and periods.period_end
    where
        month(benchmarks.period_start) = 1
        and day(benchmarks.period_start) = 1
        and benchmarks.measure in ('value', 'yoy')
    qualify row_number() over (
        partition by periods.list_id, periods.period, benchmarks.indicator, benchmarks.area, benchmarks.measure
        order by benchmarks.period_end desc, benchmarks.receipt_seq desc, benchmarks.row_no desc
    ) = 1
)

select *
from from_filings
union all
select *
from from_outside
