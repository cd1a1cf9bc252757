-- Here belongs how much of what a unit owes its filing that counts really says: a row without figure or word says nothing.
with files as (

    select *
    from {{ ref('int_submission_files') }}
    where is_current

),

filing_rows as (

    select *
    from {{ ref('int_progress_rows') }}

),

expected as (

    select *
    from {{ ref('int_expected_filings') }}

),

obligations as (

    select *
    from {{ ref('int_obligations') }}

),

said as (

    select
        receipt_seq,
        target_key,
        area,
        coalesce(
            cumulative_value is not null
            or current_value is not null
            or yoy is not null
            or rank is not null
            or done
            or done_date is not null
            or coalesce(judgement, '') <> ''
            -- 不适用 is an answer
            or null_word = '不适用',
            false
        ) as says_something
    from filing_rows

),

per_file as (

    select
        files.submission_key,
        count(said.target_key) as rows_filed,
        count(*) filter (where said.says_something) as rows_saying_something
    from files
    left join said
        on files.receipt_seq = said.receipt_seq
    group by files.submission_key

),

answered as (

    select
        expected.submission_key,
        count(*) as rows_owed,
        count(*) filter (where said.says_something) as rows_answered
    from expected
    inner join obligations
        on
            expected.list_id = obligations.list_id
            and expected.list_receipt_seq = obligations.receipt_seq
            and expected.unit = obligations.unit
    left join files
        on expected.submission_key = files.submission_key
    left join said
        on
            files.receipt_seq = said.receipt_seq
            and obligations.target_key = said.target_key
            and obligations.area = said.area
    group by expected.submission_key

)

select
    answered.submission_key,
    answered.rows_owed,
    answered.rows_answered,
    coalesce(per_file.rows_filed, 0) as rows_filed,
    coalesce(per_file.rows_saying_something, 0) as rows_saying_something,
    per_file.submission_key is not null and per_file.rows_saying_something = 0 as is_empty
from answered
left join per_file
    on answered.submission_key = per_file.submission_key
