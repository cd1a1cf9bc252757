"""The words that the reading of task lists stands on, as data: TOML files with their typed shapes. No rule stands here."""
