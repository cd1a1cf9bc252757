-- Here belongs every finding, of a reader or of the warehouse, with its cell, its owner and how long it has been open.
with reader_findings as (

    select *
    from {{ ref('int_reader_findings') }}

),

runs as (

    select *
    from {{ ref('int_finding_runs') }}

),

received as (

    select *
    from {{ ref('int_received_files') }}

),

of_readers as (

    select
        concat_ws('/', reader_findings.source_kind, reader_findings.receipt_seq, reader_findings.finding_no) as finding_key,
        reader_findings.*,
        runs.opened_on,
        runs.is_latest,
        runs.resolved_on,
        runs.resolved_by_receipt_seq,
        runs.resolved_by_file_sha256,
        runs.resolved_by_file_name,
        received.file_name
    from reader_findings
    inner join runs
        on
            reader_findings.stream = runs.stream
            and reader_findings.matter = runs.matter
            and reader_findings.receipt_seq = runs.receipt_seq
    left join received
        on reader_findings.receipt_seq = received.receipt_seq

)

select
    finding_key,
    source_kind,
    list_id,
    unit,
    period,
    owner_unit,
    target_key,
    area,
    code,
    severity,
    effect,
    receipt_seq,
    file_sha256,
    coalesce(file_name, '') as file_name,
    sheet,
    row_no,
    column_letter,
    case when column_letter <> '' and row_no > 0 then concat(column_letter, row_no) else '' end as cell,
    place_text,
    label,
    seen,
    wanted,
    message,
    fix,
    matter,
    opened_on,
    resolved_on,
    resolved_by_receipt_seq,
    resolved_by_file_sha256,
    resolved_by_file_name,
    severity <> 'info' and resolved_on is null as is_open,
    is_latest,
    date_diff('day', opened_on, coalesce(resolved_on, {{ as_of() }})) as days_open
from of_readers
