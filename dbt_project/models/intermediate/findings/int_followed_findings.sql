-- Here belongs each finding of a reader together with how long it has been open and what settled it.
select
    concat_ws('/', findings.source_kind, findings.receipt_seq, findings.finding_no) as finding_key,
    findings.*,
    coalesce(received.file_name, '') as file_name,
    runs.opened_on,
    runs.is_latest,
    runs.resolved_on,
    runs.resolved_by_receipt_seq,
    runs.resolved_by_file_sha256,
    runs.resolved_by_file_name
from {{ ref('int_reader_findings') }} as findings
inner join {{ ref('int_finding_runs') }} as runs
    on
        findings.stream = runs.stream
        and findings.matter = runs.matter
        and findings.receipt_seq = runs.receipt_seq
left join {{ ref('int_received_files') }} as received
    on findings.receipt_seq = received.receipt_seq
