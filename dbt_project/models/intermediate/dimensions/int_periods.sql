-- Here belongs every reporting period that a list asks for or a filing names, with the days its id stands for.
with filings as (
    select *
    from {{ ref('int_submission_files') }}
    where period <> ''
),

named as (
    select
        period,
        true as is_asked_for
    from {{ ref('int_reporting_periods') }}
    union all
    select
        period,
        false as is_asked_for
    from filings
),

ids as (
    select
        period,
        max(is_asked_for) as is_reporting_period
    from named
    group by period
),

-- the id says its own days; a list's calendar says the same, and what no id is keeps null
read as (
    select
        period,
        is_reporting_period,
        case
            when regexp_full_match(period, '\d{4}-(0[1-9]|1[0-2])') then 'month'
            when regexp_full_match(period, '\d{4}-(0[1-9]|1[0-2])-[123]') then 'dekad'
            when regexp_full_match(period, '\d{4}-W([0-4]\d|5[0-3])') then 'week'
            when regexp_full_match(period, '\d{4}-Q[1-4]') then 'quarter'
            when regexp_full_match(period, '\d{4}') then 'year'
            else 'unknown'
        end as period_kind,
        try_cast(left(period, 4) as bigint) as year_no,
        try_cast(substr(period, 6, 2) as bigint) as month_no,
        try_cast(right(period, 1) as bigint) as last_digit,
        try_cast(substr(period, 7, 2) as bigint) as week_no
    from ids
),

begun as (
    select
        *,
        case period_kind
            when 'month' then make_date(year_no, month_no, 1)
            when 'dekad' then make_date(year_no, month_no, 10 * (last_digit - 1) + 1)
            when 'quarter' then make_date(year_no, 3 * last_digit - 2, 1)
            when 'year' then make_date(year_no, 1, 1)
            -- ISO: the week that holds 4 January is the first
            when 'week' then cast(date_trunc('week', make_date(year_no, 1, 4)) as date) + cast(7 * (week_no - 1) as int)
        end as period_start
    from read
)

select
    period,
    period_kind,
    period_start,
    case period_kind
        when 'month' then last_day(period_start)
        when 'dekad' then case last_digit when 3 then last_day(period_start) else period_start + 9 end
        when 'quarter' then last_day(cast(period_start + interval 2 month as date))
        when 'year' then make_date(year_no, 12, 31)
        when 'week' then period_start + 6
    end as period_end,
    case period_kind
        when 'month' then concat(year_no, '年', month_no, '月')
        when 'dekad' then concat(year_no, '年', month_no, '月', substr('上中下', cast(last_digit as int), 1), '旬')
        when 'quarter' then concat(year_no, '年第', substr('一二三四', cast(last_digit as int), 1), '季度')
        when 'year' then concat(year_no, '年')
        when 'week' then concat(year_no, '年第', week_no, '周')
        else period
    end as period_zh,
    is_reporting_period
from begun
