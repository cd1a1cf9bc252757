-- Here belongs both views of a period in one row: as restated now, and beside it as it was known when the period was locked.
with judged as (

    select *
    from {{ ref('int_completion_judged') }}

),

explained as (

    select *
    from {{ ref('int_completion_explained') }}

),

related as (

    select *
    from {{ ref('int_related_targets') }}

),

now_known as (

    select *
    from judged
    where knowledge = 'now'

),

lock_known as (

    select *
    from judged
    where knowledge = 'lock'

),

districts as (

    select *
    from now_known
    where area_role in ('contribution', 'member')

)

select
    now_known.*,
    explained.explanation,
    related.related_target_key,
    districts.area as district_area,
    districts.actual_value as district_value,
    -- growth and places of a part are no share of the whole
    case
        when now_known.kind = 'level' and now_known.actual_value <> 0
            then round(cast(districts.actual_value as double) / cast(now_known.actual_value as double), 6)
    end as district_share,
    case
        when lock_known.judgement_key is not null then 'locked'
        when now_known.lock_on >= now_known.known_on then 'open'
        else 'list_not_known_at_lock'
    end as lock_state,
    lock_known.version_no as locked_target_version_no,
    lock_known.actual_value as locked_value,
    lock_known.completion as locked_completion,
    lock_known.gap_points as locked_gap_points,
    lock_known.status as locked_status,
    lock_known.light as locked_light,
    lock_known.rule as locked_rule,
    coalesce(
        lock_known.judgement_key is not null
        and (
            lock_known.actual_value is distinct from now_known.actual_value
            or lock_known.wanted_value is distinct from now_known.wanted_value
            or lock_known.status <> now_known.status
        ),
        false
    ) as is_restated
from now_known
inner join explained
    on now_known.judgement_key = explained.judgement_key
left join related
    on now_known.target_key = related.target_key
left join lock_known
    on
        now_known.target_key = lock_known.target_key
        and now_known.area = lock_known.area
        and now_known.period = lock_known.period
left join districts
    on
        now_known.target_key = districts.target_key
        and now_known.period = districts.period
        and now_known.area_role = 'target'
