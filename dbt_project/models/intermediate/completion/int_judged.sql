-- Here belongs the judgement itself. A group is as its members are, where each has its own value to reach: all of them have
-- reached it, or one has not, and those of which nothing is known are named.
with members as (
    select
        target_key,
        period,
        knowledge,
        bool_and(status = 'other_place') as is_elsewhere,
        bool_or(has_other_members) as has_others,
        concat_ws(
            '、',
            string_agg(area, '、' order by area) filter (where light = '灰' and status <> 'not_due'),
            case when bool_or(has_other_members) then '文件没有列出的其他成员' end
        ) as members_unknown,
        arg_min(
            status,
            case status
                when 'overdue' then 1
                when 'seriously_behind' then 2
                when 'behind' then 3
                when 'contradicted' then 4
                when 'not_due' then 6
                when 'on_schedule' then 7
                when 'ahead' then 8
                when 'done' then 9
                else 5
            end
        ) as worst_status
    from {{ ref('int_banded') }}
    where area_role = 'member'
    group by target_key, period, knowledge
),

grouped as (
    select
        banded.* exclude (band_no, status, status_zh, light, rule),  -- noqa: RF02
        coalesce(members.members_unknown, '') as members_unknown,
        coalesce(bands.band_no, banded.band_no) as band_no,
        coalesce(bands.status, banded.status) as status,
        coalesce({{ filled('bands.label_zh', {'本地': 'banded.own_word'}) }}, banded.status_zh) as status_zh,
        coalesce(bands.light, banded.light) as light,
        case
            when bands.status is null then banded.rule
            when bands.status = 'not_assessable' then 'members-unknown'
            else 'by-members'
        end as rule
    from {{ ref('int_banded') }} as banded
    left join members
        on
            banded.target_key = members.target_key
            and banded.period = members.period
            and banded.knowledge = members.knowledge
            and banded.area_role = 'target'
            and banded.share_of_group = 'each'
            -- where all of them are another place's and nothing is known, so is the group
            and not members.is_elsewhere
    left join {{ ref('status_bands') }} as bands
        on
            bands.kind in ('*', banded.kind)
            and {{ is_valid_on('bands', 'banded.period_end') }}
            and bands.status
            = case
                when members.worst_status in ('other_place', 'held', 'not_reported', 'not_assessable') then 'not_assessable'
                -- one that nobody told of may be worse
                when members.has_others and members.worst_status in ('not_due', 'on_schedule', 'ahead', 'done')
                    then 'not_assessable'
                else members.worst_status
            end
    qualify row_number() over (partition by banded.judgement_key order by bands.band_no) = 1
),

dated as (
    select
        *,
        -- reached, but after its day: by the date that was filed, else by an earlier filing that said it was not there yet
        status = 'done'
        and coalesce(
            done_date > due, case when done_before_period is not null then was_done_late end, was_short_when_due
        ) as is_late
    from grouped
)

select
    * exclude (missing_figure, was_done_late) replace (  -- noqa: RF02
        case when is_late then '逾期完成' else status_zh end as status_zh
    ),
    case
        when rule = 'members-unknown' then concat(members_unknown, '的完成情况')
        else missing_figure
    end as missing_figure,
    -- the unit says one thing and its figures say another; only where both have spoken
    coalesce(
        unit_status is not null
        and light <> '灰'
        and case
            when unit_status = 'done' then status <> 'done'
            when unit_status in ('on_schedule', 'ahead') then status in ('behind', 'seriously_behind', 'overdue')
            else status not in ('behind', 'seriously_behind', 'overdue')
        end,
        false
    ) as is_judgement_different
from dated
