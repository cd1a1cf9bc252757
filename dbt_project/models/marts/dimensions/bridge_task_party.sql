with parties as (

    select *
    from {{ ref('int_task_parties') }}

)

select
    list_id,
    task_key,
    version_no,
    role,
    party,
    party_type,
    listed_as,
    position,
    unit,
    known_from as valid_from,
    known_until as valid_to,
    is_current
from parties
