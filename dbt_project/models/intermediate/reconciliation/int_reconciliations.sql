-- Here belongs whether parts and total go together: amounts add up, rates are made anew from numerator and denominator.
with checks as (
    select
        'target_value' as check_name,
        *,
        total_target as declared,
        -- a value that is to be added nobody knows how often makes no sum
        case when parts_with_target = parts and share_question is null then parts_target end as computed
    from {{ ref('int_reconciliation_sums') }}
    union all
    select
        'actual' as check_name,
        *,
        total_actual as declared,
        parts_actual as computed
    from {{ ref('int_reconciliation_sums') }}
    union all
    select
        'growth' as check_name,
        *,
        total_yoy as declared,
        case
            when is_exhaustive and parts_with_growth = parts and grown_base > 0
                then cast(round((cast(grown_actual as double) / cast(grown_base as double) - 1) * 100, 6) as decimal(38, 6))
        end as computed
    from {{ ref('int_reconciliation_sums') }}
    where total_yoy is not null
),

bounded as (
    select
        checks.*,
        cast(
            greatest(tolerances.relative * abs(checks.declared), tolerances.absolute) as decimal(38, 6)
        ) as tolerance
    from checks
    inner join {{ ref('reconciliation_tolerances') }} as tolerances
        on
            checks.check_name = tolerances.check_name
            and {{ is_valid_on('tolerances', 'checks.period_end') }}
)

select
    concat_ws(
        '/', target_key, case when area_role = 'member' then area end, period, check_name, first_part_seq
    ) as reconciliation_key,
    *,
    computed - declared as difference,
    case when reported_target > 0 then cast(parts_actual / reported_target as decimal(18, 6)) end as parts_completion,
    case
        when declared is null or computed is null then 'not_comparable'
        when computed > declared + tolerance and check_name <> 'growth' then 'parts_exceed'
        when abs(computed - declared) <= tolerance then 'agrees'
        when check_name = 'growth' then 'differs'
        -- some parts only, or parts that are not the whole: less than the total is no contradiction
        when not is_exhaustive or (check_name = 'actual' and parts_reported < parts) then 'partial'
        else 'differs'
    end as outcome
from bounded
