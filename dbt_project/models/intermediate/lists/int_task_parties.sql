-- Here belongs who has which role in each wording of a task, a unit under its one name.
with named as (
    select
        tasks.list_id,
        tasks.task_key,
        tasks.version_no,
        parties.role,
        case when parties.is_person then parties.name else coalesce(aliases.unit_name, parties.name) end as party,
        case
            when parties.is_person then 'person'
            when parties.role in ('牵头单位', '责任单位') then 'unit'
            -- 各镇（街道）行政负责人: persons, but by their office
            else 'office_holder'
        end as party_type,
        parties.name as listed_as,
        parties.position,
        coalesce(heads.unit_name, parties.unit) as unit,
        tasks.known_from,
        tasks.known_until,
        tasks.is_current
    from {{ ref('stg_task_parties') }} as parties
    inner join {{ ref('int_task_versions') }} as tasks
        on
            parties.list_id = tasks.list_id
            and parties.task_key = tasks.task_key
            and parties.receipt_seq = tasks.receipt_seq
    left join {{ ref('unit_aliases') }} as aliases
        on parties.name = aliases.alias
    left join {{ ref('unit_aliases') }} as heads
        on parties.unit = heads.alias
)

select *
from named
-- two names of one unit in one role are one party
qualify row_number() over (
    partition by list_id, task_key, version_no, role, party
    order by position asc, unit desc
) = 1
