-- Here belongs the outcome of every filing that is expected, and of every one that came without being expected.
with judged as (
    select
        *,
        case when accepted_on > due_on then date_diff('day', due_on, accepted_on) end as days_after_due
    from {{ ref('int_submissions') }}
)

select
    submission_key,
    list_id,
    unit,
    period,
    period_kind,
    period_start,
    period_end,
    due_on,
    grace_until,
    lock_on,
    lock_exception_reason,
    is_expected,
    unexpected_reason,
    status,
    is_received,
    accepted_on is not null as is_accepted,
    status = 'on_time' as is_on_time,
    status = 'late' as is_late,
    status in ('missing', 'rejected') as is_missing,
    coalesce(files_returned, 0) > 0 as is_returned,
    coalesce(accepted_on > lock_on, false) as is_after_lock,
    is_expected and status <> 'not_due' and grace_until < {{ as_of() }} as is_due,
    accepted_on as received_on,
    first_received_on,
    last_received_on,
    cast(coalesce(days_after_due, 0) as bigint) as days_late,
    coalesce(files_received, 0) as files_received,
    coalesce(versions, 0) as versions,
    coalesce(files_rejected, 0) as files_rejected,
    coalesce(files_repeated, 0) as files_repeated,
    coalesce(tasks, 0) as tasks_expected,
    coalesce(targets, 0) as targets_expected,
    coalesce(form_rows, 0) as rows_expected,
    coalesce(rows_read, 0) as rows_read,
    coalesce(rows_accepted, 0) as rows_accepted,
    coalesce(rows_held, 0) as rows_held,
    verdict,
    receipt_seq,
    file_sha256,
    file_name,
    filed_on
from judged
