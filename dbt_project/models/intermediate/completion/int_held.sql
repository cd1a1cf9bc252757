-- Here belongs the last row on a judgement that was filed and is held back, as far as was known then.
select
    owed.judgement_key,
    held_rows.receipt_seq as held_receipt_seq,
    held_rows.file_name as held_file_name,
    held_rows.sheet as held_sheet,
    held_rows.cell as held_cell,
    held_rows.reason as held_message
from {{ ref('int_owed') }} as owed
inner join {{ ref('int_held_rows') }} as held_rows
    on
        owed.target_key = held_rows.target_key
        and owed.area = held_rows.area
        and owed.period = held_rows.period
        and owed.known_on >= held_rows.known_from
qualify row_number() over (partition by owed.judgement_key order by held_rows.receipt_seq desc) = 1
