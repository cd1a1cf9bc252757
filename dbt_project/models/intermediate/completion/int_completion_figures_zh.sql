-- Here belong the numbers of a judgement in a leader's words: reached, owed, how far, against which pace, and heading where.
with judged as (

    select
        *,
        concat({{ number_zh('actual_value / display_factor') }}, scale_unit) as actual_zh,
        concat({{ number_zh('wanted_value / display_factor') }}, scale_unit) as wanted_zh
    from (
        select
            *,
            case scale when 'rate' then '%' when 'place' then '位' else target_unit end as scale_unit
        from {{ ref('int_completion_judged') }}
    ) as with_units

)

select
    judgement_key,
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
        when kind = 'relative' and benchmark_value is not null
            then concat(
                '比较对象：', benchmark_zh, ' ', {{ number_zh('benchmark_value / display_factor') }}, scale_unit,
                '（', benchmark_source, '），要求', comparator_zh, wanted_zh
            )
        when scale = 'place' then concat('目标：进入前', wanted_zh)
        else concat('目标', comparator_zh, wanted_zh)
    end as owed,
    case when completion is not null then concat('完成程度', {{ number_zh('completion * 100', 1) }}, '%') end as share,
    case
        when gap_points is null or rule not like 'gap-of-%' then null
        when formula = 'margin' and gap_value >= 0
            then concat('未超限，尚余', {{ number_zh('gap_value / display_factor') }}, scale_unit)
        when formula = 'margin' then concat('超限', {{ number_zh('-gap_value / display_factor') }}, scale_unit)
        when scale = 'place' then concat(case when gap_value < 0 then '差' else '超' end, {{ number_zh('abs(gap_value)') }}, '位')
        else
            concat(
                case
                    when pace in ('day', 'month', 'quarter')
                        then concat(pace_zh, '应达', {{ number_zh('expected_share * 100', 1) }}, '%，')
                    else ''
                end,
                case when gap_points < 0 then '差' else '超' end,
                {{ number_zh('abs(gap_points)', 1) }}, '个百分点'
            )
    end as pace_words,
    case
        when projection_basis <> 'linear' or light = '灰' or days_left = 0 then null
        else
            concat_ws(
                '，',
                concat('按目前速度期末约', {{ number_zh('projected_end_value / display_factor', 1) }}, scale_unit),
                concat('预计') || strftime(projected_on, '%Y-%m-%d') || '达标',
                concat('余下', days_left, '天每天需')
                || {{ number_zh('required_per_day / display_factor') }}
                || scale_unit
            )
    end as outlook
from judged
