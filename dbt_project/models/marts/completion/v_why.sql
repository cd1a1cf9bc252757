{{ config(materialized='view') }}
{# Without the database's name: the published snapshot holds this view under another one. #}
-- Here belongs the answer to one question: why does this target have this light?
select
    target_key,
    area,
    period,
    metric,
    status_zh,
    light,
    explanation
from {{ ref('fct_completion').include(database=false) }}
