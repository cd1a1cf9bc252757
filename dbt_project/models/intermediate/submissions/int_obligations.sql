-- Here belongs which rows a unit must report for a version of a list: one a target and area, as the form has them.
select
    obligations.list_id,
    versions.version_no as list_version_no,
    obligations.receipt_seq,
    obligations.unit,
    obligations.task_key,
    obligations.target_key,
    obligations.area_name as area,
    obligations.is_contribution
from {{ ref('stg_obligations') }} as obligations
inner join {{ ref('int_list_versions') }} as versions
    on
        obligations.list_id = versions.list_id
        and obligations.receipt_seq = versions.receipt_seq
where obligations.is_lead
