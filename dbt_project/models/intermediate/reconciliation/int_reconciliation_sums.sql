-- Here belong the sums of the parts of one metric and window of a total, and whether the parts make the whole of it; where a
-- group's value can't be added up, what is not known of it.
with tolerances as (
    select *
    from {{ ref('reconciliation_tolerances') }}
    where check_name = 'target_value'
),

summed as (
    select
        list_id,
        period,
        period_end,
        task_key,
        target_key,
        area,
        area_role,
        metric,
        part_metric,
        part_window_start,
        part_window_end,
        min(part_seq) as first_part_seq,
        bool_and(is_same_measure) as is_same_measure,
        any_value(total_target) as total_target,
        any_value(total_actual) as total_actual,
        any_value(total_yoy) as total_yoy,
        any_value(filing_unit) as filing_unit,
        count(*) as parts,
        count(part_target) as parts_with_target,
        count(part_actual) as parts_reported,
        sum(part_target) as parts_target,
        sum(part_actual) as parts_actual,
        sum(part_target) filter (where part_actual is not null) as reported_target,
        -- the year before, from what was reached and how much that has grown
        count(*) filter (where part_actual is not null and part_yoy > -100) as parts_with_growth,
        sum(part_actual) filter (where part_actual is not null and part_yoy > -100) as grown_actual,
        sum(
            case
                when part_yoy > -100
                    then cast(cast(part_actual as double) / (1 + cast(part_yoy as double) / 100) as decimal(38, 6))
            end
        ) as grown_base,
        max(known_from) as known_from,
        min(share_question) as share_question,
        string_agg(distinct share_question_zh, '；' order by share_question_zh) as share_question_zh,
        string_agg(
            concat(part_area, ' ', {{ number_zh('part_actual') }}), '；' order by part_seq, part_area
        ) filter (where part_actual is not null) as parts_zh
    from {{ ref('int_reconciliation_parts') }}
    group by
        list_id, period, period_end, task_key, target_key, area, area_role, metric, part_metric,
        part_window_start, part_window_end
)

select
    summed.*,
    coalesce(
        summed.is_same_measure
        and summed.share_question is null
        and summed.parts_with_target = summed.parts
        and abs(summed.parts_target - summed.total_target)
        <= greatest(tolerances.relative * abs(summed.total_target), tolerances.absolute),
        false
    ) as is_exhaustive
from summed
left join tolerances
    on {{ is_valid_on('tolerances', 'summed.period_end') }}
