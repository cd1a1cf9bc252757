with source as (

    select *
    from {{ source('raw', 'filing_rows') }}

)

select
    cast(receipt_seq as bigint) as receipt_seq,
    cast(file_sha256 as varchar) as file_sha256,
    cast(received_as_of as date) as received_as_of,
    cast(list_id as varchar) as list_id,
    cast(unit as varchar) as unit,
    cast(period as varchar) as period,
    cast(target_key as varchar) as target_key,
    cast(area as varchar) as area,
    cast(sheet as varchar) as sheet,
    cast(row_no as bigint) as row_no,
    cast(measure_unit as varchar) as measure_unit,
    cast(current_value as decimal(38, 6)) as current_value,
    cast(current_cell as varchar) as current_cell,
    cast(cumulative_value as decimal(38, 6)) as cumulative_value,
    cast(cumulative_cell as varchar) as cumulative_cell,
    cast(yoy as decimal(38, 6)) as yoy,
    cast(yoy_cell as varchar) as yoy_cell,
    cast(rank as bigint) as rank,
    cast(rank_cell as varchar) as rank_cell,
    cast(done as boolean) as done,
    cast(done_cell as varchar) as done_cell,
    cast(done_date as date) as done_date,
    cast(done_date_cell as varchar) as done_date_cell,
    cast(current_base as decimal(38, 6)) as current_base,
    cast(cumulative_base as decimal(38, 6)) as cumulative_base,
    cast(unit_base as varchar) as unit_base,
    cast(null_word as varchar) as null_word,
    cast(narrative as varchar) as narrative,
    cast(problems as varchar) as problems,
    cast(next_steps as varchar) as next_steps,
    cast(evidence as varchar) as evidence,
    cast(remarks as varchar) as remarks,
    cast(judgement as varchar) as judgement
from source
where received_as_of <= {{ as_of() }}
