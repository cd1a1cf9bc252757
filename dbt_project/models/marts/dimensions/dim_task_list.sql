-- Here belongs every version of a list.
select
    list_id,
    version_no,
    title,
    area,
    issuer,
    document_no,
    issued_on,
    period_start,
    period_end,
    tasks,
    targets,
    file_name,
    file_sha256,
    known_from as valid_from,
    known_until as valid_to,
    is_current
from {{ ref('int_list_versions') }}
