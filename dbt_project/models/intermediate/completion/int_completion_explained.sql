-- Here belongs one judgement told to a leader: its numbers, what decided, what is missing, and the place of its proof.
with judged as (

    select *
    from {{ ref('int_completion_judged') }}

),

figures as (

    select *
    from {{ ref('int_completion_figures_zh') }}

),

worded as (

    select
        judged.judgement_key,
        figures.reached,
        figures.owed,
        figures.share,
        figures.pace_words,
        figures.outlook,
        concat(
            '【', judged.task_key, '】', judged.metric, '（', judged.area,
            case judged.area_role when 'contribution' then '，本区数' else '' end, '），', judged.period, '期：'
        ) as head,
        case
            when judged.rule = 'window-not-begun' then concat('目标期自', judged.window_start, '起，尚未开始')
            when judged.rule = 'not-asked-of-these-units' then '属其他地区或单位的目标，本区不报送'
            when judged.rule = 'milestone-before-due' then concat('期限为', judged.due, '，未到期限')
            when judged.rule = 'filing-not-yet-due' then concat('报送截止日为', judged.due_on, '，尚未到期')
            when judged.rule = 'nothing-filed' then '本期没有报送'
            when judged.rule = 'filed-without-figure'
                then concat('已报送，但没有填数', coalesce('（填“' || nullif(judged.null_word, '') || '”）', ''))
            when judged.rule = 'contribution-only' then '文件没有给本区单独定目标'
            when judged.rule = 'filed-as-not-applicable' then '填报为“不适用”'
            when judged.rule = 'done-date-in-future' then concat('填报的完成日期', judged.done_date, '还没有到')
            when judged.kind = 'qualitative' and judged.reviewer_status is not null
                then '考核评价为“' || judged.reviewer_word || '”'
            when judged.rule = 'unit-word' or judged.kind = 'qualitative'
                then '责任单位评价为“' || nullif(judged.unit_word, '') || '”'
            when judged.kind = 'milestone' and judged.status = 'overdue' then concat('期限', judged.due, '已过，未报完成')
            when judged.kind = 'milestone' and judged.status = 'done' and judged.done_date > judged.due
                then concat('已于', judged.done_date, '完成，迟于期限', judged.due)
            when judged.kind = 'milestone' and judged.status = 'done'
                then concat('已报完成', coalesce('（' || judged.done_date || '）', ''))
        end as reason,
        case when judged.status = 'not_assessable' then '缺少：' || judged.missing_figure end as missing,
        case
            when judged.is_judgement_different
                then concat('注意：责任单位自评“', coalesce(nullif(judged.unit_word, ''), '已完成'), '”，与判定不一致')
        end as warning,
        case
            when judged.is_benchmark_disputed and judged.area_role <> 'contribution'
                then concat('注意：比较对象有不同数字：', judged.benchmark_all_values)
        end as dispute,
        case
            when judged.is_filed
                then concat(
                    '依据：', judged.filing_unit, '《', judged.filing_file_name, '》', judged.filing_sheet, '!',
                    coalesce(nullif(judged.actual_cell, ''), concat('第', judged.filing_row_no, '行')),
                    '（第', judged.filing_version_no, '版，', judged.filing_received_on, '收到）'
                )
            when judged.actual_source = 'outside' then concat('依据：', judged.outside_source)
        end as proof,
        concat('目标原文：“', judged.span, '”（', judged.list_file_name, ' ', judged.target_place, '）') as sentence,
        concat('判定：', judged.status_zh, '（', judged.light, '灯）') as verdict
    from judged
    inner join figures
        on judged.judgement_key = figures.judgement_key

)

select
    judgement_key,
    concat(
        head,
        concat_ws('；', reached, owed, share, pace_words, reason, missing),
        '。',
        concat_ws('。', verdict, outlook, warning, dispute, proof, sentence),
        '。'
    ) as explanation
from worded
