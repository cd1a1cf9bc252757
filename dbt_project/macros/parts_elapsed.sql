{# How many months or quarters a target's window has, and how many of them are over on the day it is judged. A window that ends
   within one ends with it: its last month is over with its last day. #}
{% macro parts_elapsed(part) -%}
datediff('{{ part }}', window_start, window_end) + 1 as window_{{ part }}s,
case
    when judged_on >= window_end then datediff('{{ part }}', window_start, window_end) + 1
    else greatest(datediff('{{ part }}', window_start, judged_on + 1), 0)
end as elapsed_{{ part }}s
{%- endmacro %}
