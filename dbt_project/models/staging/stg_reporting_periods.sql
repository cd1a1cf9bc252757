{{ staged('reporting_periods') }}
