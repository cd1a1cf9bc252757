-- Here belongs what came in for a submission, over all its files: the dates, the versions, and the file that counts.
with ranked as (
    -- the file that counts: the last accepted version, else the last file
    select
        *,
        not is_accepted and verdict <> 'quarantined' as is_rejected,
        min(receipt_seq) filter (where version_no = 1) over (partition by submission_key) as first_version_seq,
        row_number() over (
            partition by submission_key order by is_current desc, receipt_seq desc
        ) as place
    from {{ ref('int_submission_files') }}
),

counted as (
    select
        submission_key,
        count(*) as files_received,
        count(version_no) as versions,
        count(*) filter (where is_rejected) as files_rejected,
        -- after it was accepted a bad correction changes nothing
        count(*) filter (where is_rejected and receipt_seq < coalesce(first_version_seq, receipt_seq + 1))
            as files_rejected_at_first,
        count(*) filter (where is_repeated_content) as files_repeated,
        count(*) filter (where is_rejected or rows_held > 0 or verdict = 'accepted_with_warnings') as files_returned,
        min(received_as_of) as first_received_on,
        max(received_as_of) as last_received_on,
        min(received_as_of) filter (where version_no = 1) as accepted_on,
        max(received_as_of) filter (where is_current) as restated_on
    from ranked
    group by submission_key
)

select
    ranked.submission_key,
    ranked.list_id,
    ranked.unit,
    ranked.period,
    ranked.is_identified,
    counted.files_received,
    counted.versions,
    counted.files_rejected,
    counted.files_rejected_at_first,
    counted.files_repeated,
    counted.files_returned,
    counted.first_received_on,
    counted.last_received_on,
    counted.accepted_on,
    counted.restated_on,
    ranked.receipt_seq,
    ranked.file_sha256,
    ranked.file_name,
    ranked.verdict,
    ranked.filed_on,
    ranked.filed_by,
    ranked.rows_read,
    ranked.rows_accepted,
    ranked.rows_held,
    ranked.figures_added,
    ranked.figures_changed,
    ranked.figures_confirmed,
    ranked.figures_unstated,
    ranked.figures_withdrawn
from ranked
inner join counted
    on ranked.submission_key = counted.submission_key
where ranked.place = 1
