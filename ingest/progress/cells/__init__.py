"""One cell of a filing becomes one typed value, or says why it does not. Which row the cell is of is not known here."""
