{{ staged('rule_findings') }}
