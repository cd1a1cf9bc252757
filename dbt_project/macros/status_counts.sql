{# How many rows have each status of seeds/status_bands.csv, one column a status; of a relation that has counted them, its
   counts, none where it has no row. #}
{% macro status_counts(counted=none) -%}
{%- for status in ['done', 'ahead', 'on_schedule', 'behind', 'seriously_behind', 'overdue', 'contradicted', 'held',
    'not_reported', 'not_assessable', 'not_due'] -%}
{%- if counted -%}
coalesce({{ counted }}.targets_{{ status }}, 0) as targets_{{ status }}
{%- else -%}
count(*) filter (where status = '{{ status }}') as targets_{{ status }}
{%- endif -%}
{{ ', ' if not loop.last }}
{%- endfor -%}
{%- endmacro %}
