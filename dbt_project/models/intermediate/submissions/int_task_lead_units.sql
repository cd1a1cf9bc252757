-- Here belongs which offices answer for a task: the marked lead units, else the first office listed, else its groups' members.
with ranked as (
    select
        *,
        case
            when listed_in = 'lead' then 1
            when name_kind = 'office' then 2
            else 3
        end as choice,
        row_number() over (
            partition by list_id, receipt_seq, task_key, listed_in, name_kind order by position
        ) as place
    from {{ ref('int_task_units') }}
    where name_kind <> 'catch_all'
),

chosen as (
    select *
    from ranked
    -- of the offices listed without a mark only the first one leads
    where choice <> 2 or place = 1
    qualify choice = min(choice) over (partition by list_id, receipt_seq, task_key)
),

expanded as (
    select
        chosen.list_id,
        chosen.receipt_seq,
        chosen.task_key,
        chosen.received_as_of,
        chosen.position,
        chosen.name as listed_as,
        coalesce(groups.member_name, chosen.name) as unit_name
    from chosen
    left join {{ ref('unit_groups') }} as groups
        on
            chosen.name = groups.group_name
            and {{ is_valid_on('groups', 'chosen.received_as_of') }}
)

select
    expanded.list_id,
    expanded.receipt_seq,
    expanded.task_key,
    coalesce(aliases.unit_name, expanded.unit_name) as unit,
    expanded.listed_as
from expanded
left join {{ ref('unit_aliases') }} as aliases
    on
        expanded.unit_name = aliases.alias
        and {{ is_valid_on('aliases', 'expanded.received_as_of') }}
qualify row_number() over (
    partition by
        expanded.list_id, expanded.receipt_seq, expanded.task_key, coalesce(aliases.unit_name, expanded.unit_name)
    order by expanded.position
) = 1
