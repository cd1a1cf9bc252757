-- No judgement is left without a rule of pace: the last rules of seeds/pace_rules must catch what the others leave.
select
    judgement_key,
    kind,
    direction,
    period_kind
from {{ ref('int_owed') }}
where pace is null
