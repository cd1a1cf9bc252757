"""Publication: audit the private warehouse, write a new version beside the old one, replace the old one atomically.

Plain Python over DuckDB files; no Dagster here.
"""
