{# A raw table as its staging view: every column of its source under its name and type, and of what came from a file only
   what had come, or was known so, by the as-of date. The columns are those of _sources.yml, which dbt knows once the project is parsed. #}
{% macro staged(table) -%}
{%- set columns = [] -%}
{%- if execute -%}
{%- for node in graph.sources.values() if node.name == table -%}
{%- do columns.extend(node.columns.values()) -%}
{%- endfor -%}
{%- endif -%}
select
{% for column in columns -%}
cast({{ column.name }} as {{ column.data_type }}) as {{ column.name }}{{ ", " if not loop.last }}
{%- else -%}
*
{%- endfor %}
from {{ source('raw', table) }}
{%- if columns | selectattr("name", "equalto", "received_as_of") | list %}
where received_as_of <= {{ as_of() }}
{%- elif columns | selectattr("name", "equalto", "known_from") | list %}
where
    (known_from is null or known_from <= {{ as_of() }})
    and (known_to is null or {{ as_of() }} < known_to)
{%- endif %}
{%- endmacro %}
