-- Here belongs every judgement as it is restated now, beside what was known when its period was locked, the district's part of
-- the whole, and the target that another column of the list states of the same thing.
with repeats as (
    select *
    from {{ ref('int_same_targets') }}
    where is_asked_instead
),

beside as (
    select
        told.*,
        related.related_target_key,
        repeats.same_target_key as same_as,
        districts.area as district_area,
        districts.actual_value as district_value,
        case  -- growth and places of a part are no share of the whole
            when told.kind = 'level' and told.actual_value <> 0
                then round(cast(districts.actual_value as double) / cast(told.actual_value as double), 6)
        end as district_share,
        case
            when locked.judgement_key is not null then 'locked'
            when told.lock_on >= told.known_on then 'open'
            else 'list_not_known_at_lock'
        end as lock_state,
        locked.version_no as locked_target_version_no,
        locked.actual_value as locked_value,
        locked.completion as locked_completion,
        locked.gap_points as locked_gap_points,
        locked.status as locked_status,
        locked.light as locked_light,
        locked.rule as locked_rule
    from {{ ref('int_told') }} as told
    left join {{ ref('int_related_targets') }} as related
        on told.target_key = related.target_key
    left join repeats
        on
            told.target_key = repeats.target_key
            and told.area = repeats.area
    left join {{ ref('int_judged') }} as locked
        on
            told.target_key = locked.target_key
            and told.area = locked.area
            and told.period = locked.period
            and locked.knowledge = 'lock'
    left join {{ ref('int_told') }} as districts
        on
            told.target_key = districts.target_key
            and told.period = districts.period
            and told.area_role = 'target'
            and districts.area_role in ('contribution', 'member')
            and districts.is_own
)

select
    concat_ws('/', target_key, area, period) as completion_key,
    target_key,
    area,
    period,
    list_id,
    task_key,
    concat(list_id, '/', task_key) as list_task_key,
    version_no as target_version_no,
    wording_known_from as target_known_from,
    is_target_current,
    area_code,
    area_role,
    is_own,
    is_wider,
    area_role = 'contribution' as is_contribution,
    is_base,
    share_of_group,
    is_expected,
    answering_units,
    period_start,
    period_end,
    judged_on,
    metric,
    kind,
    comparator,
    -- the whole's value is not the part's to reach
    case when area_role <> 'contribution' then target_base end as target_base,
    target_unit,
    unit_base,
    unit_factor,
    window_start,
    window_end,
    due,
    actual_value,
    actual_source,
    rank as filed_rank,
    yoy as filed_yoy,
    done as filed_done,
    done_date,
    null_word,
    wanted_value,
    benchmark_zh as benchmark_figure,
    benchmark_value,
    benchmark_source,
    benchmark_known_from as benchmark_received_on,
    is_benchmark_disputed,
    missing_figure,
    outside_value,
    outside_source,
    outside_known_from as outside_received_on,
    is_outside_different,
    completion,
    case
        -- words and events are reached or open, never missed by a number
        when scale = 'words' then case when status = 'done' then true end
        when actual_value is not null and wanted_value is not null then is_met
    end as is_met,
    formula,
    pace_rule,
    expected_share,
    expected_value,
    gap_points,
    gap_relative,
    gap_value,
    projection_basis,
    actual_per_day,
    required_per_day,
    days_left,
    projected_end_value,
    projected_completion,
    projected_on,
    last_period,
    last_figure,
    days_since_last_figure,
    unchanged_periods,
    status,
    status_zh,
    light,
    rule,
    light <> '灰' as is_judged,
    is_late,
    -- something is still to be done, or to be known
    area_role <> 'contribution'
    and (status not in ('done', 'other_place', 'base') or missing_figure is not null) as is_open,
    unit_word,
    unit_status,
    reviewer_word,
    reviewer_status,
    is_judgement_different,
    is_filing_disputed,
    district_area,
    district_value,
    district_share,
    related_target_key,
    same_as,
    lock_on,
    lock_state,
    locked_target_version_no,
    locked_value,
    locked_completion,
    locked_gap_points,
    locked_status,
    locked_light,
    locked_rule,
    is_restated,
    was_known_on,
    was_status,
    was_status_zh,
    was_light,
    was_value,
    was_wanted_value,
    restated_by,
    restated_file,
    restated_on,
    restated_zh as restatement,
    revised_target_version_no,
    revised_target_base,
    revised_due,
    revised_file,
    revised_on,
    narrative,
    problems,
    next_steps,
    -- names and sentences are as long as their files have them; who reads the account reads no more than this
    case when length(explanation) > 2000 then left(explanation, 1999) || '…' else explanation end as explanation,
    span as target_text,
    target_place,
    list_file_name as target_file,
    list_file_sha256 as target_sha256,
    is_held,
    held_file_name as held_file,
    held_sheet,
    held_cell,
    held_message as held_reason,
    filing_unit,
    filed_by,
    filing_receipt_seq,
    filing_version_no,
    filing_received_on,
    filing_file_name as filing_file,
    filing_sha256,
    filing_sheet,
    filing_row_no as filing_row,
    actual_cell as filing_cell
from beside
