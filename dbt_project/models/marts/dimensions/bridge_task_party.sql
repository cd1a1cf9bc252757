-- Here belongs who has which role in a task, version by version.
select
    list_id,
    task_key,
    concat(list_id, '/', task_key) as list_task_key,
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
from {{ ref('int_task_parties') }}
