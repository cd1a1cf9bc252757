{# Whether a row of a seed with effective dates holds on a day; both of its dates count as in. #}
{% macro is_valid_on(relation, day) -%}
({{ relation }}.valid_from <= {{ day }} and ({{ relation }}.valid_to is null or {{ day }} <= {{ relation }}.valid_to))
{%- endmacro %}
