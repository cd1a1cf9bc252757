{{ staged('obligations') }}
