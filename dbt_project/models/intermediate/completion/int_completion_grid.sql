-- Here belongs which judgements are owed: each target in each of its areas for each period of its list that has begun, by what
-- is known now and, once the period is locked, by what was known then.
with periods as (

    select *
    from {{ ref('int_reporting_periods') }}
    where period_start <= {{ as_of() }}

),

targets as (

    select *
    from {{ ref('int_target_versions') }}

),

target_areas as (

    select *
    from {{ ref('int_target_areas') }}

),

claimed as (

    select distinct
        target_key,
        period
    from {{ ref('int_progress_rows') }}

),

first_known as (

    select
        list_id,
        min(known_from) as list_known_from
    from targets
    group by list_id

),

views as (

    select
        periods.*,
        'now' as knowledge,
        {{ as_of() }} as known_on
    from periods
    union all
    select
        periods.*,
        'lock' as knowledge,
        periods.lock_on as known_on
    from periods
    -- files of the lock day itself are still in time: it is over with the next night
    where periods.lock_on < {{ as_of() }}

),

candidates as (

    select
        views.list_id,
        views.period,
        views.period_kind,
        views.period_start,
        views.period_end,
        views.due_on,
        views.lock_on,
        views.knowledge,
        views.known_on,
        targets.target_key,
        targets.version_no,
        targets.is_current,
        -- a period goes by the wording in force when it was locked; a list that came later than that by its first one
        targets.known_from <= greatest(least(views.lock_on, views.known_on), first_known.list_known_from)
        and (
            targets.known_until is null
            or targets.known_until > greatest(least(views.lock_on, views.known_on), first_known.list_known_from)
        ) as was_in_force,
        targets.known_from <= views.known_on as was_known,
        claimed.target_key is not null as is_claimed
    from views
    inner join targets
        on views.list_id = targets.list_id
    inner join first_known
        on views.list_id = first_known.list_id
    left join claimed
        on
            targets.target_key = claimed.target_key
            and views.period = claimed.period

),

chosen as (

    select *
    from candidates
    where was_known
    qualify
        (max(was_in_force) over (partition by target_key, period, knowledge) or is_claimed)
        -- today's list for today's view, the list of that day for the view of that day
        and row_number() over (
            partition by target_key, period, knowledge
            order by (knowledge = 'now' and is_current) desc, was_in_force desc, version_no desc
        ) = 1

)

select
    concat_ws('|', chosen.target_key, target_areas.area, chosen.period, chosen.knowledge) as judgement_key,
    chosen.* exclude (is_current, was_in_force, was_known, is_claimed),  -- noqa: RF02
    chosen.is_current as is_target_current,
    target_areas.area,
    target_areas.area_code,
    target_areas.area_role,
    target_areas.is_expected,
    -- figures of a period that has ended are judged as at its end, however late it is
    least(chosen.period_end, chosen.known_on) as judged_on
from chosen
inner join target_areas
    on
        chosen.target_key = target_areas.target_key
        and chosen.version_no = target_areas.version_no
