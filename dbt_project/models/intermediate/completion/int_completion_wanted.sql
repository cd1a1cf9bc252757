-- Here belongs which outside figures each judgement asks for: what a relative target is held against, and the area's own figure
-- as others publish it.
with targets as (

    select *
    from {{ ref('int_completion_targets') }}

),

words as (

    select *
    from {{ ref('benchmark_words') }}

),

area_names as (

    select *
    from {{ ref('int_area_names') }}

),

contains as (

    select *
    from {{ ref('int_area_contains') }}
    where how = 'place'

),

above as (

    select
        contains.inner_code,
        area_names.level,
        min_by(area_names.name, area_names.area_code) as area
    from contains
    inner join area_names
        on contains.area_code = area_names.area_code
    group by contains.inner_code, area_names.level

),

read as (

    select
        targets.judgement_key,
        targets.indicator,
        targets.kind,
        targets.area,
        targets.period_start,
        targets.known_on,
        targets.window_start,
        least(targets.window_end, targets.period_end) as window_so_far,
        regexp_extract(targets.benchmark, '^(\d{4})年', 1) as benchmark_year,
        case
            when regexp_matches(targets.benchmark, '^\d{4}年(底|末|度)?$') then 'year'
            when words.basis is not null then words.basis
            when named.name is not null then 'area'
            else 'unknown'
        end as basis,
        -- a group and a body have no place in the tree of their own: what is above the list is above them
        coalesce(
            above.area, above_list.area, named.name, case when words.level = 'nation' then '全国' end, targets.benchmark
        ) as area_above,
        -- 增速 names the rate of change; 同比 and 增长 mean it too, but not where a figure is compared with its own past
        case
            when regexp_matches(targets.span, '增速|增幅|增长率') then 'yoy'
            when regexp_matches(targets.span, '同比|增长') and coalesce(words.basis, 'unknown') in ('area', 'unknown') then 'yoy'
            else 'value'
        end as spoken_measure
    from targets
    left join words
        on targets.benchmark = words.word
    left join above
        on
            targets.area_code = above.inner_code
            and words.level = above.level
    left join above as above_list
        on
            targets.list_area_code = above_list.inner_code
            and words.level = above_list.level
            and above.area is null
    left join area_names as named
        on targets.benchmark = named.written

),

benchmarks as (

    select
        judgement_key,
        'benchmark' as purpose,
        indicator,
        known_on,
        basis,
        case when basis = 'area' then area_above else area end as area,
        spoken_measure as measure,
        case basis
            when 'area' then window_start
            when 'previous_month' then date_trunc('month', period_start) - interval 1 month
            when 'previous_quarter' then date_trunc('quarter', period_start) - interval 3 month
            when 'same_window_last_year' then window_start - interval 1 year
            when 'last_year' then date_trunc('year', period_start) - interval 1 year
            when 'year' then make_date(cast(nullif(benchmark_year, '') as bigint), 1, 1)
        end as first_day,
        case basis
            when 'area' then window_so_far
            when 'previous_month' then date_trunc('month', period_start) - interval 1 day
            when 'previous_quarter' then date_trunc('quarter', period_start) - interval 1 day
            when 'same_window_last_year' then window_so_far - interval 1 year
            when 'last_year' then date_trunc('year', period_start) - interval 1 day
            when 'year' then make_date(cast(nullif(benchmark_year, '') as bigint), 12, 31)
        end as last_day
    from read
    where kind = 'relative'

),

own_figures as (

    select
        judgement_key,
        'actual' as purpose,
        indicator,
        known_on,
        'own' as basis,
        area,
        case kind
            when 'growth' then 'yoy'
            when 'rank' then 'rank'
            when 'relative' then spoken_measure
            else 'value'
        end as measure,
        window_start as first_day,
        window_so_far as last_day
    from read
    where kind in ('level', 'growth', 'ratio', 'rank', 'relative')

)

select * replace (cast(first_day as date) as first_day, cast(last_day as date) as last_day)  -- noqa: RF02
from benchmarks
union all
select *
from own_figures
