-- Nothing that was received may vanish: every file has been read once, or is known to be the same bytes as an earlier one.
select
    receipt_seq,
    kind,
    file_name,
    outcome,
    readings
from {{ ref('int_received_files') }}
where
    outcome = 'not_read'
    or readings > 1
