-- Here belong the amounts that can be a total or a part, each with the day from which it is known: a target's own, and of a
-- group whose members have each their own value that of every member. What is filed for such a group is nobody's, and no sum.
with measures as (
    select distinct base_unit
    from {{ ref('measure_units') }}
    where dimension is not null
),

amounts as (
    select
        owed.*,
        -- the day from which the figure is what it is: what adds up is as new as the last of it
        case owed.actual_source
            when 'outside' then owed.outside_known_from
            when 'flows' then greatest(owed.filing_received_on, owed.sum_received_on)
            else owed.filing_received_on
        end as actual_known_from,
        -- a unit without a dimension counts things: 家 and 个 can be added up
        case when measures.base_unit is null then 'count' else owed.unit_base end as unit_dimension,
        coalesce(owed.share_of_group, '') as share,
        -- how often the value is to be added, nobody knows
        case
            when owed.share_of_group = 'unclear' then 'share-unclear'
            when owed.share_of_group = 'each' and (coalesce(owed.members, '') = '' or owed.has_other_members)
                then 'members-unknown'
        end as share_question
    from {{ ref('int_figures') }} as owed
    left join measures
        on owed.unit_base = measures.base_unit
    where
        owed.knowledge = 'now'
        and owed.kind = 'level'
        and owed.area_role in ('target', 'member')
)

select
    list_id,
    period,
    period_end,
    task_key,
    target_key,
    seq,
    parent_seq,
    area,
    area_role,
    metric,
    indicator,
    window_start,
    window_end,
    unit_dimension,
    share,
    share_question,
    string_split(coalesce(members, ''), ';') as group_members,
    first_value(area) over (partition by target_key, period order by area_role desc) as group_area,
    bool_or(area_role = 'member') over (partition by target_key, period) as has_member_rows,
    target_base,
    case when area_role = 'member' or share not in ('each', 'unclear') then actual_value end as actual,
    yoy,
    actual_known_from,
    coalesce(filing_unit, '') as filing_unit
from amounts
