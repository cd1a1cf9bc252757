{{ staged('taught_words') }}
