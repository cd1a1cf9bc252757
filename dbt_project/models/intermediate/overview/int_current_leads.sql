-- Here belong the offices that answer for a task today, as one text for people.
with versions as (
    select *
    from {{ ref('int_list_versions') }}
    where is_current
)

select
    leads.list_id,
    leads.task_key,
    string_agg(leads.unit, ';' order by leads.unit) as lead_units,
    count(*) as leads
from {{ ref('int_task_lead_units') }} as leads
inner join versions
    on
        leads.list_id = versions.list_id
        and leads.receipt_seq = versions.receipt_seq
group by leads.list_id, leads.task_key
