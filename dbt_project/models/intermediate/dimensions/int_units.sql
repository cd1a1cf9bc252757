-- Here belongs every unit that a list, a filing or a seed names, once, under its one name.
with parties as (
    select *
    from {{ ref('stg_task_parties') }}
    where role in ('牵头单位', '责任单位')
),

filings as (
    select *
    from {{ ref('int_submission_files') }}
    where unit <> ''
),

named as (
    select
        name,
        received_as_of as seen_on
    from parties
    union all
    select
        unit as name,
        received_as_of as seen_on
    from filings
    union all
    select
        group_name as name,
        null as seen_on
    from {{ ref('unit_groups') }}
    union all
    select
        member_name as name,
        null as seen_on
    from {{ ref('unit_groups') }}
    union all
    select
        unit_name as name,
        null as seen_on
    from {{ ref('unit_validity') }}
),

units as (
    select
        coalesce(aliases.unit_name, named.name) as unit,
        min(named.seen_on) as first_seen_on
    from named
    left join {{ ref('unit_aliases') }} as aliases
        on named.name = aliases.alias
    where named.name <> ''
    group by coalesce(aliases.unit_name, named.name)
),

other_names as (
    select
        unit_name as unit,
        string_agg(distinct alias, ';' order by alias) as aliases
    from {{ ref('unit_aliases') }}
    group by unit_name
),

memberships as (
    select
        listed_groups.member_name as unit,
        string_agg(distinct listed_groups.group_name, ';' order by listed_groups.group_name) as member_of
    from {{ ref('unit_groups') }} as listed_groups
    where {{ is_valid_on('listed_groups', as_of()) }}
    group by listed_groups.member_name
),

spans as (
    select
        unit_name as unit,
        min(valid_from) as valid_from,
        -- the last day that a rule names is in; the day after it is the first one out
        case when count(*) = count(valid_to) then max(valid_to) + 1 end as valid_to
    from {{ ref('unit_validity') }}
    group by unit_name
)

select
    units.unit,
    case
        when units.unit in (select listed_groups.group_name from {{ ref('unit_groups') }} as listed_groups) then 'group'
        when
            exists (
                select 1
                from {{ ref('unit_catch_alls') }} as catch_alls
                where units.unit like catch_alls.name_pattern
            )
            then 'catch_all'
        else 'unit'
    end as unit_kind,
    coalesce(other_names.aliases, '') as aliases,
    coalesce(memberships.member_of, '') as member_of,
    spans.valid_from,
    spans.valid_to,
    units.first_seen_on
from units
left join other_names
    on units.unit = other_names.unit
left join memberships
    on units.unit = memberships.unit
left join spans
    on units.unit = spans.unit
