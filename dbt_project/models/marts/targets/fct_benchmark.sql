-- Here belongs every outside figure with its source, and which of several for one thing is used.
with last_words as (
    -- the last word of each source; what it said before stays in the raw table and in the count
    select
        *,
        version_no as versions
    from {{ ref('int_benchmarks') }}
    qualify row_number() over (
        partition by indicator, area, measure, period_start, period_end, source
        order by version_no desc
    ) = 1
),

compared as (
    select
        *,
        min(value_base) over figure <> max(value_base) over figure as is_conflicting,
        row_number() over (
            partition by indicator, area, measure, period_start, period_end
            order by receipt_seq desc, row_no desc
        ) = 1 as is_used
    from last_words
    window figure as (partition by indicator, area, measure, period_start, period_end)
)

select
    concat_ws('/', indicator, area, measure, period_start, period_end, source) as benchmark_key,
    indicator,
    area,
    area_code,
    measure,
    {{ window_period('period_start', 'period_end') }} as period,
    period_start,
    period_end,
    source,
    value,
    unit,
    value_base,
    unit_base,
    indicator_as_written,
    is_conflicting,
    is_used,
    versions,
    file_name as source_file,
    file_sha256 as source_sha256,
    row_no as source_row,
    known_from as valid_from,
    known_until as valid_to
from compared
