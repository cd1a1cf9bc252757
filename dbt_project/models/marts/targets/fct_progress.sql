with progress as (

    select *
    from {{ ref('int_progress_rows') }}

),

reporting as (

    select *
    from {{ ref('int_reporting_periods') }}

)

select
    progress.target_key,
    progress.area,
    progress.period,
    progress.receipt_seq,
    progress.list_id,
    progress.task_key,
    progress.area_code,
    progress.area_as_written,
    progress.unit,
    progress.is_lead_unit,
    progress.filing_version_no,
    progress.current_value,
    progress.cumulative_value,
    progress.measure_unit,
    progress.current_base,
    progress.cumulative_base,
    progress.unit_base,
    progress.yoy,
    progress.rank,
    progress.done,
    progress.done_date,
    progress.null_word,
    progress.judgement as unit_word,
    progress.narrative,
    progress.problems,
    progress.next_steps,
    progress.evidence,
    progress.remarks,
    progress.file_name as source_file,
    progress.file_sha256 as source_sha256,
    progress.sheet as source_sheet,
    progress.row_no as source_row,
    progress.current_cell,
    progress.cumulative_cell,
    progress.yoy_cell,
    progress.rank_cell,
    progress.done_cell,
    progress.done_date_cell,
    progress.rows_in_filing,
    reporting.period is not null as is_reporting_period,
    coalesce(progress.received_as_of > reporting.lock_on, false) as is_after_lock,
    progress.known_from,
    progress.known_until as known_to,
    progress.is_current
from progress
left join reporting
    on
        progress.list_id = reporting.list_id
        and progress.period = reporting.period
