"""Expectations about tables as wholes: suites as data (`raw/*.toml`, `marts/*.toml`) and the runner that judges frames.

Imports nothing of dbt or Dagster; Great Expectations is imported only inside the runner, when a frame is judged.
"""
