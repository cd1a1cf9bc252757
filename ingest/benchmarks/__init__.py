"""Outside figures: provincial averages, ranks and last year's totals, from a table to rows. Judging by them is dbt's."""
