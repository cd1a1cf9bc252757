"""The form that a unit fills in, as a workbook. Nothing is read here."""
