{# A number as a reader writes it: no trailing zeros, at most `places` decimals. #}
{% macro number_zh(value, places=4) -%}
coalesce(regexp_replace(regexp_replace(cast(cast({{ value }} as decimal(38, {{ places }})) as varchar), '(\.\d*?)0+$', '\1'), '\.$', ''), '—')
{%- endmacro %}

{# A figure of a judgement in the unit that its target is written in: 354860000000 → 3548.6亿元. #}
{% macro scaled_zh(value, of='') -%}
concat({{ number_zh(value ~ ' / ' ~ of ~ 'display_factor') }}, {{ of }}scale_unit)
{%- endmacro %}

{# An amount that nobody filed (what is missing, or to be expected) in the unit that its target is written in: `up` or `down` to
   whole ones of what is counted one by one, else to two decimals. What was filed stays as it was filed: scaled_zh. #}
{% macro rounded_zh(value, direction) -%}
{%- set whole = {'up': 'ceil', 'down': 'floor'}[direction] -%}
{%- set slack = {'up': '-', 'down': '+'}[direction] ~ ' 1e-6' -%}
concat(
    {{ number_zh(
        'case when is_counted and display_factor = 1 then ' ~ whole ~ '(' ~ value ~ slack ~ ') else '
        ~ whole ~ '(100 * (' ~ value ~ ') / display_factor' ~ slack ~ ') / 100 end', 2
    ) }},
    scale_unit
)
{%- endmacro %}

{# A span of days as a reader writes it: 2023年, 2023年1—11月, 2023年11月, else from day to day. #}
{% macro window_zh(first_day, last_day) -%}
case
    when {{ first_day }} is null or {{ last_day }} is null then '期间未注明'
    when
        day({{ first_day }}) <> 1
        or {{ last_day }} <> last_day({{ last_day }})
        or year({{ first_day }}) <> year({{ last_day }})
        then concat(strftime({{ first_day }}, '%Y-%m-%d'), '至', strftime({{ last_day }}, '%Y-%m-%d'))
    when month({{ first_day }}) = 1 and month({{ last_day }}) = 12 then concat(year({{ first_day }}), '年')
    when month({{ first_day }}) = month({{ last_day }}) then concat(year({{ first_day }}), '年', month({{ first_day }}), '月')
    else concat(year({{ first_day }}), '年', month({{ first_day }}), '—', month({{ last_day }}), '月')
end
{%- endmacro %}

{# A span of days as a period id where it is one (2023, 2023-Q4, 2023-11), else both days. #}
{% macro window_period(first_day, last_day) -%}
case
    when day({{ first_day }}) = 1 and {{ last_day }} = last_day({{ first_day }})
        then strftime({{ first_day }}, '%Y-%m')
    when
        day({{ first_day }}) = 1
        and month({{ first_day }}) % 3 = 1
        and {{ last_day }} = last_day({{ first_day }} + interval 2 month)
        then concat(year({{ first_day }}), '-Q', quarter({{ first_day }}))
    when
        day({{ first_day }}) = 1
        and month({{ first_day }}) = 1
        and {{ last_day }} = last_day({{ first_day }} + interval 11 month)
        then cast(year({{ first_day }}) as varchar)
    else concat(strftime({{ first_day }}, '%Y-%m-%d'), '/', strftime({{ last_day }}, '%Y-%m-%d'))
end
{%- endmacro %}
