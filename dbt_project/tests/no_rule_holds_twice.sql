-- A rule that is changed ends before its next row begins: where both hold on one day, chance decides, or both do.
{% set keys = {
    'status_bands': 'band_no',
    'pace_rules': 'rule_no',
    'pace_quarters': 'list_id, quarters_in_window, quarters_ended',
    'score_rules_office': 'rule_id',
    'score_rule_map': 'map_no',
    'score_formulas': 'formula, component',
    'reconciliation_tolerances': 'check_name',
    'target_weights': 'target_key',
} %}
with rules as (
    {% for seed, columns in keys.items() %}
    select
        '{{ seed }}' as seed,
        concat_ws('|', {{ columns }}) as rule,
        valid_from,
        valid_to
    from {{ ref(seed) }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
)

select later.*
from rules as earlier
inner join rules as later
    on
        earlier.seed = later.seed
        and earlier.rule = later.rule
        and earlier.valid_from < later.valid_from
        and {{ is_valid_on('earlier', 'later.valid_from') }}
