-- Here belongs a judgement told to a leader, as it is known now: reached, owed, how far, against which pace and heading where;
-- what decided, what is missing, what it was when it was published before, and the place of its proof.
with named as (
    select
        projected.*,
        restated.* exclude (judgement_key),  -- noqa: RF02
        restated.judgement_key is not null as is_restated,
        revised.* exclude (judgement_key)  -- noqa: RF02
    from {{ ref('int_projected') }} as projected
    left join {{ ref('int_restated') }} as restated on projected.judgement_key = restated.judgement_key
    left join {{ ref('int_revised') }} as revised on projected.judgement_key = revised.judgement_key
    where projected.knowledge = 'now'
),

numbers as (
    select
        *,
        {{ scaled_zh('actual_value') }} as actual_zh,
        {{ scaled_zh('wanted_value') }} as wanted_zh,
        {{ scaled_zh('benchmark_value') }} as benchmark_value_zh
    from named
),

worded as (
    select
        *,
        concat(
            '【', task_key, '】', metric, '（', area,
            case area_role when 'contribution' then '，本区数' else '' end, '），', period, '期：'
        ) as head,
        case
            when actual_value is null or scale = 'words' then null
            else
                concat(
                    case actual_source when 'outside' then '公布' when 'flows' then '各期相加' else '填报' end,
                    case scale when 'rate' then '同比' when 'place' then '排名第' else '累计' end,
                    actual_zh
                )
        end as reached,
        case
            when area_role = 'contribution' then '全域数见同一目标的另一行，本行只记本区数'
            when scale = 'words' or wanted_value is null then null
            when is_base then concat('任务基数', wanted_zh)
            when kind = 'relative' and benchmark_value is not null
                then concat(
                    '比较对象：', benchmark_zh, ' ', benchmark_value_zh, '（', benchmark_source, '），要求', comparator_zh, wanted_zh
                )
            when scale = 'place' then concat('目标：进入前', wanted_zh)
            else concat('目标', comparator_zh, wanted_zh)
        end as owed,
        case
            when completion is not null and not coalesce(is_base, false)
                then concat('完成程度', {{ number_zh('completion * 100', 1) }}, '%')
        end as share,
        case
            when gap_points is null or rule not like 'gap-of-%' then null
            when formula = 'margin'
                then concat(
                    case when gap_value >= 0 then '未超限，尚余' else '超限' end,
                    {{ number_zh('abs(gap_value) / display_factor') }}, scale_unit
                )
            when scale = 'place' and gap_value = 0 then '正好在目标位次'
            when scale = 'place'
                then concat(case when gap_value < 0 then '差' else '超' end, {{ number_zh('abs(gap_value)') }}, '位')
            else
                concat(
                    case
                        when pace in ('day', 'month', 'quarter')
                            then concat(pace_zh, '应达', {{ number_zh('expected_share * 100', 1) }}, '%，')
                        else ''
                    end,
                    case
                        when round(abs(gap_points), 1) = 0 then '正好达到'
                        else
                            concat(
                                case when gap_points < 0 then '差' else '超' end,
                                {{ number_zh('abs(gap_points)', 1) }}, '个百分点'
                            )
                    end
                )
        end as pace_words,
        case
            when rule = 'window-not-begun' then concat('目标期自', window_start, '起，尚未开始')
            when rule = 'of-another-place' then '属其他地区或单位的目标，不由本区报送，也没有公布数'
            when rule = 'base-of-a-rate' then '本项是计算完成率的任务基数，只展示，不单独考核'
            when rule = 'nobody-asked' then '清单没有写明由谁报送'
            when rule = 'filed-and-held' then '已报送，暂未采用'
            when rule = 'members-unknown' then '每个成员各有目标，部分成员的情况不明'
            when rule = 'by-members' and members_unknown <> ''
                then concat('按各成员判定，其中情况不明的有：', members_unknown)
            when rule = 'by-members' then '按各成员判定'
            when rule = 'milestone-before-due' then concat('期限为', due, '，未到期限')
            when rule = 'filing-not-yet-due' then concat('报送截止日为', due_on, '，尚未到期')
            when rule = 'nothing-filed' then '本期没有报送'
            when rule = 'filed-without-figure' then concat('已报送，但没有填数', coalesce('（填“' || nullif(null_word, '') || '”）', ''))
            when rule = 'contribution-only' then '文件没有给本区单独定目标'
            when rule = 'filed-as-not-applicable' then '填报为“不适用”'
            when rule = 'done-date-in-future' then concat('填报的完成日期', done_date, '还没有到')
            when kind = 'qualitative' and reviewer_status is not null then '考核评价为“' || reviewer_word || '”'
            when rule = 'unit-word' or kind = 'qualitative' then '责任单位评价为“' || nullif(unit_word, '') || '”'
            when kind = 'milestone' and status = 'overdue' then concat('期限', due, '已过，未报完成')
            when is_late and done_date is not null then concat('逾期完成：已于', done_date, '完成，迟于期限', due)
            when is_late then concat('逾期完成：期限', due, '时尚未达到，其后达到')
            when kind = 'milestone' and status = 'done' then concat('已报完成', coalesce('（' || done_date || '）', ''))
        end as reason,
        case when status = 'not_assessable' then '缺少：' || missing_figure end as missing,
        case
            when is_held
                then concat(
                    '暂未采用：《', held_file_name, '》', coalesce(nullif(held_sheet, '') || '!', ''), held_cell,
                    -- the first sentence says why; what might stand there instead is for the copy that goes back
                    coalesce('，原因：' || split_part(nullif(held_message, ''), '。', 1), '')
                )
        end as held_words,
        case
            when projection_basis = 'linear' and light <> '灰' and days_left > 0
                then concat_ws(
                    '，',
                    concat('按目前速度期末约', {{ number_zh('projected_end_value / display_factor', 1) }}, scale_unit),
                    concat('预计') || strftime(projected_on, '%Y-%m-%d') || '达标',
                    concat('余下', days_left, '天每天需')
                    || {{ number_zh('required_per_day / display_factor') }}
                    || scale_unit
                )
        end as outlook,
        case
            when is_judgement_different
                then concat('注意：责任单位自评“', coalesce(nullif(unit_word, ''), '已完成'), '”，与判定不一致')
        end as warning,
        case
            when is_outside_different
                then concat(
                    '注意：填报数', actual_zh, '与公布数',
                    {{ scaled_zh('outside_value') }}, '不符（', outside_source, '）'
                )
        end as contradiction,
        case
            when is_benchmark_disputed and area_role <> 'contribution'
                then concat('注意：比较对象有不同数字：', benchmark_all_values)
        end as dispute,
        case
            when is_filed
                then concat(
                    '依据：', filing_unit, '《', filing_file_name, '》',
                    -- a text file has no sheets
                    coalesce(nullif(filing_sheet, '') || '!', ''),
                    coalesce(nullif(actual_cell, ''), concat('第', filing_row_no, '行')),
                    '（第', filing_version_no, '版，', filing_received_on, '收到）'
                )
            when actual_source = 'outside' then concat('依据：', outside_source)
        end as proof
    from numbers
),

told as (
    select
        * exclude (scale_unit, actual_zh, wanted_zh, benchmark_value_zh, head),  -- noqa: RF02
        concat(
            head,
            concat_ws('；', reached, owed, share, pace_words, reason, missing), '。',
            concat_ws(
                '。',
                concat('判定：', status_zh, '（', light, '灯）'), restated_zh, revised_zh,
                outlook, warning, contradiction, dispute, held_words, proof,
                concat('目标原文：“', span, '”（', list_file_name, ' ', target_place, '）')
            ),
            '。'
        ) as explanation
    from worded
)

-- names and sentences are as long as their files have them; who reads the account reads no more than this
select * replace (case when length(explanation) > 2000 then left(explanation, 1999) || '…' else explanation end as explanation)
from told
