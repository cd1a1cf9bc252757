{# Whether a figure satisfies a target by its comparator, as int_owed has it (direction, is_strict, tolerance); null where there
   is no figure or nothing to reach. #}
{% macro is_reached(figure, wanted, target='') -%}
{%- set of = target ~ '.' if target else '' -%}
case
    when {{ of }}direction = 'equal' then abs({{ figure }} - {{ wanted }}) <= {{ of }}tolerance * abs({{ wanted }})
    when {{ figure }} = {{ wanted }} then not {{ of }}is_strict
    when {{ of }}direction = 'limit' then {{ figure }} < {{ wanted }}
    else {{ figure }} > {{ wanted }}
end
{%- endmacro %}
