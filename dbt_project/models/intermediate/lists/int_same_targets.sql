-- Here belongs which other target of its list says the very same thing of the list's own place: the city's column and the
-- district's state one obligation, or the own place's part of a wider value is a target of its own. What is filed for one of
-- them answers the other. Which ones do was settled when the list was read.
with versions as (
    select *
    from {{ ref('int_list_versions') }}
    where is_current
),

-- the first of each and those that say the same after it
sayings as (
    select distinct
        repeats.target_key,
        repeats.area_name as area,
        repeats.same_as as first_key,
        repeats.is_contribution
    from {{ ref('stg_obligations') }} as repeats
    inner join versions
        on
            repeats.list_id = versions.list_id
            and repeats.receipt_seq = versions.receipt_seq
    where repeats.same_as <> ''
),

of_one_thing as (
    select *
    from sayings
    union
    select
        first_key as target_key,
        area,
        first_key,
        false as is_contribution
    from sayings
)

select
    said.target_key,
    said.area,
    other.target_key as same_target_key,
    -- the first of them is the one that a unit is asked for
    other.target_key = said.first_key as is_asked_instead,
    -- the value to reach is the wider area's, only the figure is the same
    said.is_contribution or other.is_contribution as is_of_contribution
from of_one_thing as said
inner join of_one_thing as other
    on
        said.first_key = other.first_key
        and said.area = other.area
        and said.target_key <> other.target_key
