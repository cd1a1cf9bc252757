-- Here belongs each row of a filing that is held back, or whose file is refused: what it would have said of which target, and
-- the cell and the words that say why not.
with rows_held as (
    select
        held.receipt_seq,
        held.received_as_of as known_from,
        held.list_id,
        held.period,
        files.unit,
        files.file_name,
        held.sheet,
        held.row_no,
        held.target_key,
        written_areas.area
    from {{ ref('stg_held_rows') }} as held
    inner join {{ ref('int_submission_files') }} as files
        on held.receipt_seq = files.receipt_seq
    inner join {{ ref('int_written_areas') }} as written_areas
        on
            held.list_id = written_areas.list_id
            and held.area = written_areas.written
    where coalesce(held.target_key, '') <> ''
),

told as (
    select
        rows_held.*,
        case
            when findings.effect = 'row' then concat(coalesce(findings.column_letter, ''), rows_held.row_no)
            else concat('第', rows_held.row_no, '行')
        end as cell,
        findings.message as reason
    from rows_held
    left join {{ ref('stg_filing_findings') }} as findings
        on
            rows_held.receipt_seq = findings.receipt_seq
            and (
                findings.effect = 'file'
                or (findings.effect = 'row' and rows_held.sheet = findings.sheet and rows_held.row_no = findings.row_no)
            )
    -- what is wrong with the row itself before what is wrong with its file
    qualify row_number() over (
        partition by rows_held.receipt_seq, rows_held.sheet, rows_held.row_no
        order by findings.effect = 'row' desc nulls last, findings.finding_no
    ) = 1
)

select *
from told
-- two rows of one file on one target: the upper one speaks
qualify row_number() over (
    partition by receipt_seq, target_key, area, period
    order by sheet, row_no
) = 1
