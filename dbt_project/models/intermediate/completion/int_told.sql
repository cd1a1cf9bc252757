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
            case area_role when 'contribution' then concat('，', own_word, '数') else '' end, '），', period, '期：'
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
            when area_role = 'contribution' then concat('全域数见同一目标的另一行，本行只记', own_word, '数')
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
                then case
                    when gap_value >= 0 then concat('未超限，尚余', {{ rounded_zh('gap_value', 'down') }})
                    else concat('超限', {{ rounded_zh('-gap_value', 'up') }})
                end
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
        {{ reason_zh() }} as reason,
        case when status = 'not_assessable' then '缺少：' || missing_figure end as missing,
        case
            when is_held
                then concat(
                    '暂未采用：《', held_file_name, '》', coalesce(nullif(held_sheet, '') || '!', ''), held_cell,
                    -- the first sentence says why, and what it quotes; what might stand there instead is for the copy
                    -- that goes back
                    coalesce('，原因：' || nullif(regexp_extract(held_message, '^(“[^”]*”|[^。])+'), ''), '')
                )
        end as held_words,
        case
            when projection_basis = 'linear' and light <> '灰' and days_left > 0
                then concat_ws(
                    '，',
                    concat('按目前速度期末约', {{ rounded_zh('projected_end_value', 'down') }}),
                    concat('预计') || strftime(projected_on, '%Y-%m-%d') || '达标',
                    concat(
                        '余下', days_left, '天还需',
                        case
                            when scale_unit = '%'
                                then concat('提高', rtrim({{ rounded_zh('wanted_value - actual_value', 'up') }}, '%'), '个百分点')
                            else {{ rounded_zh('wanted_value - actual_value', 'up') }}
                        end
                    )
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
)

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
