-- Here belongs every finding, of a reader or of the warehouse, with its cell, its owner and how long it has been open.
with together as (
    select *
    from {{ ref('int_followed_findings') }}
    union all by name
    -- these are made anew each night from what is known: one that is gone is settled
    select
        *,
        concat_ws('/', 'warehouse', code, about) as finding_key,
        'warehouse' as source_kind,
        '' as place_text,
        concat_ws('|', code, about) as matter,
        true as is_latest
    from {{ ref('int_warehouse_findings') }}
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
    file_name,
    sheet,
    cast(row_no as bigint) as row_no,
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
    -- a figure that is asked for and is not there is open, however mild its finding
    resolved_on is null and (severity <> 'info' or coalesce(is_figure_missing, false)) as is_open,
    is_latest,
    date_diff('day', opened_on, coalesce(resolved_on, {{ as_of() }})) as days_open
from together
