-- Here belongs how much of what a unit owes its filing really says: a row without figure or word says nothing, and one without
-- the figure that is asked for answers nothing.
with filing_rows as (
    select *
    from {{ ref('int_progress_rows') }}
    -- the unit's last word on each row: what a correction leaves out still stands
    where known_until is null
),

said as (
    select
        list_id,
        unit,
        period,
        target_key,
        area,
        coalesce(is_answered, false) as is_answered,
        coalesce(
            cumulative_value is not null
            or current_value is not null
            or yoy is not null
            or rank is not null
            -- 否 is an answer
            or done is not null
            or done_date is not null
            or coalesce(judgement, '') <> ''
            -- 不适用 is an answer
            or null_word = '不适用',
            false
        ) as says_something
    from filing_rows
),

filed as (
    select
        list_id,
        unit,
        period,
        count(*) as rows_filed,
        count(*) filter (where says_something) as rows_saying_something
    from said
    group by list_id, unit, period
),

answered as (
    select
        expected.submission_key,
        expected.list_id,
        expected.unit,
        expected.period,
        count(*) as rows_owed,
        count(*) filter (where said.is_answered) as rows_answered
    from {{ ref('int_expected_filings') }} as expected
    inner join {{ ref('int_obligations') }} as obligations
        on
            expected.list_id = obligations.list_id
            and expected.list_receipt_seq = obligations.receipt_seq
            and expected.unit = obligations.unit
    left join said
        on
            expected.list_id = said.list_id
            and expected.unit = said.unit
            and expected.period = said.period
            and obligations.target_key = said.target_key
            and obligations.area = said.area
    group by expected.submission_key, expected.list_id, expected.unit, expected.period
)

select
    answered.submission_key,
    answered.rows_owed,
    answered.rows_answered,
    coalesce(filed.rows_filed, 0) as rows_filed,
    coalesce(filed.rows_saying_something, 0) as rows_saying_something,
    coalesce(receipts.versions > 0 and coalesce(filed.rows_saying_something, 0) = 0, false) as is_empty
from answered
left join {{ ref('int_submission_receipts') }} as receipts
    on answered.submission_key = receipts.submission_key
left join filed
    on
        answered.list_id = filed.list_id
        and answered.unit = filed.unit
        and answered.period = filed.period
