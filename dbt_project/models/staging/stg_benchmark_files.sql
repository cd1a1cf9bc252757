{{ staged('benchmark_files') }}
