-- Here belongs which offices answer for a task: the marked lead units, else the first listed unit, groups taken apart.
with tasks as (

    select *
    from {{ ref('stg_tasks') }}

),

groups as (

    select *
    from {{ ref('unit_groups') }}

),

catch_alls as (

    select *
    from {{ ref('unit_catch_alls') }}

),

aliases as (

    select *
    from {{ ref('unit_aliases') }}

),

chosen as (

    select
        *,
        case
            when coalesce(lead_units, '') <> '' then string_split(lead_units, ';')
            else list_slice(string_split(coalesce(units, ''), ';'), 1, 1)
        end as lead_names
    from tasks

),

named as (

    select
        list_id,
        receipt_seq,
        task_key,
        received_as_of,
        trim(unnest(lead_names)) as lead_name
    from chosen

),

expanded as (

    select
        named.list_id,
        named.receipt_seq,
        named.task_key,
        named.received_as_of,
        named.lead_name,
        coalesce(groups.member_name, named.lead_name) as unit_name,
        groups.member_name is not null as is_group_member
    from named
    left join groups
        on
            named.lead_name = groups.group_name
            and {{ is_valid_on('groups', 'named.received_as_of') }}
    where named.lead_name <> ''

),

-- whoever it may concern is nobody who could be asked for a filing
addressable as (

    select *
    from expanded
    where
        is_group_member
        or not exists (
            select 1
            from catch_alls
            where
                expanded.unit_name like catch_alls.name_pattern
                and {{ is_valid_on('catch_alls', 'expanded.received_as_of') }}
        )

)

select distinct
    addressable.list_id,
    addressable.receipt_seq,
    addressable.task_key,
    coalesce(aliases.unit_name, addressable.unit_name) as unit,
    addressable.lead_name as listed_as
from addressable
left join aliases
    on
        addressable.unit_name = aliases.alias
        and {{ is_valid_on('aliases', 'addressable.received_as_of') }}
qualify row_number() over (
    partition by
        addressable.list_id,
        addressable.receipt_seq,
        addressable.task_key,
        coalesce(aliases.unit_name, addressable.unit_name)
    order by addressable.lead_name
) = 1
