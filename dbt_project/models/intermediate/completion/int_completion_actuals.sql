-- Here belongs what was filed for each judged period, and what its flows add up to since the last stated total.
with targets as (

    select
        judgement_key,
        list_id,
        period,
        period_start,
        window_start
    from {{ ref('int_completion_targets') }}

),

periods as (

    select *
    from {{ ref('int_reporting_periods') }}

),

claims as (

    select *
    from {{ ref('int_completion_claims') }}

),

-- every period of the target's own window up to the judged one, filed or not
steps as (

    select
        targets.judgement_key,
        targets.window_start,
        periods.period_start as step_start,
        min(periods.period_start) over (partition by targets.list_id) as list_starts,
        claims.cumulative_base,
        claims.current_base
    from targets
    inner join periods
        on
            targets.list_id = periods.list_id
            and targets.period_start >= periods.period_start
            and targets.window_start <= periods.period_end
    left join claims
        on
            targets.judgement_key = claims.judgement_key
            and periods.period = claims.claim_period

),

anchors as (

    select
        judgement_key,
        max(step_start) filter (where cumulative_base is not null) as anchor_start
    from steps
    group by judgement_key

),

flows as (

    select
        steps.judgement_key,
        max(steps.cumulative_base) filter (where steps.step_start = anchors.anchor_start) as anchor_base,
        sum(steps.current_base) filter (where anchors.anchor_start is null or steps.step_start > anchors.anchor_start)
            as flow_base,
        count(*) filter (
            where
            steps.current_base is null
            and (anchors.anchor_start is null or steps.step_start > anchors.anchor_start)
        ) as flows_missing,
        -- flows can only stand for the total if they go back to the first day of the window
        min(steps.list_starts) > min(steps.window_start) and min(anchors.anchor_start) is null as starts_too_late
    from steps
    inner join anchors
        on steps.judgement_key = anchors.judgement_key
    group by steps.judgement_key

)

select
    targets.judgement_key,
    own.* exclude (judgement_key, period),  -- noqa: RF02
    own.claim_period is not null as is_filed,
    flows.anchor_base,
    flows.flow_base,
    coalesce(flows.flows_missing, 0) as flows_missing,
    coalesce(flows.starts_too_late, false) as starts_too_late
from targets
left join claims as own
    on
        targets.judgement_key = own.judgement_key
        and targets.period = own.claim_period
left join flows
    on targets.judgement_key = flows.judgement_key
