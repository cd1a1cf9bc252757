-- Here belongs each outside figure that a judgement asks for (what a relative target is held against, and the area's own figure
-- as others publish it), and the one that answers, with every other that says otherwise beside it.
with above as (
    select
        contains.inner_code,
        names.level,
        min_by(names.name, names.area_code) as area
    from {{ ref('int_area_contains') }} as contains
    inner join {{ ref('int_area_names') }} as names
        on contains.area_code = names.area_code
    where contains.how = 'place'
    group by contains.inner_code, names.level
),

-- 县市区, 市本级 and even 鼓楼区 may be of several cities
cities as (
    select
        area,
        count(distinct nullif(list_city, '')) > 1 as is_of_several
    from {{ ref('int_owed') }}
    group by area
),

read as (
    select
        owed.*,
        coalesce(cities.is_of_several, false) as is_of_several,
        least(owed.window_end, owed.period_end) as window_so_far,
        make_date(cast(nullif(regexp_extract(owed.benchmark, '^(\d{4})年', 1), '') as bigint), 1, 1) as year_named,
        case
            when regexp_matches(owed.benchmark, '^\d{4}年(底|末|度)?$') then 'year'
            when words.basis is not null then words.basis
            when named.name is not null then 'area'
            else 'unknown'
        end as basis,
        -- a group and a body have no place in the tree of their own: what is above the list is above them
        coalesce(
            above.area,
            above_list.area,
            nullif(case words.level when 'province' then owed.list_province when 'city' then owed.list_city end, ''),
            named.name,
            case when words.level = 'nation' then '全国' end,
            owed.benchmark
        ) as area_above
    from {{ ref('int_owed') }} as owed
    left join {{ ref('benchmark_words') }} as words
        on owed.benchmark = words.word
    left join above
        on
            owed.area_code = above.inner_code
            and words.level = above.level
    left join above as above_list
        on
            owed.list_area_code = above_list.inner_code
            and words.level = above_list.level
            and above.area is null
    left join {{ ref('int_area_names') }} as named
        on owed.benchmark = named.written
    left join cities on owed.area = cities.area
),

wanted as (
    select
        * replace (case when basis = 'area' then area_above else area end as area),  -- noqa: RF02
        'benchmark' as purpose,
        measure_asked as measure,
        cast(case basis
            when 'area' then window_start
            when 'previous_month' then date_trunc('month', period_start) - interval 1 month
            when 'previous_quarter' then date_trunc('quarter', period_start) - interval 3 month
            when 'same_window_last_year' then window_start - interval 1 year
            when 'last_year' then date_trunc('year', period_start) - interval 1 year
            when 'year' then year_named
        end as date) as first_day,
        cast(case basis
            when 'area' then window_so_far
            when 'previous_month' then date_trunc('month', period_start) - interval 1 day
            when 'previous_quarter' then date_trunc('quarter', period_start) - interval 1 day
            when 'same_window_last_year' then window_so_far - interval 1 year
            when 'last_year' then date_trunc('year', period_start) - interval 1 day
            when 'year' then year_named + interval 1 year - interval 1 day
        end as date) as last_day
    from read
    where kind = 'relative'
    union all
    select
        * replace ('own' as basis),  -- noqa: RF02
        'actual' as purpose,
        measure_asked as measure,
        window_start as first_day,
        window_so_far as last_day
    from read
    where kind in ('level', 'growth', 'ratio', 'rank', 'relative')
),

answers as (
    select
        wanted.judgement_key,
        wanted.purpose,
        benchmarks.value_base as value,
        benchmarks.source,
        benchmarks.receipt_seq,
        benchmarks.row_no
    from wanted
    inner join {{ ref('int_benchmarks') }} as benchmarks
        on
            wanted.indicator = benchmarks.indicator
            -- a name that several cities have is no area without its city before it
            and (
                concat(wanted.list_city, wanted.area) = benchmarks.area
                or (wanted.area = benchmarks.area and not (wanted.purpose = 'actual' and wanted.is_of_several))
            )
            and wanted.measure = benchmarks.measure
            and (
                wanted.first_day = benchmarks.period_start
                -- a share without a window of its own is what it is on its last day, also since the year began
                or (
                    wanted.purpose = 'actual'
                    and wanted.kind = 'ratio'
                    and wanted.stated_start is null
                    and date_trunc('year', wanted.last_day) = benchmarks.period_start
                )
            )
            and wanted.last_day = benchmarks.period_end
            and wanted.known_on >= benchmarks.known_from
            and (benchmarks.known_until is null or wanted.known_on < benchmarks.known_until)
    qualify
        max(wanted.first_day = benchmarks.period_start) over (partition by wanted.judgement_key, wanted.purpose)
        = (wanted.first_day = benchmarks.period_start)
    union all
    -- what the unit itself filed for the period before is as good a figure of that period
    select
        wanted.judgement_key,
        wanted.purpose,
        case wanted.measure when 'yoy' then filed.yoy else coalesce(filed.cumulative_base, filed.current_base) end as value,
        concat('上期填报（', filed.filing_unit, '）') as source,
        -1 as receipt_seq,
        0 as row_no
    from wanted
    inner join {{ ref('int_filed') }} as filed
        on
            wanted.judgement_key = filed.judgement_key
            and wanted.last_day = filed.claim_end
    where
        wanted.basis in ('previous_month', 'previous_quarter')
        and value is not null
)

select
    wanted.judgement_key,
    wanted.purpose,
    wanted.basis,
    wanted.area,
    wanted.measure,
    wanted.first_day,
    wanted.last_day,
    concat_ws(
        ' ', coalesce(nullif(wanted.area, ''), '（比较对象不明）'), wanted.indicator,
        case wanted.measure when 'yoy' then '同比增速' when 'rank' then '排名' else '数值' end,
        {{ window_zh('wanted.first_day', 'wanted.last_day') }}
    ) as figure_zh,
    -- two figures for one thing: the one received last counts, and that there are two is said
    max_by(answers.value, (answers.receipt_seq, answers.row_no)) as value,
    max_by(answers.source, (answers.receipt_seq, answers.row_no)) as source,
    coalesce(count(distinct answers.value) filter (where answers.receipt_seq >= 0) > 1, false) as is_conflicting,
    string_agg(
        concat({{ number_zh('answers.value') }}, '（', answers.source, '）'), '；'
        order by answers.receipt_seq, answers.row_no
    ) filter (where answers.judgement_key is not null) as all_values
from wanted
left join answers
    on
        wanted.judgement_key = answers.judgement_key
        and wanted.purpose = answers.purpose
group by all
