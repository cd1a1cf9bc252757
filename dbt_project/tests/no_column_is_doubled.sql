-- A star that meets a column of the same name makes two of it, and DuckDB calls the second one name_1: what is read by the name
-- is then not what was meant. No column of a model ends so.
-- depends_on: {{ ref('mart_task_overview') }}, {{ ref('mart_unit_scorecard') }}
select
    schema_name,
    table_name,
    column_name
from duckdb_columns()
where
    database_name = current_database()
    and schema_name in ('staging', 'intermediate', 'marts')
    and regexp_matches(column_name, '_[0-9]+$')
