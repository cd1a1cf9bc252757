{{ staged('held_rows') }}
