{# A text with its {names} filled in from columns. #}
{% macro filled(text, names) -%}
{%- set ns = namespace(sql=text) -%}
{%- for name, column in names.items() -%}
{%- set ns.sql = "replace(" ~ ns.sql ~ ", '{" ~ name ~ "}', coalesce(" ~ column ~ ", ''))" -%}
{%- endfor -%}
{{ ns.sql }}
{%- endmacro %}
