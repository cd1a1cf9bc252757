-- Every judgement that is owed has been given: no row is lost on the way to the bands, and none is doubled.
with owed as (

    select judgement_key
    from {{ ref('int_owed') }}

),

given as (

    select
        judgement_key,
        count(*) as times
    from {{ ref('int_judged') }}
    group by judgement_key

)

select
    owed.judgement_key,
    coalesce(given.times, 0) as times
from owed
left join given
    on owed.judgement_key = given.judgement_key
where coalesce(given.times, 0) <> 1
