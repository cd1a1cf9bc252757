-- Here belongs each outside figure that a judgement asks for: what a relative target is held against, and the area's own figure
-- as others publish it; of which area, measure and window it must be.
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
)

select
    judgement_key,
    purpose,
    kind,
    basis,
    area,
    list_city,
    is_of_several,
    indicator,
    measure,
    stated_start,
    first_day,
    last_day,
    known_on,
    concat_ws(
        ' ', coalesce(nullif(area, ''), '（比较对象不明）'), indicator,
        case measure when 'yoy' then '同比增速' when 'rank' then '排名' else '数值' end,
        {{ window_zh('first_day', 'last_day') }}
    ) as figure_zh
from wanted
