-- Here belongs what each wording of a target asks of each of its areas, and how much it weighs.
select
    targets.*,
    areas.area,
    areas.area_code,
    areas.area_role,
    areas.is_expected,
    areas.is_own,
    related.related_target_key,
    -- the whole's value is not the part's to reach
    case when areas.area_role <> 'contribution' then targets.value_base end as area_value_base,
    cast(case when areas.area_role = 'contribution' then 0 else coalesce(weights.weight, 1) end as decimal(18, 6)) as weight
from {{ ref('int_target_versions') }} as targets
inner join {{ ref('int_target_areas') }} as areas
    on
        targets.target_key = areas.target_key
        and targets.version_no = areas.version_no
left join {{ ref('int_related_targets') }} as related
    on targets.target_key = related.target_key
left join {{ ref('target_weights') }} as weights
    on
        targets.target_key = weights.target_key
        and {{ is_valid_on('weights', as_of()) }}
