-- Here belongs each judgement in one row: what was owed, what was reached, what decided, and where all of it stands.
with targets as (

    select *
    from {{ ref('int_completion_targets') }}

),

pace as (

    select *
    from {{ ref('int_completion_pace') }}

),

inputs as (

    select *
    from {{ ref('int_completion_inputs') }}

),

measures as (

    select *
    from {{ ref('int_completion_measures') }}

),

history as (

    select *
    from {{ ref('int_completion_history') }}

),

projection as (

    select *
    from {{ ref('int_completion_projection') }}

),

status as (

    select *
    from {{ ref('int_completion_status') }}

)

select
    targets.* exclude (pace_rule),  -- noqa: RF02
    pace.expected_share,
    case when pace.has_own_nodes then 'own-nodes' else targets.pace_rule end as pace_rule,
    case
        when measures.scale in ('rate', 'place') then 1
        else targets.unit_factor
    end as display_factor,
    inputs.actual_value,
    inputs.actual_source,
    inputs.actual_cell,
    inputs.wanted_value,
    inputs.yoy,
    inputs.rank,
    inputs.done,
    inputs.done_date,
    coalesce(inputs.null_word, '') as null_word,
    inputs.benchmark_zh,
    inputs.benchmark_value,
    inputs.benchmark_source,
    inputs.benchmark_all_values,
    inputs.is_benchmark_disputed,
    inputs.outside_value,
    inputs.outside_source,
    coalesce(inputs.filed_value <> inputs.outside_value, false) as is_outside_different,
    coalesce(inputs.is_disputed, false) as is_filing_disputed,
    inputs.is_filed,
    inputs.unit as filing_unit,
    inputs.receipt_seq as filing_receipt_seq,
    inputs.file_name as filing_file_name,
    inputs.file_sha256 as filing_sha256,
    inputs.sheet as filing_sheet,
    inputs.row_no as filing_row_no,
    inputs.filing_version_no,
    inputs.known_from as filing_received_on,
    inputs.narrative,
    inputs.problems,
    inputs.next_steps,
    history.last_period,
    history.last_figure,
    history.unchanged_periods,
    case when history.last_end is not null then targets.judged_on - history.last_end end as days_since_last_figure,
    measures.scale,
    measures.formula,
    measures.is_met,
    measures.completion,
    measures.expected_value,
    measures.gap_points,
    measures.gap_relative,
    measures.gap_value,
    projection.projection_basis,
    projection.actual_per_day,
    projection.required_per_day,
    projection.projected_end_value,
    projection.projected_completion,
    projection.projected_on,
    projection.days_left,
    status.band_no,
    status.status,
    status.status_zh,
    status.light,
    status.rule,
    status.missing_figure,
    status.unit_word,
    status.unit_status,
    status.reviewer_word,
    status.reviewer_status,
    status.is_judgement_different
from targets
inner join pace
    on targets.judgement_key = pace.judgement_key
inner join inputs
    on targets.judgement_key = inputs.judgement_key
inner join measures
    on targets.judgement_key = measures.judgement_key
inner join history
    on targets.judgement_key = history.judgement_key
inner join projection
    on targets.judgement_key = projection.judgement_key
inner join status
    on targets.judgement_key = status.judgement_key
