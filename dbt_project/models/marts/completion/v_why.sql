{{ config(materialized='view') }}
{# Without the database's name: the published snapshot holds this view under another one. #}
select
    target_key,
    area,
    period,
    metric,
    status_zh,
    light,
    explanation
from {{ ref('fct_completion').include(database=false) }}
