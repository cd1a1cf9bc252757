-- Here belongs which filed row counts for each period up to the judged one: the lead unit's last word known by then.
with targets as (

    select
        judgement_key,
        target_key,
        area,
        period,
        list_id,
        known_on,
        period_start
    from {{ ref('int_completion_targets') }}

),

periods as (

    select
        list_id,
        period,
        period_start,
        period_end
    from {{ ref('int_reporting_periods') }}

),

claims as (

    select *
    from {{ ref('int_progress_rows') }}

),

known as (

    select
        targets.judgement_key,
        targets.period,
        claims.period as claim_period,
        periods.period_start as claim_start,
        periods.period_end as claim_end,
        claims.* exclude (target_key, area, period, list_id)  -- noqa: RF02
    from targets
    inner join claims
        on
            targets.target_key = claims.target_key
            and targets.area = claims.area
            and targets.known_on >= claims.known_from
            and (claims.known_until is null or targets.known_on < claims.known_until)
    inner join periods
        on
            claims.list_id = periods.list_id
            and claims.period = periods.period
            and targets.period_start >= periods.period_start

)

select
    * exclude (is_current),  -- noqa: RF02
    -- another unit's last word on the same figure that says something else
    coalesce(
        max(cumulative_base) over counts <> min(cumulative_base) over counts
        or max(yoy) over counts <> min(yoy) over counts
        or max(rank) over counts <> min(rank) over counts,
        false
    ) as is_disputed
from known
window counts as (partition by judgement_key, claim_period)
qualify row_number() over (
    partition by judgement_key, claim_period
    order by is_lead_unit desc, receipt_seq desc
) = 1
