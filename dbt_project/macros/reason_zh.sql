{# Why a judgement has its light, in words, where its figures do not say it: by its rule, its words and its days; null else. #}
{% macro reason_zh() -%}
case
    when rule = 'window-not-begun' then concat('目标期自', window_start, '起，尚未开始')
    when rule = 'of-another-place' then concat('属其他地区或单位的目标，不由', own_word, '报送，也没有公布数')
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
    when rule = 'filed-without-figure'
        then concat(
            '已报送，但没有填', case when kind = 'milestone' then '“是否完成”' else '数' end,
            coalesce('（填“' || nullif(nullif(null_word, ''), 'blank') || '”）', ''), coalesce('，只报了“' || nullif(unit_word, '') || '”', '')
        )
    when rule = 'contribution-only' then concat('文件没有给', own_word, '单独定目标')
    when rule = 'filed-as-not-applicable' then '填报为“不适用”'
    when rule = 'done-date-in-future' then concat('填报的完成日期', done_date, '还没有到')
    when rule = 'done-before' then concat('本期没有报送，', done_before_period, '期已报完成')
    when is_late and done_date is not null then concat('逾期完成：已于', done_date, '完成，迟于期限', due)
    when is_late then concat('逾期完成：期限', due, '时尚未达到，其后达到')
    when kind = 'qualitative'
        then concat_ws(
            '，',
            case when status = 'overdue' and known_on > due then concat('期限', due, '已过') end,
            case
                when reviewer_status is not null then concat('考核评价为“', reviewer_word, '”')
                when unit_word <> '' then concat('责任单位评价为“', unit_word, '”')
                when done then '已报完成'
                when not done then '填报为没有完成'
            end
        )
    when kind = 'milestone' and status = 'overdue' then concat('期限', due, '已过，未报完成')
    when kind = 'milestone' and status = 'done' then concat('已报完成', coalesce('（' || done_date || '）', ''))
end
{%- endmacro %}
