{{ staged('received_files') }}
