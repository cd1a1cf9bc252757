-- Here belongs how long a matter stayed: from the first file that showed it to the first accepted file that did not. Of a row
-- that was held back it must be one that states the row: while what is asked for is missing, nothing is settled.
with shown as (
    select
        stream,
        matter,
        receipt_seq,
        target_key,
        area,
        bool_or(effect = 'row') as is_row_held
    from {{ ref('int_reader_findings') }}
    group by stream, matter, receipt_seq, target_key, area
),

-- what the list has no more is not asked for
asked_for as (
    select distinct target_key
    from {{ ref('int_target_versions') }}
    where is_current
),

matters as (
    select
        shown.stream,
        shown.matter,
        max(shown.target_key) as target_key,
        max(shown.area) as area,
        bool_or(shown.is_row_held and asked_for.target_key is not null) as is_row_asked_for
    from shown
    left join asked_for
        on shown.target_key = asked_for.target_key
    group by shown.stream, shown.matter
),

stated as (
    select distinct
        receipt_seq,
        target_key,
        area_as_written
    from {{ ref('int_progress_rows') }}
    where is_answered
),

-- every file of the stream, asked whether it shows the matter
asked as (
    select
        matters.stream,
        matters.matter,
        streams.receipt_seq,
        streams.received_as_of,
        streams.file_sha256,
        streams.file_name,
        shown.receipt_seq is not null as is_shown,
        streams.can_settle
        and shown.receipt_seq is null
        and (not matters.is_row_asked_for or stated.receipt_seq is not null) as is_clean
    from matters
    inner join {{ ref('int_finding_streams') }} as streams
        on matters.stream = streams.stream
    left join shown
        on
            matters.stream = shown.stream
            and matters.matter = shown.matter
            and streams.receipt_seq = shown.receipt_seq
    left join stated
        on
            streams.receipt_seq = stated.receipt_seq
            and matters.target_key = stated.target_key
            and matters.area = stated.area_as_written
),

-- a clean file ends a run: what shows the matter after it is a new run
numbered as (
    select
        *,
        count(*) filter (where is_clean)
            over (partition by stream, matter order by receipt_seq rows unbounded preceding) as cleans
    from asked
),

cleaned as (
    select *
    from numbered
    where is_clean
)

select
    numbered.stream,
    numbered.matter,
    numbered.receipt_seq,
    min(numbered.received_as_of) over (
        partition by numbered.stream, numbered.matter, numbered.cleans
    ) as opened_on,
    row_number() over (
        partition by numbered.stream, numbered.matter, numbered.cleans order by numbered.receipt_seq desc
    ) = 1 as is_latest,
    cleaned.received_as_of as resolved_on,
    cleaned.receipt_seq as resolved_by_receipt_seq,
    cleaned.file_sha256 as resolved_by_file_sha256,
    cleaned.file_name as resolved_by_file_name
from numbered
left join cleaned
    on
        numbered.stream = cleaned.stream
        and numbered.matter = cleaned.matter
        and numbered.cleans + 1 = cleaned.cleans
where numbered.is_shown
