-- Here belongs the outcome of every filing that is expected, and of every one that came without being expected.
with judged as (
    select
        submissions.*,
        contents.rows_answered < contents.rows_owed as is_incomplete,
        case
            when submissions.accepted_on > submissions.due_on
                then date_diff('day', submissions.due_on, submissions.accepted_on)
        end as days_after_due
    from {{ ref('int_submissions') }} as submissions
    left join {{ ref('int_filing_contents') }} as contents
        on submissions.submission_key = contents.submission_key
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
    -- a row that is asked for is still missing, or held back
    is_expected and (accepted_on is null or coalesce(rows_held, 0) > 0 or coalesce(is_incomplete, false)) as is_open,
    is_expected and status not in ('not_due', 'quarantined') and grace_until < {{ as_of() }} as is_due,
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
    coalesce(figures_added, 0) as figures_added,
    coalesce(figures_changed, 0) as figures_changed,
    coalesce(figures_confirmed, 0) as figures_confirmed,
    coalesce(figures_unstated, 0) as figures_unstated,
    coalesce(figures_withdrawn, 0) as figures_withdrawn,
    verdict,
    receipt_seq,
    file_sha256,
    file_name,
    filed_on,
    filed_by
from judged
