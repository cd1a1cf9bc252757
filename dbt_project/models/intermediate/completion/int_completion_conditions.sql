-- Here belongs what decides before any gap is looked at: not due, not reported, not assessable, done, overdue; each by name.
with targets as (

    select *
    from {{ ref('int_completion_targets') }}

),

inputs as (

    select *
    from {{ ref('int_completion_inputs') }}

),

measures as (

    select *
    from {{ ref('int_completion_measures') }}

),

words as (

    select *
    from {{ ref('int_completion_words') }}

),

joined as (

    select
        targets.*,
        inputs.* exclude (judgement_key, kind, area_role, target_base, area_code, area_as_written),  -- noqa: RF02
        measures.* exclude (judgement_key),  -- noqa: RF02
        words.* exclude (judgement_key),  -- noqa: RF02
        -- a day that has not come is no proof of being done
        coalesce(inputs.done, false) and coalesce(inputs.done_date <= targets.known_on, true) as is_done,
        targets.judged_on >= targets.due as is_final
    from targets
    inner join inputs
        on targets.judgement_key = inputs.judgement_key
    inner join measures
        on targets.judgement_key = measures.judgement_key
    inner join words
        on targets.judgement_key = words.judgement_key

),

met as (

    select
        *,
        case
            when kind = 'milestone' then is_done
            when kind = 'qualitative' then coalesce(word_status = 'done', false)
            when area_role = 'contribution' then false
            -- what can still fall, or still be broken, is reached only at its end
            else is_met and (is_accumulating or is_final)
        end as is_done_for_good,
        case
            when kind in ('milestone', 'qualitative') then is_filed or word_status is not null
            else actual_value is not null or has_flow_gap
        end as has_report
    from joined

),

reasons as (

    select
        *,
        case
            when window_start > judged_on then 'window-not-begun'
            when not is_expected and not is_filed then 'not-asked-of-these-units'
            when kind = 'milestone' and not is_done_for_good and not (is_final and known_on > due) then 'milestone-before-due'
            when not has_report and not is_filed and known_on <= due_on and knowledge = 'now' then 'filing-not-yet-due'
        end as not_due_reason,
        case
            when null_word = '不适用' then null
            when not is_filed and not has_report then 'nothing-filed'
            when not has_report then 'filed-without-figure'
        end as not_reported_reason,
        case
            when area_role = 'contribution' then 'contribution-only'
            when null_word = '不适用' and not has_report then 'filed-as-not-applicable'
            when kind in ('milestone', 'qualitative') and done_date > known_on then 'done-date-in-future'
            when kind = 'milestone' then null
            when kind = 'qualitative' and word_status is null then 'no-word-of-judgement'
            when kind = 'qualitative' then null
            when has_flow_gap and actual_value is null then 'flows-do-not-add-up'
            when kind = 'relative' and benchmark_basis = 'unknown' then 'benchmark-not-named'
            when kind = 'relative' and wanted_value is null then 'benchmark-missing'
            when wanted_value is null then 'target-without-value'
        end as not_assessable_reason
    from met

)

select
    judgement_key,
    kind,
    period_end,
    judged_on,
    due,
    known_on,
    gap_points,
    unit_word,
    unit_status,
    reviewer_word,
    reviewer_status,
    word_status,
    word_source,
    is_done,
    is_done_for_good,
    is_final,
    not_due_reason,
    not_reported_reason,
    not_assessable_reason,
    -- what has neither event nor value is late only where somebody says so
    case
        when kind = 'qualitative' then coalesce(word_status = 'overdue', false)
        else is_final and known_on > due and not is_done_for_good
    end as is_overdue,
    -- the words that say what is missing, so that it can be asked for
    case
        when not_assessable_reason = 'benchmark-not-named' then concat('文件未写明“', metric, '”与谁比较')
        when not_assessable_reason = 'benchmark-missing' then benchmark_zh
        when not_assessable_reason = 'no-word-of-judgement' then '责任单位或考核方的进度评价'
        when not_assessable_reason = 'flows-do-not-add-up' then '累计完成数（前期有缺报，本期数不能相加）'
        when not_assessable_reason = 'target-without-value' then '目标值'
        when kind = 'relative' and area_role <> 'contribution' and wanted_value is null then benchmark_zh
    end as missing_figure
from reasons
