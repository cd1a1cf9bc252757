-- Here belongs each outside figure under the indicator's and the area's one name, in base units, with the days it held.
with benchmarks as (

    select *
    from {{ ref('stg_benchmarks') }}

),

files as (

    select
        receipt_seq,
        file_name
    from {{ ref('stg_received_files') }}

),

synonyms as (

    select *
    from {{ ref('indicator_synonyms') }}

),

area_names as (

    select *
    from {{ ref('int_area_names') }}

),

measures as (

    select *
    from {{ ref('measure_units') }}

),

named as (

    select
        coalesce(synonyms.indicator, benchmarks.indicator) as indicator,
        benchmarks.indicator as indicator_as_written,
        coalesce(area_names.name, benchmarks.area) as area,
        area_names.area_code,
        benchmarks.measure,
        benchmarks.period_start,
        benchmarks.period_end,
        benchmarks.value,
        benchmarks.unit,
        cast(benchmarks.value * coalesce(measures.factor, 1) as decimal(38, 6)) as value_base,
        coalesce(measures.base_unit, benchmarks.unit) as unit_base,
        benchmarks.source,
        benchmarks.receipt_seq,
        benchmarks.file_sha256,
        coalesce(files.file_name, '') as file_name,
        benchmarks.row_no,
        benchmarks.received_as_of as known_from
    from benchmarks
    left join files
        on benchmarks.receipt_seq = files.receipt_seq
    left join synonyms
        on benchmarks.indicator = synonyms.synonym
    left join area_names
        on benchmarks.area = area_names.written
    left join measures
        on benchmarks.unit = measures.unit

)

select
    *,
    -- the same source giving the same figure again corrects it
    lead(known_from) over figure as known_until,
    row_number() over figure as version_no
from named
window figure as (
    partition by indicator, area, measure, period_start, period_end, source
    order by receipt_seq, row_no
)
