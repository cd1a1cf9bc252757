{{ staged('benchmark_findings') }}
