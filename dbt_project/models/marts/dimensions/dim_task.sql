with tasks as (

    select *
    from {{ ref('int_task_versions') }}

)

select
    list_id,
    task_key,
    version_no,
    section,
    task_no,
    subtask_no,
    position,
    parent_names,
    name,
    city_target,
    district_task,
    leaders,
    units,
    lead_units,
    responsible,
    contacts,
    place_text as source_place,
    list_file_name as source_file,
    list_file_sha256 as source_sha256,
    known_from as valid_from,
    known_until as valid_to,
    is_current
from tasks
