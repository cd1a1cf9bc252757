-- Here belongs what a judgement was when it was published before, and which file, version of the list or figure has changed it,
-- in words.
with worded as (
    select
        *,
        -- the figures are said only where they differ
        case
            when (was_value is distinct from actual_value)
                then case when was_value is null then '无数' else {{ scaled_zh('was_value') }} end
        end as was_value_zh,
        case
            when (was_value is distinct from actual_value)
                then case when actual_value is null then '无数' else {{ scaled_zh('actual_value') }} end
        end as value_zh,
        case when was_wanted_value is null then '不明' else {{ scaled_zh('was_wanted_value') }} end as was_wanted_zh,
        case when wanted_value is null then '不明' else {{ scaled_zh('wanted_value') }} end as wanted_zh,
        case
            when is_other_wording
                then concat(
                    case when is_first_review then '清单核对更正' else '清单新版' end,
                    '（《', first_file_name, '》，', wording_known_from, '收到）',
                    case
                        when was_target_value is distinct from target_value or was_target_unit is distinct from target_unit
                            then concat(
                                '把目标由', was_comparator_zh, {{ number_zh('was_target_value') }}, was_target_unit,
                                '改为', comparator_zh, {{ number_zh('target_value') }}, target_unit
                            )
                        when was_due <> due then concat('把期限由', was_due, '改为', due)
                        else '改了目标的写法'
                    end
                )
        end as list_zh,
        case
            when is_other_filing
                then concat(
                    filing_unit, case when was_filed then '更正报送' when was_held then '重新报送' else '补报' end,
                    '《', filing_file_name, '》（第', filing_version_no, '版，', filing_received_on, '收到）'
                )
        end as filing_zh,
        case
            when is_other_sum then concat('以前报告期的数有更正（《', sum_file_name, '》，', sum_received_on, '收到）')
        end as sum_zh,
        case when is_held_since then concat('收到《', held_file_name, '》，暂未采用') end as held_zh,
        case
            when is_other_published and outside_value is null then '公布数已撤下'
            when is_other_published
                then concat(
                    '公布数', {{ scaled_zh('outside_value') }}, '（', outside_source, '，《', outside_file_name, '》，',
                    outside_known_from, '收到）'
                )
        end as published_zh,
        case
            when is_other_benchmark and benchmark_value is null then '比较对象的数字已撤下'
            when is_other_benchmark
                then concat(
                    '比较对象', benchmark_zh, ' ', {{ scaled_zh('benchmark_value') }}, '（', benchmark_source, '，《',
                    benchmark_file_name, '》，', benchmark_known_from, '收到）'
                )
        end as benchmark_zh_now,
        case when is_other_review then concat('考核评价为“', reviewer_word, '”（', reviewed_on, '）') end as review_zh
    from {{ ref('int_compared') }}
),

named as (
    select
        *,
        concat_ws(
            ';',
            case when list_zh is not null then 'list' end,
            case when filing_zh is not null then 'filing' end,
            case when sum_zh is not null then 'earlier_filing' end,
            case when held_zh is not null then 'held' end,
            case when published_zh is not null then 'published_figure' end,
            case when benchmark_zh_now is not null then 'benchmark' end,
            case when review_zh is not null then 'review_word' end
        ) as causes
    from worded
)

select
    judgement_key,
    was_known_on,
    was_status,
    was_status_zh,
    was_light,
    was_value,
    was_wanted_value,
    -- what no file has changed, the members of a group have, or the day
    case when causes <> '' then causes when is_by_members then 'members' else 'time' end as restated_by,
    nullif(
        concat_ws(
            ';',
            case when list_zh is not null then first_file_name end,
            case when filing_zh is not null then filing_file_name end,
            case when sum_zh is not null then sum_file_name end,
            case when held_zh is not null then held_file_name end,
            case when published_zh is not null then outside_file_name end,
            case when benchmark_zh_now is not null then benchmark_file_name end
        ), ''
    ) as restated_file,
    greatest(
        case when list_zh is not null then wording_known_from end,
        case when filing_zh is not null then filing_received_on end,
        case when sum_zh is not null then sum_received_on end,
        case when published_zh is not null then outside_known_from end,
        case when benchmark_zh_now is not null then benchmark_known_from end,
        case when review_zh is not null then reviewed_on end
    ) as restated_on,
    concat(
        '更正：',
        case was_knowledge when 'lock' then concat('本期', was_known_on, '锁定时') else concat(was_known_on, '公布时') end,
        case
            when was_status_zh <> status_zh
                then concat(
                    '判定为', was_status_zh, '（', was_light, '灯', coalesce('，' || was_value_zh, ''), '），现判定为', status_zh,
                    '（', light, '灯', coalesce('，' || value_zh, ''), '）'
                )
            when was_value_zh is not null
                then concat('为', was_value_zh, '，现为', value_zh, '，判定不变，仍为', status_zh, '（', light, '灯）')
            else
                concat(
                    '应达', was_wanted_zh, '，现应达', wanted_zh, '，判定不变，仍为', status_zh, '（', light, '灯）'
                )
        end,
        '；原因：',
        coalesce(
            nullif(
                concat_ws('；', list_zh, filing_zh, sum_zh, held_zh, published_zh, benchmark_zh_now, review_zh), ''
            ),
            case
                when is_by_members then '成员的情况有变化'
                when status = 'overdue' then '期限已过'
                else '所报日期或期限已到'
            end
        )
    ) as restated_zh
from named
