{# After a seed is loaded: where the home has rules of its own for it, the table as it is with them laid over the seed. The
   overlay is computed once, in Python (ingest/rules); the refresh says in the environment which tables it wrote, and where. #}
{% macro lay_rules_over() -%}
{%- if execute and this.name in env_var('THREEKEY_RULE_TABLES', '').split(',') -%}
delete from {{ this }};
insert into {{ this }} by name
select * from read_csv(
    '{{ env_var("THREEKEY_RULES") | replace("'", "''") }}/{{ this.name }}.csv',
    header = true, all_varchar = true, nullstr = '', delim = ',', quote = '"', escape = '"'
)
{%- endif -%}
{%- endmacro %}
