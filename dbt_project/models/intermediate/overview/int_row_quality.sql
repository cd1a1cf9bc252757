-- Here belongs, for the file that counts for a submission, how many of its rows have a finding of each side of quality.
with findings as (
    select *
    from {{ ref('int_reader_findings') }}
    where
        source_kind = 'filing'
        and severity <> 'info'
),

sorted as (
    select
        findings.receipt_seq,
        findings.sheet,
        findings.row_no,
        findings.effect,
        dimensions.dimension
    from findings
    inner join {{ ref('finding_dimensions') }} as dimensions
        on findings.code like dimensions.code_like
    qualify row_number() over (
        partition by findings.receipt_seq, findings.finding_no order by dimensions.dimension_no
    ) = 1
),

counted as (
    select
        receipt_seq,
        count(distinct concat(sheet, '!', row_no)) filter (where row_no > 0 and dimension = 'correctness') as incorrect_rows,
        count(distinct concat(sheet, '!', row_no)) filter (where row_no > 0 and dimension = 'consistency') as inconsistent_rows,
        count(*) filter (where dimension = 'completeness') as completeness_findings,
        count(*) filter (where dimension = 'correctness') as correctness_findings,
        count(*) filter (where dimension = 'consistency') as consistency_findings
    from sorted
    group by receipt_seq
)

select
    receipts.submission_key,
    receipts.rows_read,
    receipts.verdict,
    -- a file rejected as a whole has no correct row, whatever its rows say
    case
        when receipts.verdict = 'rejected' then receipts.rows_read
        else least(coalesce(counted.incorrect_rows, 0), receipts.rows_read)
    end as incorrect_rows,
    least(coalesce(counted.inconsistent_rows, 0), receipts.rows_read) as inconsistent_rows,
    coalesce(counted.completeness_findings, 0) as completeness_findings,
    coalesce(counted.correctness_findings, 0) as correctness_findings,
    coalesce(counted.consistency_findings, 0) as consistency_findings
from {{ ref('int_submission_receipts') }} as receipts
left join counted
    on receipts.receipt_seq = counted.receipt_seq
