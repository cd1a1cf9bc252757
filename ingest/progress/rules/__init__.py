"""What is said of a filing: rules over a row, against the past, over the table, over the filing as one of many."""
