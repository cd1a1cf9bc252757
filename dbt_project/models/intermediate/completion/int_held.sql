-- Here belongs the last row on a judgement that was filed and is held back, as far as was known then; a row for another target
-- that says the same is a row on it, too.
with answers as (
    select distinct
        target_key,
        area,
        target_key as answered_by
    from {{ ref('int_owed') }}
    union all
    select
        target_key,
        area,
        same_target_key as answered_by
    from {{ ref('int_same_targets') }}
)

select
    owed.judgement_key,
    held_rows.receipt_seq as held_receipt_seq,
    held_rows.file_name as held_file_name,
    held_rows.sheet as held_sheet,
    held_rows.cell as held_cell,
    held_rows.reason as held_message
from {{ ref('int_owed') }} as owed
inner join answers
    on
        owed.target_key = answers.target_key
        and owed.area = answers.area
inner join {{ ref('int_held_rows') }} as held_rows
    on
        answers.answered_by = held_rows.target_key
        and owed.area = held_rows.area
        and owed.period = held_rows.period
        and owed.known_on >= held_rows.known_from
qualify row_number() over (
    partition by owed.judgement_key
    order by held_rows.receipt_seq desc, answers.answered_by = owed.target_key desc
) = 1
