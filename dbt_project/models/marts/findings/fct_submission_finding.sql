-- Here belongs every finding, of a reader or of the warehouse, with its cell, its owner and how long it has been open.
with followed as (

    select *
    from {{ ref('int_followed_findings') }}

),

warehouse_findings as (

    select *
    from {{ ref('int_warehouse_findings') }}

),

together as (

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
        row_no,
        column_letter,
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
        is_latest
    from followed
    union all
    -- these are made anew each night from what is known: one that is gone is settled
    select
        concat_ws('/', 'warehouse', code, about) as finding_key,
        'warehouse' as source_kind,
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
        row_no,
        column_letter,
        '' as place_text,
        label,
        seen,
        wanted,
        message,
        fix,
        concat_ws('|', code, about) as matter,
        opened_on,
        null as resolved_on,
        null as resolved_by_receipt_seq,
        null as resolved_by_file_sha256,
        null as resolved_by_file_name,
        true as is_latest
    from warehouse_findings

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
    severity <> 'info' and resolved_on is null as is_open,
    is_latest,
    date_diff('day', opened_on, coalesce(resolved_on, {{ as_of() }})) as days_open
from together
