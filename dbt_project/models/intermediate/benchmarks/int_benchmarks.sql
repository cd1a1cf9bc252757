-- Here belongs each outside figure under the indicator's and the area's one name, in base units, with the days it held.
with named as (
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
    from {{ ref('stg_benchmarks') }} as benchmarks
    left join {{ ref('stg_received_files') }} as files
        on benchmarks.receipt_seq = files.receipt_seq
    left join {{ ref('indicator_synonyms') }} as synonyms
        on benchmarks.indicator = synonyms.synonym
    left join {{ ref('int_area_names') }} as area_names
        on benchmarks.area = area_names.written
    left join {{ ref('measure_units') }} as measures
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
