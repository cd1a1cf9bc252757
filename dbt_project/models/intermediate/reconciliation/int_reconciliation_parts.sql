-- Here belongs each part of a target beside its total, with what both are to reach and what was filed for both. What each
-- member of a group has for itself is a part a member; beside a part of the same group it is a total a member.
with paired as (
    select
        total.list_id,
        total.period,
        total.period_end,
        total.task_key,
        total.target_key,
        total.area,
        total.area_role,
        total.metric,
        part.metric as part_metric,
        part.window_start as part_window_start,
        part.window_end as part_window_end,
        part.target_key as part_key,
        part.area as part_area,
        part.seq as part_seq,
        total.indicator = part.indicator
        and total.window_start = part.window_start
        and total.window_end = part.window_end as is_same_measure,
        total.target_base as total_target,
        case
            when total.area_role = 'member' or part.area_role = 'member' or part.share_question is null then part.target_base
        end as part_target,
        total.actual as total_actual,
        part.actual as part_actual,
        total.yoy as total_yoy,
        part.yoy as part_yoy,
        greatest(total.actual_known_from, part.actual_known_from) as known_from,
        total.filing_unit,
        case
            when total.area_role = 'member' then null
            when total.share = 'each' then 'total-of-each'
            else coalesce(case when total.share = 'unclear' then total.share_question end, part.share_question)
        end as share_question,
        case when total.share in ('each', 'unclear') then total.area else part.group_area end as group_area,
        part.indicator as part_indicator,
        part.area_role as part_role,
        len(part.group_members) as group_size
    from {{ ref('int_reconciliation_figures') }} as part
    inner join {{ ref('int_reconciliation_figures') }} as total
        on
            part.list_id = total.list_id
            and part.period = total.period
            and part.task_key = total.task_key
            and part.parent_seq = total.seq
            and part.unit_dimension = total.unit_dimension
    where
        (part.area_role = 'member' or part.share <> 'each' or not part.has_member_rows)
        and case
            when total.share <> 'each' then true
            -- a value that each has is no sum of the same thing in some of them
            when total.area_role = 'member' then not is_same_measure and total.area = part.area
            else is_same_measure or not list_contains(total.group_members, part.area)
        end
)

select
    * exclude (part_indicator, part_role, group_size, group_area),
    case share_question
        when 'total-of-each' then concat('“', group_area, '”的数是每个成员各自的目标，不是分项的合计')
        when 'share-unclear' then concat('没有写明“', group_area, '”的数是合计还是各自的，不能相加比较')
        when 'members-unknown' then concat('“', group_area, '”每个成员各有目标，成员没有全部写明，不能相加比较')
    end as share_question_zh
from paired
-- an area is counted once: by its own part, else by that of the smallest group that it is a member of
qualify
    part_role = 'target'
    or row_number() over (
        partition by target_key, area, period, part_indicator, part_window_start, part_window_end, part_area
        order by part_role = 'member', group_size, part_seq
    ) = 1
