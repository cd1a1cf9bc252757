-- Here belongs every person that a list names, once, with all of their roles.
with parties as (
    select *
    from {{ ref('int_task_parties') }}
    where party_type = 'person'
)

select
    party as person,
    string_agg(distinct role, ';' order by role) as roles,
    -- the list lets us know it only where units and persons pair
    coalesce(string_agg(distinct unit, ';' order by unit) filter (where unit <> ''), '') as units,
    count(distinct concat(list_id, '/', task_key)) as tasks,
    max(is_current) as is_current
from parties
group by party
