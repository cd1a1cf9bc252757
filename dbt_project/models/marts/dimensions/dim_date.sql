-- Here belongs every day, with the periods it lies in and whether it is a working day.
select
    day,
    year(day) as year_no,
    quarter(day) as quarter_no,
    month(day) as month_no,
    day(day) as day_no,
    isodow(day) as weekday_no,
    strftime(day, '%Y-%m') as month_period,
    concat(strftime(day, '%Y-%m'), '-', least((day(day) - 1) // 10 + 1, 3)) as dekad_period,
    concat(isoyear(day), '-W', lpad(cast(week(day) as varchar), 2, '0')) as week_period,
    concat(year(day), '-Q', quarter(day)) as quarter_period,
    is_workday,
    holiday,
    is_calendar_known
from {{ ref('int_dates') }}
