-- Here belongs by which formula each scoring sentence of a list scores, and among which areas; an unmapped one has none.
with groups_named as (
    select distinct group_name
    from {{ ref('area_groups') }}
),

in_periods as (
    select
        rules.list_id,
        periods.period,
        periods.period_end,
        periods.lock_on >= {{ as_of() }} as is_provisional,
        rules.receipt_seq,
        rules.received_as_of as known_from,
        rules.task_key,
        coalesce(rules.clause, '') as clause,
        rules.rule_text,
        row_number() over (
            partition by rules.list_id, periods.period, rules.task_key, rules.clause order by rules.rule_text
        ) as rule_in_clause
    from {{ ref('stg_scoring_rules') }} as rules
    inner join {{ ref('int_reporting_periods') }} as periods
        on
            rules.list_id = periods.list_id
            and rules.receipt_seq = periods.list_receipt_seq
)

select
    in_periods.* exclude (rule_in_clause),  -- noqa: RF02
    concat(
        concat_ws('/', in_periods.task_key, nullif(in_periods.clause, '')),
        case when in_periods.rule_in_clause > 1 then concat('#', in_periods.rule_in_clause) else '' end
    ) as rule_id,
    -- the sentence's own words say among whom: 各县市区 rather than the 县市区 inside it
    coalesce(groups_named.group_name, mapped.area_group) as area_group,
    mapped.formula
from in_periods
left join groups_named
    on contains(in_periods.rule_text, groups_named.group_name)
left join {{ ref('score_rule_map') }} as mapped
    on
        in_periods.rule_text like mapped.text_like
        and {{ is_valid_on('mapped', 'in_periods.period_end') }}
qualify row_number() over (
    partition by
        in_periods.list_id, in_periods.period, in_periods.task_key, in_periods.clause, in_periods.rule_in_clause
    order by
        mapped.map_no asc nulls last,
        length(groups_named.group_name) desc nulls last,
        groups_named.group_name asc
) = 1
