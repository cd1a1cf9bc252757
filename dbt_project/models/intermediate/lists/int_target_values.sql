-- Here belongs what each wording of a target asks of each of its areas, and how much it weighs.
with targets as (

    select *
    from {{ ref('int_target_versions') }}

),

areas as (

    select *
    from {{ ref('int_target_areas') }}

),

related as (

    select *
    from {{ ref('int_related_targets') }}

),

weights as (

    select *
    from {{ ref('target_weights') }}

)

select
    targets.*,
    areas.area,
    areas.area_code,
    areas.area_role,
    areas.is_expected,
    related.related_target_key,
    -- the whole's value is not the part's to reach
    case when areas.area_role <> 'contribution' then targets.value_base end as area_value_base,
    cast(case when areas.area_role = 'contribution' then 0 else coalesce(weights.weight, 1) end as decimal(18, 6)) as weight
from targets
inner join areas
    on
        targets.target_key = areas.target_key
        and targets.version_no = areas.version_no
left join related
    on targets.target_key = related.target_key
left join weights
    on
        targets.target_key = weights.target_key
        and {{ is_valid_on('weights', as_of()) }}
