-- Here belongs how long a matter stayed: from the first file that showed it to the first accepted file that did not.
with shown as (
    select distinct
        stream,
        matter,
        receipt_seq
    from {{ ref('int_reader_findings') }}
),

matters as (
    select distinct
        stream,
        matter
    from shown
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
        streams.can_settle and shown.receipt_seq is null as is_clean
    from matters
    inner join {{ ref('int_finding_streams') }} as streams
        on matters.stream = streams.stream
    left join shown
        on
            matters.stream = shown.stream
            and matters.matter = shown.matter
            and streams.receipt_seq = shown.receipt_seq
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
