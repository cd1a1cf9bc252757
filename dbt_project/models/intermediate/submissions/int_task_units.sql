-- Here belongs which offices a task names, in order, and what each name is: an office, a group of offices, or nobody at all.
with groups as (
    select distinct group_name
    from {{ ref('unit_groups') }}
),

listed as (
    select
        list_id,
        receipt_seq,
        task_key,
        received_as_of,
        'lead' as listed_in,
        unnest(string_split(coalesce(lead_units, ''), ';')) as name,
        generate_subscripts(string_split(coalesce(lead_units, ''), ';'), 1) as position
    from {{ ref('stg_tasks') }}
    union all
    select
        list_id,
        receipt_seq,
        task_key,
        received_as_of,
        'unit' as listed_in,
        unnest(string_split(coalesce(units, ''), ';')) as name,
        generate_subscripts(string_split(coalesce(units, ''), ';'), 1) as position
    from {{ ref('stg_tasks') }}
)

select
    listed.list_id,
    listed.receipt_seq,
    listed.task_key,
    listed.received_as_of,
    listed.listed_in,
    listed.position,
    trim(listed.name) as name,
    case
        when groups.group_name is not null then 'group'
        -- whoever it may concern is nobody who could be asked for a filing
        when exists (
            select 1
            from {{ ref('unit_catch_alls') }} as catch_alls
            where
                trim(listed.name) like catch_alls.name_pattern
                and {{ is_valid_on('catch_alls', 'listed.received_as_of') }}
        ) then 'catch_all'
        else 'office'
    end as name_kind
from listed
left join groups
    on trim(listed.name) = groups.group_name
where trim(listed.name) <> ''
