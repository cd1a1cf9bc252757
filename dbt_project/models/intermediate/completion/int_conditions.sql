-- Here belongs what decides about a judgement before any gap is looked at, each by its name: another place's, a base, not due,
-- held, not reported, not assessable, contradicted by what is published, done, overdue; and which figure is missing.
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
        -- words that say that it is not there, after a day that the sentence sets
        kind = 'qualitative'
        and has_own_day
        and judged_on >= due
        and known_on > due
        and coalesce(word_status in ('behind', 'seriously_behind'), not done, false) as is_said_short,
        case
            -- a text is no answer to whether it has happened
            when kind = 'milestone' then is_filed and (done is not null or unit_status is not null)
            when kind = 'qualitative' then is_filed or word_status is not null
            else actual_value is not null or has_flow_gap
        end as has_report
    from {{ ref('int_measured') }}
),

-- what was reached for good in an earlier period is so in one of which nobody says anything
remembered as (
    select
        *,
        case
            when
                not is_filed
                and not has_report
                and not coalesce(is_held, false)
                and last_value(case when has_report then is_done_for_good end ignore nulls) over earlier
                then last_value(case when has_report then period end ignore nulls) over earlier
        end as done_before_period,
        last_value(case when has_report then done_date > due end ignore nulls) over earlier as was_done_late
    from met
    window earlier as (
        partition by target_key, area, version_no, knowledge
        order by judged_on
        range between unbounded preceding and interval 1 day preceding
    )
),

reasons as (
    select
        *,
        case when is_elsewhere and not is_filed and not has_report then 'of-another-place' end as other_place_reason,
        case when is_base then 'base-of-a-rate' end as base_reason,
        case
            when window_start > judged_on then 'window-not-begun'
            when done_before_period is not null then null
            when kind = 'milestone' and not is_done_for_good and not (is_final and known_on > due) then 'milestone-before-due'
            when not has_report and not is_filed and not is_held and known_on <= due_on and knowledge <> 'lock'
                then 'filing-not-yet-due'
        end as not_due_reason,
        case when is_held and not is_filed then 'filed-and-held' end as held_reason,
        case
            when null_word = '不适用' or done_before_period is not null or not (is_expected or is_filed) then null
            when not is_filed and not has_report then 'nothing-filed'
            when not has_report then 'filed-without-figure'
        end as not_reported_reason,
        case
            when area_role = 'contribution' then 'contribution-only'
            when done_before_period is not null then null
            when not is_expected and not is_filed and not has_report then 'nobody-asked'
            when share_of_group = 'unclear' then 'group-share-unclear'
            when null_word = '不适用' and not has_report then 'filed-as-not-applicable'
            when kind in ('milestone', 'qualitative') and done_date > known_on then 'done-date-in-future'
            when kind = 'milestone' then null
            when kind = 'qualitative' and word_status is null and not is_said_short then 'no-word-of-judgement'
            when kind = 'qualitative' then null
            when has_flow_gap and actual_value is null then 'flows-do-not-add-up'
            when kind = 'relative' and benchmark_basis = 'unknown' then 'benchmark-not-named'
            when kind = 'relative' and wanted_value is null then 'benchmark-missing'
            when wanted_value is null then 'target-without-value'
        end as not_assessable_reason,
        -- what has neither event nor value is late only where somebody says so, or says after its own day that it is not there
        case
            when kind = 'qualitative' then is_said_short or coalesce(word_status = 'overdue', false)
            else is_final and known_on > due and not is_done_for_good and done_before_period is null
        end as is_overdue
    from remembered
),

lit as (
    select
        reasons.*,
        own_bands.light as gap_light,
        published_bands.light as published_light
    from reasons
    left join {{ ref('status_bands') }} as own_bands
        on
            own_bands.condition = 'gap'
            and own_bands.kind in ('*', reasons.kind)
            and {{ is_valid_on('own_bands', 'reasons.period_end') }}
            and {{ is_in_band('own_bands', 'reasons.gap_points') }}
    left join {{ ref('status_bands') }} as published_bands
        on
            published_bands.condition = 'gap'
            and published_bands.kind in ('*', reasons.kind)
            and {{ is_valid_on('published_bands', 'reasons.period_end') }}
            and {{ is_in_band('published_bands', 'reasons.published_gap_points') }}
    qualify row_number() over (
        partition by reasons.judgement_key order by own_bands.band_no, published_bands.band_no
    ) = 1
)

select
    * exclude (gap_light, published_light),  -- noqa: RF02
    -- the words that say what is missing, so that it can be asked for
    case
        when not_assessable_reason = 'nobody-asked' then '负责报送的单位'
        when not_assessable_reason = 'group-share-unclear' then '这个数是各区域合计还是各自的（请在清单核对表中选定）'
        when not_assessable_reason = 'benchmark-not-named' then concat('文件未写明“', metric, '”与谁比较')
        when not_assessable_reason = 'benchmark-missing' then benchmark_zh
        when not_assessable_reason = 'no-word-of-judgement' then '责任单位或考核方的进度评价'
        when not_assessable_reason = 'flows-do-not-add-up' then '累计完成数（前期有缺报，本期数不能相加）'
        when not_assessable_reason = 'target-without-value' then '目标值'
        when kind = 'relative' and area_role <> 'contribution' and wanted_value is null then benchmark_zh
    end as missing_figure,
    -- green by what was filed, and what was published says otherwise
    coalesce(
        case
            when is_done_for_good then not is_published_met
            when is_overdue then false
            else gap_light in ('绿', '蓝') and published_light in ('红', '黄')
        end, false
    ) as is_contradicted
from lit
