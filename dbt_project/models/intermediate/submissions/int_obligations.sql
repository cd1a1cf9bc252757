-- Here belongs which rows a unit must report for a version of a list: one a target and area, as the form has them.
-- The same rule writes the form (ingest/progress/knowledge/obligations.py); a test holds the two together.
with task_units as (
    select *
    from {{ ref('int_task_units') }}
    where listed_in = 'unit'
),

in_versions as (
    select
        targets.list_id,
        versions.version_no as list_version_no,
        versions.receipt_seq,
        targets.task_key,
        targets.target_key,
        targets.version_no,
        targets.lead_unit
    from {{ ref('int_target_versions') }} as targets
    inner join {{ ref('int_list_versions') }} as versions
        on
            targets.list_id = versions.list_id
            and versions.version_no between targets.first_list_version_no and targets.last_list_version_no
),

-- a target whose own text names its lead among the task's units has that one
marked as (
    select distinct
        in_versions.list_id,
        in_versions.receipt_seq,
        in_versions.target_key,
        in_versions.lead_unit as unit
    from in_versions
    inner join task_units
        on
            in_versions.list_id = task_units.list_id
            and in_versions.receipt_seq = task_units.receipt_seq
            and in_versions.task_key = task_units.task_key
            and in_versions.lead_unit = task_units.name
),

answered as (
    select
        in_versions.list_id,
        in_versions.list_version_no,
        in_versions.receipt_seq,
        in_versions.task_key,
        in_versions.target_key,
        in_versions.version_no,
        coalesce(marked.unit, leads.unit) as unit
    from in_versions
    left join marked
        on
            in_versions.list_id = marked.list_id
            and in_versions.receipt_seq = marked.receipt_seq
            and in_versions.target_key = marked.target_key
    left join {{ ref('int_task_lead_units') }} as leads
        on
            in_versions.list_id = leads.list_id
            and in_versions.receipt_seq = leads.receipt_seq
            and in_versions.task_key = leads.task_key
            and marked.unit is null
)

-- targets of other places and bodies are accepted if filed, never expected
select
    answered.list_id,
    answered.list_version_no,
    answered.receipt_seq,
    answered.unit,
    answered.task_key,
    answered.target_key,
    target_areas.area,
    target_areas.area_role <> 'target' as is_contribution
from answered
inner join {{ ref('int_target_areas') }} as target_areas
    on
        answered.target_key = target_areas.target_key
        and answered.version_no = target_areas.version_no
where
    answered.unit is not null
    and target_areas.is_expected
