"""Assets, from left to right: received files, readers, the dbt models, publication, alerts. Thin: no logic stands here."""
