{{ staged('filings') }}
