"""Dagster's room: definitions, assets, checks, jobs, schedule and sensors; publication, alerts and the command line.

Assets are thin: what they do stands in `ingest`, `expectations`, `dbt_project` and the plain modules of this package
(`publish`, `alerts`), which do not import Dagster.
"""
