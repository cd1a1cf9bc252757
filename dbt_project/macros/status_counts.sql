{# How many rows have each status of seeds/status_bands.csv, one column a status. #}
{% macro status_counts() -%}
{%- for status in ['done', 'ahead', 'on_schedule', 'behind', 'seriously_behind', 'overdue', 'not_reported',
    'not_assessable', 'not_due'] -%}
count(*) filter (where status = '{{ status }}') as targets_{{ status }}{{ ', ' if not loop.last }}
{%- endfor -%}
{%- endmacro %}
