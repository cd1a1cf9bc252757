-- Here belongs every score: of areas by the list's own rules, of units by the office's, with rank and ties.
with together as (
    select
        'area' as subject_kind,
        area as subject,
        list_id,
        period,
        'list' as rule_source,
        rule_id,
        1 as rule_no,
        rule_text as rule_zh,
        formula,
        points,
        attainable_points,
        is_complete,
        is_provisional,
        basis
    from {{ ref('int_list_scores') }}
    union all
    select
        'unit' as subject_kind,
        unit as subject,
        list_id,
        period,
        'office' as rule_source,
        rule_id,
        rule_no,
        label_zh as rule_zh,
        rule_id as formula,
        points,
        attainable_points,
        amount is not null as is_complete,
        is_provisional,
        case
            when amount is null then '没有可以评价的目标，本项不计分'
            else concat(label_zh, '：', {{ number_zh('amount') }}, ' → ', {{ number_zh('points') }}, '分')
        end as basis
    from {{ ref('int_unit_points') }}
),

-- the order is that of the share of what could be reached: a unit with nothing to judge is not below one that failed
shared as (
    select
        *,
        cast(case when attainable_points > 0 then points / attainable_points end as decimal(18, 6)) as share,
        case when points is not null then coalesce(points / nullif(attainable_points, 0), points) end as order_by
    from together
),

ranked as (
    select
        *,
        case
            when points is not null
                then rank() over (partition by subject_kind, list_id, period, rule_id order by order_by desc nulls last)
        end as place,
        count(points) over (partition by subject_kind, list_id, period, rule_id) as subjects_ranked
    from shared
)

select
    concat_ws('/', rule_source, list_id, period, rule_id, subject) as score_key,
    subject_kind,
    subject,
    case when subject_kind = 'unit' then subject end as unit,
    case when subject_kind = 'area' then subject end as area,
    list_id,
    period,
    rule_source,
    rule_id,
    cast(rule_no as bigint) as rule_no,
    rule_zh,
    formula,
    points,
    cast(attainable_points as decimal(18, 4)) as attainable_points,
    share,
    place as rank,
    subjects_ranked,
    place is not null
    and count(*) over (partition by subject_kind, list_id, period, rule_id, place) > 1 as is_tied,
    is_complete,
    is_provisional,
    basis
from ranked
