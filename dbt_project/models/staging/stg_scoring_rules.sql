{{ staged('scoring_rules') }}
