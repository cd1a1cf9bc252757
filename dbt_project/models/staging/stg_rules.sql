{{ staged('rules') }}
