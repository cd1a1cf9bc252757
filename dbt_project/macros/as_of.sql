{# The night this run stands for: the only clock of the models (docs/design.md, rule 6). The refresh says it in the environment,
   because a changed var makes dbt parse the whole project anew; a var wins, for unit tests and work by hand. #}
{% macro as_of() -%}
cast('{{ var("as_of", env_var("THREEKEY_AS_OF", "2023-11-25")) }}' as date)
{%- endmacro %}
