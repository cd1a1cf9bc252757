-- Here belongs the judgement itself: what decides before any gap is looked at, each by its name (not due, not reported, not
-- assessable, done, overdue), and the first band of seeds/status_bands.csv that fits.
with met as (
    select
        *,
        judged_on >= due as is_final,
        case
            -- a day that has not come is no proof of being done
            when kind = 'milestone' then coalesce(done, false) and coalesce(done_date <= known_on, true)
            when kind = 'qualitative' then coalesce(word_status = 'done', false)
            when area_role = 'contribution' then false
            -- what can still fall, or still be broken, is reached only at its end
            else is_met and (is_accumulating or judged_on >= due)
        end as is_done_for_good,
        case
            when kind in ('milestone', 'qualitative') then is_filed or word_status is not null
            else actual_value is not null or has_flow_gap
        end as has_report
    from {{ ref('int_measured') }}
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
        end as not_assessable_reason,
        -- what has neither event nor value is late only where somebody says so
        case
            when kind = 'qualitative' then coalesce(word_status = 'overdue', false)
            else is_final and known_on > due and not is_done_for_good
        end as is_overdue
    from met
),

fitting as (
    select
        reasons.*,
        bands.band_no,
        bands.status,
        bands.label_zh as status_zh,
        bands.light,
        case bands.condition
            when 'not_due' then reasons.not_due_reason
            when 'not_reported' then reasons.not_reported_reason
            when 'not_assessable' then reasons.not_assessable_reason
            when 'gap'
                then
                    case
                        when reasons.word_status is null then concat('gap-of-', reasons.formula)
                        else concat(reasons.word_source, '-word')
                    end
            else
                concat(
                    bands.condition, '-by-',
                    case reasons.kind when 'milestone' then 'event' when 'qualitative' then 'word' else reasons.formula end
                )
        end as rule
    from reasons
    inner join {{ ref('status_bands') }} as bands
        on
            bands.kind in ('*', reasons.kind)
            and {{ is_valid_on('bands', 'reasons.period_end') }}
            and case bands.condition
                when 'not_due' then reasons.not_due_reason is not null
                when 'not_reported' then reasons.not_reported_reason is not null
                when 'not_assessable' then reasons.not_assessable_reason is not null
                when 'done' then reasons.is_done_for_good
                when 'overdue' then reasons.is_overdue
                else
                    bands.status = reasons.word_status
                    or (
                        reasons.word_status is null
                        and (
                            bands.gap_from is null
                            or reasons.gap_points > bands.gap_from
                            or (bands.gap_from_inclusive and reasons.gap_points = bands.gap_from)
                        )
                        and (
                            bands.gap_to is null
                            or reasons.gap_points < bands.gap_to
                            or (bands.gap_to_inclusive and reasons.gap_points = bands.gap_to)
                        )
                    )
            end
    qualify row_number() over (partition by reasons.judgement_key order by bands.band_no) = 1
)

select
    *,
    -- the words that say what is missing, so that it can be asked for
    case
        when not_assessable_reason = 'benchmark-not-named' then concat('文件未写明“', metric, '”与谁比较')
        when not_assessable_reason = 'benchmark-missing' then benchmark_zh
        when not_assessable_reason = 'no-word-of-judgement' then '责任单位或考核方的进度评价'
        when not_assessable_reason = 'flows-do-not-add-up' then '累计完成数（前期有缺报，本期数不能相加）'
        when not_assessable_reason = 'target-without-value' then '目标值'
        when kind = 'relative' and area_role <> 'contribution' and wanted_value is null then benchmark_zh
    end as missing_figure,
    -- the unit says one thing and its figures say another; only where both have spoken
    coalesce(
        unit_status is not null
        and status not in ('not_due', 'not_reported', 'not_assessable')
        and case
            when unit_status = 'done' then status <> 'done'
            when unit_status in ('on_schedule', 'ahead') then status in ('behind', 'seriously_behind', 'overdue')
            else status not in ('behind', 'seriously_behind', 'overdue')
        end,
        false
    ) as is_judgement_different
from fitting
