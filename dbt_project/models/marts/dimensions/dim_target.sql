-- Here belongs every target in each of its wordings, as the list has it, with its place in the list.
with areas as (
    select *
    from {{ ref('int_target_areas') }}
    where area_role = 'target'
)

select
    targets.target_key,
    targets.version_no,
    targets.list_id,
    targets.task_key,
    concat(targets.list_id, '/', targets.task_key) as list_task_key,
    targets.source_column,
    targets.clause,
    targets.seq,
    targets.metric,
    targets.indicator,
    targets.kind,
    targets.comparator,
    targets.is_stretch,
    targets.value,
    targets.unit,
    targets.value_max,
    targets.value_base,
    targets.unit_base,
    targets.benchmark,
    areas.area,
    targets.area_as_written,
    case
        when targets.parent_seq is not null
            then concat(targets.list_id, '/', targets.task_key, '/', targets.parent_seq)
    end as parent_target_key,
    related.related_target_key,
    targets.window_start,
    targets.window_end,
    targets.stated_start is not null and targets.stated_end is not null as is_window_stated,
    targets.due,
    targets.lead_unit,
    targets.span as target_text,
    targets.confidence,
    targets.is_reviewed,
    targets.place_text as source_place,
    targets.list_file_name as source_file,
    targets.list_file_sha256 as source_sha256,
    targets.known_from as valid_from,
    targets.known_until as valid_to,
    targets.is_current
from {{ ref('int_target_versions') }} as targets
inner join areas
    on
        targets.target_key = areas.target_key
        and targets.version_no = areas.version_no
left join {{ ref('int_related_targets') }} as related
    on targets.target_key = related.target_key
