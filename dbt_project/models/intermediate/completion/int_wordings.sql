-- Here belongs which wording of a target each period of its list that has begun goes by: by what is known now, once the period
-- is locked by what was known then, and before that by what was known before the list last changed the target. A later edition
-- of the list changes no period that was locked before it came; a corrected reading of its own edition does.
with periods as (
    select *
    from {{ ref('int_reporting_periods') }}
    where period_start <= {{ as_of() }}
),

views as (
    select
        *,
        'now' as knowledge,
        {{ as_of() }} as known_on
    from periods
    union all
    -- files of the lock day itself are still in time: it is over with the next night
    select
        *,
        'lock' as knowledge,
        lock_on as known_on
    from periods
    where lock_on < {{ as_of() }}
    union all
    -- a period that is open goes by today's list: what was published the night before each version of it came
    select
        periods.*,
        'before' as knowledge,
        versions.known_from - 1 as known_on
    from periods
    inner join {{ ref('int_list_versions') }} as versions
        on
            periods.list_id = versions.list_id
            and periods.period_start < versions.known_from
    where periods.lock_on >= {{ as_of() }} and versions.version_no > 1
),

known as (
    select
        views.* exclude (grace_until, list_receipt_seq, list_version_no),  -- noqa: RF02
        targets.* exclude (
            list_id, value, unit, value_base, place_text, receipt_seq, is_current, rule  -- noqa: RF02
        ),
        targets.value as target_value,
        targets.unit as target_unit,
        targets.value_base as target_base,
        targets.place_text as target_place,
        -- whether the list still has it, in this wording or in another
        targets.target_key in (
            select current_targets.target_key from {{ ref('int_target_versions') }} as current_targets
            where current_targets.is_current
        ) as is_target_current,
        -- a period goes by the wording in force when it was locked; a list that came later than that by its first one
        greatest(
            least(views.lock_on, views.known_on), min(targets.known_from) over (partition by targets.list_id)
        ) as in_force_on
    from views
    inner join {{ ref('int_target_versions') }} as targets
        on
            views.list_id = targets.list_id
            and views.known_on >= targets.known_from
),

read as (
    select
        known.*,
        -- the day by whose reading its edition is taken: as it is read now, not as it was read then
        least(known.known_on, coalesce(editions.edition_until - 1, known.known_on)) as as_read_on
    from known
    left join {{ ref('int_list_versions') }} as editions
        on
            known.list_id = editions.list_id
            and known.in_force_on >= editions.known_from
            and (editions.known_until is null or known.in_force_on < editions.known_until)
),

dated as (
    select
        *,
        in_force_on >= known_from and (known_until is null or in_force_on < known_until) as was_in_force,
        as_read_on >= known_from and (known_until is null or as_read_on < known_until) as is_as_read
    from read
),

chosen as (
    select *
    from dated
    qualify
        (
            max(was_in_force) over (partition by target_key, period, knowledge, known_on)
            or (target_key, period) in (select (filed.target_key, filed.period) from {{ ref('int_progress_rows') }} as filed)
        )
        and row_number() over (
            partition by target_key, period, knowledge, known_on
            order by is_as_read desc, was_in_force desc, version_no desc
        ) = 1
)

select
    * exclude (known_from, known_until, in_force_on, as_read_on, was_in_force, is_as_read),  -- noqa: RF02
    known_from as wording_known_from
from chosen
qualify
    knowledge <> 'before'
    or known_on + 1 = max(known_from) filter (where knowledge = 'now') over (partition by target_key, period)
