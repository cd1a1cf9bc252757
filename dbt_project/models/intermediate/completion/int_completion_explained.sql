-- Here belong the words: one judgement told to a leader, with its numbers, its rule and the place of its proof.
with judged as (

    select *
    from {{ ref('int_completion_judged') }}

),

worded as (

    select
        judgement_key,
        status,
        status_zh,
        light,
        kind,
        rule,
        concat(
            '【', task_key, '】', metric, '（', area, case area_role when 'contribution' then '，本区贡献' else '' end, '），',
            period, '期：'
        ) as head,
        case
            when actual_value is not null and scale <> 'words'
                then concat(
                    case actual_source when 'outside' then '公布数' when 'flows' then '各期相加' else '填报' end,
                    case scale when 'rate' then '同比' when 'place' then '排名第' else '累计' end,
                    {{ number_zh('actual_value / display_factor') }},
                    case scale when 'rate' then '%' when 'place' then '位' else target_unit end
                )
        end as reached,
        case
            when area_role = 'contribution' then '全域目标见同一目标的另一行，本行只记本区数'
            when scale = 'words' then null
            when kind = 'relative' and wanted_value is not null
                then concat(
                    '比较对象：', benchmark_zh, ' ', {{ number_zh('benchmark_value / display_factor') }}, '（', benchmark_source, '），',
                    '要求', comparator_zh, {{ number_zh('wanted_value / display_factor') }}
                )
            when wanted_value is not null
                then concat(
                    '目标', comparator_zh, {{ number_zh('wanted_value / display_factor') }},
                    case scale when 'place' then '位' else target_unit end
                )
        end as owed,
        case
            when completion is not null and area_role <> 'contribution'
                then concat('完成程度', {{ number_zh('completion * 100', 1) }}, '%')
        end as share,
        case
            when gap_points is not null and condition_is_gap
                then concat(
                    pace_zh, '应达', {{ number_zh('expected_share * 100', 1) }}, '%，',
                    case when gap_points < 0 then '差' else '超' end,
                    {{ number_zh('abs(gap_points)', 1) }}, '个百分点'
                )
        end as pace_words,
        case rule
            when 'window-not-begun' then concat('目标期自', window_start, '起，尚未开始')
            when 'not-asked-of-these-units' then '属其他地区或单位的目标，本区不报送'
            when 'milestone-before-due' then concat('期限为', due, '，未到期限')
            when 'filing-not-yet-due' then concat('报送截止日为', due_on, '，尚未到期')
            when 'nothing-filed' then '本期没有报送'
            when 'filed-without-figure' then concat('已报送，但没有填数', case when null_word <> '' then concat('（填“', null_word, '”）') else '' end)
            when 'contribution-only' then '文件没有给本区单独定目标'
            when 'filed-as-not-applicable' then '填报为“不适用”'
            when 'done-date-in-future' then concat('填报的完成日期', done_date, '还没有到')
            when 'unit-word' then concat('责任单位评价为“', unit_word, '”')
        end as reason,
        case when missing_figure is not null and status = 'not_assessable' then concat('缺少：', missing_figure) end as missing,
        case
            when kind = 'milestone' and status = 'done'
                then concat('已完成', case when done_date is not null then concat('（', done_date, case when done_date > due then '，迟于期限' else '' end, '）') else '' end)
            when kind = 'milestone' and status = 'overdue' then concat('期限', due, '已过，未报完成')
        end as event_words,
        case
            when projection_basis = 'linear' and status in ('seriously_behind', 'behind', 'on_schedule', 'ahead')
                then concat(
                    '按目前速度期末约', {{ number_zh('projected_end_value / display_factor', 1) }}, target_unit,
                    case when projected_on is not null then concat('，预计', projected_on, '达标') else '' end,
                    case
                        when required_per_day is not null
                            then concat('；余下', days_left, '天每天需', {{ number_zh('required_per_day / display_factor', 2) }}, target_unit)
                        else ''
                    end
                )
        end as outlook,
        case when is_judgement_different then concat('注意：责任单位自评“', coalesce(nullif(unit_word, ''), '已完成'), '”，与数据不一致') end as warning,
        case when is_benchmark_disputed then concat('注意：比较对象有不同数字：', benchmark_all_values) end as dispute,
        case
            when is_filed
                then concat(
                    '依据：', filing_unit, '《', filing_file_name, '》', filing_sheet, '!',
                    coalesce(nullif(actual_cell, ''), concat('第', filing_row_no, '行')),
                    '（第', filing_version_no, '版，', filing_received_on, '收到）'
                )
            when actual_source = 'outside' then concat('依据：', outside_source)
        end as proof,
        concat('目标原文：“', span, '”（', list_file_name, ' ', target_place, '）') as sentence
    from (select *, rule like 'gap-of-%' as condition_is_gap from judged)

)

select
    judgement_key,
    concat(
        head,
        concat_ws('；', reached, owed, share, pace_words, reason, event_words, missing),
        '。判定：', status_zh, '（', light, '灯）。',
        coalesce(outlook || '。', ''),
        coalesce(warning || '。', ''),
        coalesce(dispute || '。', ''),
        coalesce(proof || '。', ''),
        sentence, '。'
    ) as explanation
from worded
