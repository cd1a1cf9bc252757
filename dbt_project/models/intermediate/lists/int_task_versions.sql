-- Here belongs each task in each of its wordings: versions of the list between which it did not change are one.
with tasks as (
    select
        *,
        md5(concat_ws(
            '|', position, parent_names, name, city_target, district_task, leaders, units, lead_units, responsible, contacts
        )) as content
    from {{ ref('stg_tasks') }}
),

in_versions as (
    select
        tasks.*,
        versions.file_sha256 as list_file_sha256,
        versions.file_name as list_file_name,
        versions.version_no as list_version_no,
        versions.known_from,
        versions.known_until,
        versions.is_current
    from tasks
    inner join {{ ref('int_list_versions') }} as versions
        on
            tasks.list_id = versions.list_id
            and tasks.receipt_seq = versions.receipt_seq
),

compared as (
    select
        *,
        lag(list_version_no) over wording = list_version_no - 1
        and lag(content) over wording = content as is_unchanged
    from in_versions
    window wording as (partition by list_id, task_key order by list_version_no)
),

numbered as (
    select
        *,
        cast(
            sum(case when coalesce(is_unchanged, false) then 0 else 1 end)
                over (partition by list_id, task_key order by list_version_no)
            as bigint
        ) as version_no
    from compared
)

select
    * exclude (file_sha256, received_as_of, content, is_unchanged, list_version_no)
    replace (min(known_from) over wording as known_from),
    concat(list_id, '/', task_key) as list_task_key,
    list_version_no as last_list_version_no
from numbered
window wording as (partition by list_id, task_key, version_no)
qualify row_number() over (partition by list_id, task_key, version_no order by list_version_no desc) = 1
