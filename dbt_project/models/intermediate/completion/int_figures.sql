-- Here belongs all that is known of a judgement, met in one row: what was filed, published and said; the one figure it is made
-- with, where that is from, and the value it is held against.
with met as (
    select
        owed.*,
        held.* exclude (judgement_key),  -- noqa: RF02
        -- what was accepted after it, or again, has settled it
        coalesce(held.held_receipt_seq > coalesce(filed.filing_receipt_seq, -1), false) as is_held,
        filed.* exclude (judgement_key, claim_period, claim_start, claim_end, is_own_period, said_status),  -- noqa: RF02
        owed.judged_on - filed.last_end as days_since_last_figure,
        benchmark.basis as benchmark_basis,
        benchmark.value as benchmark_value,
        benchmark.source as benchmark_source,
        benchmark.file_name as benchmark_file_name,
        benchmark.known_from as benchmark_known_from,
        benchmark.conflicting_from as benchmark_conflicting_from,
        benchmark.figure_zh as benchmark_zh,
        coalesce(benchmark.is_conflicting, false) as is_benchmark_disputed,
        benchmark.all_values as benchmark_all_values,
        published.value as outside_value,
        published.source as outside_source,
        published.file_name as outside_file_name,
        published.known_from as outside_known_from,
        case
            -- 同比下降 without a number: the filed rate of change is itself the comparison with the year before
            when
                benchmark.basis = 'same_window_last_year'
                and benchmark.measure = 'value'
                and benchmark.value is null
                and filed.yoy is not null
                then 'change'
            else coalesce(benchmark.measure, published.measure)
        end as measure,
        coalesce(filed.judgement, '') as unit_word,
        -- who ticks 是否完成 has judged as well
        coalesce(filed.said_status, case when filed.done then 'done' end) as unit_status,
        coalesce(reviews.word, '') as reviewer_word,
        reviews.judged_on as reviewed_on,
        reviewer_words.status as reviewer_status
    from {{ ref('int_owed') }} as owed
    inner join {{ ref('int_filed') }} as filed
        on
            owed.judgement_key = filed.judgement_key
            and filed.is_own_period
    left join {{ ref('int_held') }} as held
        on owed.judgement_key = held.judgement_key
    left join {{ ref('int_outside') }} as benchmark
        on
            owed.judgement_key = benchmark.judgement_key
            and benchmark.purpose = 'benchmark'
    left join {{ ref('int_outside') }} as published
        on
            owed.judgement_key = published.judgement_key
            and published.purpose = 'actual'
    left join {{ ref('reviewer_judgements') }} as reviews
        on
            owed.target_key = reviews.target_key
            and owed.area = reviews.area
            and owed.period = reviews.period
            and owed.known_on >= reviews.judged_on
    left join {{ ref('judgement_words') }} as reviewer_words
        on trim(reviews.word) = reviewer_words.word
    -- the reviewer's last word known by then
    qualify row_number() over (partition by owed.judgement_key order by reviews.judged_on desc) = 1
),

figures as (
    select
        *,
        case
            when kind = 'growth' or (kind = 'relative' and measure in ('yoy', 'change'))
                -- a rate written under 累计完成 with % as its unit is that rate
                then coalesce(yoy, case when measure_unit in ('%', '％') then coalesce(cumulative_base, current_base) end)
            when kind = 'rank' then cast(rank as decimal(38, 6))
            when kind in ('ratio', 'relative') then coalesce(cumulative_base, current_base)
            when kind = 'level' and cumulative_base is not null then cumulative_base
            -- flows add up, from the last stated total on
            when kind = 'level' and current_base is not null and flows_missing = 0 and not starts_too_late
                then cast(coalesce(anchor_base, 0) + flow_base as decimal(38, 6))
        end as filed_value,
        kind = 'level' and cumulative_base is null and current_base is not null as is_flow
    from met
),

chosen as (
    select
        *,
        coalesce(filed_value, outside_value) as actual_value,
        case
            when filed_value is not null then case when is_flow then 'flows' else 'filing' end
            when outside_value is not null then 'outside'
            else 'none'
        end as actual_source,
        case
            when is_flow then current_cell
            when filed_value is null then ''
            when kind = 'rank' then rank_cell
            when filed_value = yoy and (kind = 'growth' or measure in ('yoy', 'change')) then yoy_cell
            when cumulative_base is not null then cumulative_cell
            else current_cell
        end as actual_cell,
        -- the filing that states it, where the last one left it blank and it goes on to count
        case
            when is_flow then current_kept_from
            when filed_value is null then null
            when kind = 'rank' then rank_kept_from
            when filed_value = yoy and (kind = 'growth' or measure in ('yoy', 'change')) then yoy_kept_from
            when cumulative_base is not null then cumulative_kept_from
            else current_kept_from
        end as actual_kept_from,
        is_flow and (flows_missing > 0 or starts_too_late) as has_flow_gap,
        coalesce(filed_value <> outside_value, false) as is_outside_different,
        case
            -- a part's figure is kept beside the whole's; the whole's value is not the part's to reach
            when area_role = 'contribution' then null
            -- what each member of a group is to reach is not the group's own value, and what may be either is nobody's
            when area_role = 'target' and share_of_group in ('each', 'unclear') then null
            when kind <> 'relative' then target_base
            when measure = 'change' then coalesce(target_base, 0)
            when benchmark_value is not null then cast(benchmark_value + coalesce(target_base, 0) as decimal(38, 6))
        end as wanted_value,
        -- words judge only what no figure can; the reviewer's go before the unit's own
        case when kind = 'qualitative' then coalesce(reviewer_status, unit_status) end as word_status,
        case
            when kind <> 'qualitative' then ''
            when reviewer_status is not null then 'reviewer'
            when unit_status is not null then 'unit'
            else ''
        end as word_source
    from figures
)

select
    chosen.* exclude (
        filing_receipt_seq, filing_version_no, filing_received_on, filing_file_name,  -- noqa: RF02
        filing_sha256, filing_sheet, filing_row_no, filed_by, actual_kept_from  -- noqa: RF02
    ),
    coalesce(origin.receipt_seq, chosen.filing_receipt_seq) as filing_receipt_seq,
    coalesce(origin.filing_version_no, chosen.filing_version_no) as filing_version_no,
    coalesce(origin.known_from, chosen.filing_received_on) as filing_received_on,
    coalesce(origin.file_name, chosen.filing_file_name) as filing_file_name,
    coalesce(origin.file_sha256, chosen.filing_sha256) as filing_sha256,
    coalesce(origin.sheet, chosen.filing_sheet) as filing_sheet,
    coalesce(origin.row_no, chosen.filing_row_no) as filing_row_no,
    coalesce(origin.filed_by, chosen.filed_by) as filed_by
from chosen
left join {{ ref('int_progress_rows') }} as origin
    on
        chosen.actual_kept_from = origin.receipt_seq
        and chosen.target_key = origin.target_key
        and chosen.area = origin.area
        and chosen.period = origin.period
