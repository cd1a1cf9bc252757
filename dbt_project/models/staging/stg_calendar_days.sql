{{ staged('calendar_days') }}
