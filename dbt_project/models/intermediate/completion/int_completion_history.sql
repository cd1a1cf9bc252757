-- Here belongs how old a figure is: the last one before the judged period, and for how many periods it has not moved.
with claims as (

    select
        *,
        coalesce(cumulative_base, yoy, rank, current_base) as figure,
        -- a flow that repeats itself moves the total all the same
        coalesce(cumulative_base, yoy, rank) as standing
    from {{ ref('int_completion_claims') }}

),

earlier as (

    select
        judgement_key,
        max_by(claim_period, claim_start) as last_period,
        max(claim_end) as last_end,
        max_by(figure, claim_start) as last_figure
    from claims
    where
        claim_period <> period
        and figure is not null
    group by judgement_key

),

own as (

    select *
    from claims
    where
        claim_period = period
        and standing is not null

),

changes as (

    select
        own.judgement_key,
        max(claims.claim_start) filter (where claims.standing is distinct from own.standing) as last_other_start
    from own
    inner join claims
        on own.judgement_key = claims.judgement_key
    group by own.judgement_key

),

runs as (

    select
        claims.judgement_key,
        count(*) as unchanged_periods
    from claims
    inner join changes
        on claims.judgement_key = changes.judgement_key
    where
        changes.last_other_start is null
        or claims.claim_start > changes.last_other_start
    group by claims.judgement_key

),

keys as (

    select judgement_key
    from {{ ref('int_completion_targets') }}

)

select
    keys.judgement_key,
    earlier.last_period,
    earlier.last_end,
    earlier.last_figure,
    coalesce(runs.unchanged_periods, 0) as unchanged_periods
from keys
left join earlier
    on keys.judgement_key = earlier.judgement_key
left join runs
    on keys.judgement_key = runs.judgement_key
