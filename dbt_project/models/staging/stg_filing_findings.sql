{{ staged('filing_findings') }}
