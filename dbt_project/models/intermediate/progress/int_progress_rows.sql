-- Here belongs what each filing says of a target in an area, what its word of judgement means, how long that was the last word,
-- and where it stands.
with files as (
    select *
    from {{ ref('int_submission_files') }}
    where version_no is not null
),

targets as (
    select
        task_key,
        target_key,
        answering_units
    from {{ ref('int_target_versions') }}
    qualify row_number() over (
        partition by target_key
        order by version_no desc
    ) = 1
),

named as (
    select
        filing_rows.* exclude (unit, area),  -- noqa: RF02
        files.unit,
        files.version_no as filing_version_no,
        files.file_name,
        coalesce(files.filed_by, '') as filed_by,
        targets.task_key,
        filing_rows.area as area_as_written,
        written_areas.area,
        written_areas.area_code,
        words.status as said_status,
        coalesce(list_contains(string_split(targets.answering_units, ';'), files.unit), false) as is_lead_unit
    from {{ ref('stg_filing_rows') }} as filing_rows
    inner join files
        on
            filing_rows.receipt_seq = files.receipt_seq
            and filing_rows.list_id = files.list_id
            and filing_rows.period = files.period
    inner join {{ ref('int_written_areas') }} as written_areas
        on
            filing_rows.list_id = written_areas.list_id
            and filing_rows.area = written_areas.written
    left join targets
        on filing_rows.target_key = targets.target_key
    left join {{ ref('judgement_words') }} as words
        on trim(filing_rows.judgement) = words.word
),

-- 全区 and 北塔区 in one file are one area: the upper row counts, and the number of rows stays visible
first_rows as (
    select
        *,
        count(*) over (partition by target_key, area, period, receipt_seq) as rows_in_filing
    from named
    qualify row_number() over (
        partition by target_key, area, period, receipt_seq
        order by sheet, row_no
    ) = 1
),

dated as (
    select
        *,
        received_as_of as known_from,
        lead(received_as_of) over claims as known_until,
        row_number() over (
            partition by target_key, area, period
            order by is_lead_unit desc, receipt_seq desc
        ) as place
    from first_rows
    window claims as (partition by target_key, area, period, unit order by receipt_seq)
)

select
    * exclude (place),
    place = 1 as is_current
from dated
