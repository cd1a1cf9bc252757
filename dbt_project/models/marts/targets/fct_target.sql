with target_values as (

    select *
    from {{ ref('int_target_values') }}

)

select
    target_key,
    version_no,
    area,
    area_code,
    area_role,
    is_expected,
    list_id,
    task_key,
    metric,
    kind,
    comparator,
    area_value_base as value_base,
    unit_base,
    benchmark,
    window_start,
    window_end,
    due,
    weight,
    related_target_key,
    span as target_text,
    place_text as source_place,
    list_file_name as source_file,
    list_file_sha256 as source_sha256,
    known_from as valid_from,
    known_until as valid_to,
    is_current
from target_values
