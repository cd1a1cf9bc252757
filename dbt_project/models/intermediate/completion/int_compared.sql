-- Here belongs what a judgement is shown beside: what was known when its period was locked, the district's part of the whole,
-- and the target that another column of the list states of the same thing.
select
    told.*,
    related.related_target_key,
    districts.area as district_area,
    districts.actual_value as district_value,
    -- growth and places of a part are no share of the whole
    case
        when told.kind = 'level' and told.actual_value <> 0
            then round(cast(districts.actual_value as double) / cast(told.actual_value as double), 6)
    end as district_share,
    case
        when locked.judgement_key is not null then 'locked'
        when told.lock_on >= told.known_on then 'open'
        else 'list_not_known_at_lock'
    end as lock_state,
    locked.version_no as locked_target_version_no,
    locked.actual_value as locked_value,
    locked.completion as locked_completion,
    locked.gap_points as locked_gap_points,
    locked.status as locked_status,
    locked.light as locked_light,
    locked.rule as locked_rule,
    coalesce(
        locked.judgement_key is not null
        and (
            locked.actual_value is distinct from told.actual_value
            or locked.wanted_value is distinct from told.wanted_value
            or locked.status <> told.status
        ),
        false
    ) as is_restated
from {{ ref('int_told') }} as told
left join {{ ref('int_related_targets') }} as related
    on told.target_key = related.target_key
left join {{ ref('int_judged') }} as locked
    on
        told.target_key = locked.target_key
        and told.area = locked.area
        and told.period = locked.period
        and locked.knowledge = 'lock'
left join {{ ref('int_told') }} as districts
    on
        told.target_key = districts.target_key
        and told.period = districts.period
        and told.area_role = 'target'
        and districts.area_role in ('contribution', 'member')
