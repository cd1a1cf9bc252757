{{ staged('filing_rows') }}
