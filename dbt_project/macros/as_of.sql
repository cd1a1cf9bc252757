{# The night this run stands for: the only clock of the models (DESIGN.md, rule 6). #}
{% macro as_of() -%}
cast('{{ var("as_of") }}' as date)
{%- endmacro %}
