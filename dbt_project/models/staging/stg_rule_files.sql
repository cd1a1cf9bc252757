{{ staged('rule_files') }}
