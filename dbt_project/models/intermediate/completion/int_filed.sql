-- Here belongs what was filed for a judgement in each period up to its own: the lead unit's last word known by then. What adds
-- up over those periods, and how old the last figure is, stands on each of the judgement's rows.
with answers as (
    select distinct
        target_key,
        area,
        target_key as answered_by,
        false as is_of_another
    from {{ ref('int_owed') }}
    union all
    -- the same obligation in the list's other column
    select
        target_key,
        area,
        same_target_key as answered_by,
        true as is_of_another
    from {{ ref('int_same_targets') }}
),

claimed as (
    select
        owed.judgement_key,
        owed.period,
        owed.window_start,
        owed.due,
        periods.period as claim_period,
        periods.period_start as claim_start,
        periods.period_end as claim_end,
        claims.* exclude (
            target_key, list_id, period, task_key, area, area_code, area_as_written, received_as_of,  -- noqa: RF02
            unit_base, known_until, is_current, done  -- noqa: RF02
        ),
        -- who says 已完成 of an event has ticked it
        coalesce(claims.done, case when owed.kind = 'milestone' and claims.said_status = 'done' then true end) as done,
        claims.period is not null as is_filed,
        answers.is_of_another,
        -- a last word that says something else than the first one of them
        coalesce(
            claims.cumulative_base <> first_value(claims.cumulative_base ignore nulls) over in_order
            or claims.yoy <> first_value(claims.yoy ignore nulls) over in_order
            or claims.rank <> first_value(claims.rank ignore nulls) over in_order,
            false
        ) as is_another,
        case owed.measure_asked
            when 'yoy' then claims.yoy
            when 'rank' then cast(claims.rank as decimal(38, 6))
            when 'value' then claims.cumulative_base
        end as asked_figure,
        -- by this filing the target was not reached yet: null where it doesn't say
        case
            when owed.kind in ('milestone', 'qualitative')
                then coalesce(not claims.done, claims.said_status in ('behind', 'seriously_behind', 'overdue'))
            -- what it is held against stands in no list
            when owed.kind = 'relative' then null
            else not {{ is_reached('asked_figure', 'owed.target_base', 'owed') }}
        end as is_short,
        coalesce(claims.cumulative_base, claims.yoy, claims.rank, claims.current_base) as figure,
        -- a flow that repeats itself moves the total all the same
        coalesce(claims.cumulative_base, claims.yoy, claims.rank) as standing
    from {{ ref('int_owed') }} as owed
    inner join {{ ref('int_reporting_periods') }} as periods
        on
            owed.list_id = periods.list_id
            and owed.period_start >= periods.period_start
    inner join answers
        on
            owed.target_key = answers.target_key
            and owed.area = answers.area
    left join {{ ref('int_progress_rows') }} as claims
        on
            periods.list_id = claims.list_id
            and periods.period = claims.period
            and answers.answered_by = claims.target_key
            and owed.area = claims.area
            and owed.known_on >= claims.known_from
            and (claims.known_until is null or owed.known_on < claims.known_until)
    window in_order as (partition by owed.judgement_key, periods.period order by claims.known_from, claims.receipt_seq)
),

known as (
    select
        *,
        -- units that say different things of one figure do so from the day on which the second of them said it
        bool_or(is_another) over counts as is_filing_disputed,
        min(known_from) filter (where is_another) over counts as disputed_from
    from claimed
    window counts as (partition by judgement_key, claim_period)
    qualify row_number() over (
        partition by judgement_key, claim_period
        order by is_filed desc, is_of_another asc, is_lead_unit desc, receipt_seq desc
    ) = 1
),

anchored as (
    select
        *,
        max(claim_start) filter (where cumulative_base is not null and claim_end >= window_start) over judgement
            as anchor_start,
        max(standing) filter (where claim_period = period) over judgement as own_standing
    from known
    window judgement as (partition by judgement_key)
),

marked as (
    select
        *,
        -- what a total leaves to be added: the periods of the target's own window that came after it, filed or not
        claim_end >= window_start and (anchor_start is null or claim_start > anchor_start) as is_flow,
        max(claim_start) filter (where is_filed and standing is distinct from own_standing) over judgement
            as last_other_start
    from anchored
    window judgement as (partition by judgement_key)
)

select
    * exclude (
        period, window_start, due, asked_figure, is_short, is_another, is_of_another,
        receipt_seq, file_sha256, sheet, row_no, unit, file_name, known_from,
        null_word, figure, standing, anchor_start, own_standing, is_flow, last_other_start
    ),
    claim_period = period as is_own_period,
    coalesce(null_word, '') as null_word,
    unit as filing_unit,
    receipt_seq as filing_receipt_seq,
    file_name as filing_file_name,
    file_sha256 as filing_sha256,
    sheet as filing_sheet,
    row_no as filing_row_no,
    known_from as filing_received_on,
    -- an earlier filing, of a period that ended on the due day or after it, said that the target was not reached
    coalesce(
        bool_or(is_short) filter (where is_filed and claim_period <> period and claim_end >= due) over judgement, false
    ) as was_short_when_due,
    max(cumulative_base) filter (where claim_start = anchor_start) over judgement as anchor_base,
    sum(current_base) filter (where is_flow) over judgement as flow_base,
    count(*) filter (where is_flow and current_base is null) over judgement as flows_missing,
    -- flows can only stand for the total if they go back to the first day of the window
    anchor_start is null
    and coalesce(min(claim_start) filter (where claim_end >= window_start) over judgement > window_start, false)
        as starts_too_late,
    -- the last file of those whose figures add up
    max(receipt_seq) filter (where is_filed and (is_flow or claim_start = anchor_start)) over judgement as sum_receipt_seq,
    max_by(file_name, receipt_seq) filter (where is_filed and (is_flow or claim_start = anchor_start)) over judgement
        as sum_file_name,
    max_by(known_from, receipt_seq) filter (where is_filed and (is_flow or claim_start = anchor_start)) over judgement
        as sum_received_on,
    max_by(claim_period, claim_start) filter (where claim_period <> period and figure is not null) over judgement
        as last_period,
    max(claim_end) filter (where claim_period <> period and figure is not null) over judgement as last_end,
    max_by(figure, claim_start) filter (where claim_period <> period and figure is not null) over judgement
        as last_figure,
    count(*) filter (
        where is_filed and own_standing is not null and (last_other_start is null or claim_start > last_other_start)
    ) over judgement as unchanged_periods
from marked
window judgement as (partition by judgement_key)
